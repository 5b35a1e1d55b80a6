const HIDDEN = '‹redacted›';

/** What looks like a credential, whoever printed it: pattern, and what stays of it. */
// Every repetition is bounded or of one class: hostile text must not make this slow.
const ROWS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,16384}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g, HIDDEN],
  [/\b(Bearer|Basic) {1,4}[A-Za-z0-9._~+/=-]{8,}/gi, `$1 ${HIDDEN}`],
  [/\b(Authorization: {0,4})(?!Bearer|Basic)\S+/gi, `$1${HIDDEN}`],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g, HIDDEN],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, HIDDEN],
  [/((?:token|password|secret|client-key-data)"? {0,4}[:=] {0,4}")[^"]{4,}"/gi, `$1${HIDDEN}"`],
  [/(DELEGATE_TOKEN|UPGRADER_TOKEN)("? {0,4}[:=] {0,4}"?)[^\s",}]{4,}/g, `$1$2${HIDDEN}`],
  // Docker Hub puts the account and its token behind this sentence.
  [/(You have reached your pull rate limit as )[^.,;\n]+/gi, `$1${HIDDEN}`],
];

/** Replaces what looks like a credential with `‹redacted›`: for texts in which no known secret may be expected. */
export const redactPatterns = (text: string): string =>
  ROWS.reduce((redacted, [pattern, replacement]) => redacted.replace(pattern, replacement), text);
