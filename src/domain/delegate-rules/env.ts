import {fixedVariableNames} from '../manifest/environment.ts';
import {when, type Rule} from './rule.ts';

/** Names of variables that usually hold a secret; paths and names of secrets are none. */
const SECRET_NAME = /(TOKEN|PASSWORD|PASSWD|SECRET|CREDENTIALS?|API_?KEY|PRIVATE_KEY)/i;
const ONLY_A_REFERENCE = /_(PATH|FILE|DIR|NAME|URL)$/i;

/** Further variables must not fight with the manifest's own, and must not carry secrets into it. */
export const envRule: Rule = (answers) => {
  const taken = new Set(fixedVariableNames(answers));
  return Object.keys(answers.delegate.env).flatMap((name) => {
    const field = `delegate.env.${name}`;
    if (taken.has(name)) {
      return [
        {
          field,
          code: 'duplicate',
          severity: 'error' as const,
          message: `${name} is set from other answers already. Remove it here.`,
        },
      ];
    }
    return when(SECRET_NAME.test(name) && !ONLY_A_REFERENCE.test(name), {
      field,
      code: 'secret-in-env',
      severity: 'warning',
      message: `${name} looks like a secret, and its value would stand in the manifest for all to read. Keep it in a Kubernetes Secret or in Harness.`,
    });
  });
};
