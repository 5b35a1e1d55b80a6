import {replaceAddressPasswords} from '../address-passwords.ts';

const HIDDEN = '‹redacted›';

/** Words that registries put behind the name of a scheme: `bearer authentication`, `Basic auth`. */
const SCHEME_WORDS =
  '(?!(?:auth|authentication|authori[sz]ation|token|challenge|realm|scheme|credential|credentials)s?(?![\\w.~+/=-]))';
/** One word that is none of a language: it has a digit, padding, a change of case, or is long. Not an address. */
const CREDENTIAL =
  '(?!https?://)(?:(?=[^\\s",;]{0,200}(?:[0-9=]|[a-z][A-Z]))[^\\s",;]{8,}|[A-Za-z0-9._~+/=-]{24,})';

/** What looks like a credential, whoever printed it: pattern, and what stays of it. */
// Every repetition is bounded, or cannot be entered again in the text that it read: hostile text must not make this slow.
const ROWS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,16384}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g, HIDDEN],
  [new RegExp(`\\b(Bearer|Basic) {1,4}${SCHEME_WORDS}[A-Za-z0-9._~+/=-]{8,}`, 'gi'), `$1 ${HIDDEN}`],
  // As a header, with or without a scheme; not as a word of a sentence: `authorization: server message: …`.
  [
    new RegExp(
      `\\b((?:[Aa]uthorization|AUTHORIZATION): {0,4}(?:[A-Za-z][A-Za-z0-9-]{2,30} {1,4})?)(?![Bb]earer\\b|[Bb]asic\\b)${CREDENTIAL}`,
      'g',
    ),
    `$1${HIDDEN}`,
  ],
  // Tried once a word, at the first `eyJ` in it: what fails there fails at each later one.
  [/(?<![\w-])(?=([\w-]*?)\beyJ)\1eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, `$1${HIDDEN}`],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, HIDDEN],
  [/((?:token|password|secret|client-key-data)"? {0,4}[:=] {0,4}")[^"]{4,}"/gi, `$1${HIDDEN}"`],
  [/(DELEGATE_TOKEN|UPGRADER_TOKEN)("? {0,4}[:=] {0,4}"?)[^\s",}]{4,}/g, `$1$2${HIDDEN}`],
  // Behind `=` or `:` at once it is a value; after a blank it may be a sentence: `oauth token: unexpected status`.
  [/\b(password|token)([=:])(?!\/\/)[^\s",;]{8,}/gi, `$1$2${HIDDEN}`],
  [new RegExp(`\\b([Pp]assword|PASSWORD|[Tt]oken|TOKEN)([=:] {1,4})${CREDENTIAL}`, 'g'), `$1$2${HIDDEN}`],
  // Docker Hub puts the account and its token behind this sentence.
  [/(You have reached your pull rate limit as )[^.,;\n]+/gi, `$1${HIDDEN}`],
];

/** Replaces what looks like a credential with `‹redacted›`: for texts in which no known secret may be expected. */
export const redactPatterns = (text: string): string =>
  replaceAddressPasswords(
    ROWS.reduce((redacted, [pattern, replacement]) => redacted.replace(pattern, replacement), text),
    () => HIDDEN,
  );
