const SECRET =
  /TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|PRIVATE|API[_.-]?KEY|ACCESS[_.-]?KEY|(?:^|[_.-])(?:PASS|PWD)$/i;
const ONLY_A_REFERENCE = /[_.-](?:PATH|FILE|DIR|NAME|URL)$/i;

/**
 * True for the name of a variable or key whose value is usually a secret: `DELEGATE_TOKEN`, `db_passwd`, `apiKey`.
 * Names of files, addresses and Secrets that hold one are none: `TOKEN_PATH`, `PULL_SECRET_NAME`.
 */
export const isSecretName = (name: string): boolean => SECRET.test(name) && !ONLY_A_REFERENCE.test(name);
