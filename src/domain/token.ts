/** Stands where the delegate token belongs until someone puts it there. `isPlaceholder` knows it. */
export const PLACEHOLDER_TOKEN = 'PUT_YOUR_DELEGATE_TOKEN';

/** Key of the token in its Secret, and the variable that the delegate reads. */
export const TOKEN_KEY = 'DELEGATE_TOKEN';

export type TokenKind =
  | 'plain'
  | 'encoded'
  | 'twice-encoded'
  | 'unknown'
  | 'malformed'
  | 'placeholder'
  | 'empty';

export interface InspectedToken {
  readonly kind: TokenKind;
  /** What belongs into `stringData`: without white space and quotes around it, a doubly encoded token decoded once. */
  readonly value: string;
  /** It stood in quotes, which are no part of any token. */
  readonly wasQuoted?: true;
}

const PLAIN_TOKEN = /^[0-9a-f]{32}$/i;
/** One word of printable characters: with anything else in it, it was not copied right. */
const ONE_WORD = /^[!-~]{8,4096}$/;
/** Of a shell, of YAML or JSON, of Markdown, and as word processors set them. */
const QUOTED = /^(?:(["'`])([^]*)\1|[“„]([^]*)[”“]|[‘‚]([^]*)[’‘])$/;
/** Beyond it there is no token inside, and a text that is all quotes would take minutes. */
const LONGEST_QUOTED = 8192;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const PLACEHOLDER = /^$|^(PUT_)?YOUR_|^<[^]*>$/i;

/**
 * What kind of delegate token a text is. Harness shows a token as the base64 form of 32 hexadecimal digits
 * and the delegate takes both forms; a Secret's `data`, copied as it is, holds the token encoded twice.
 * `unknown` is to be warned about; `malformed` can be none. Never throws and never repeats the text.
 */
export function inspectToken(text: string): InspectedToken {
  const value = unquoted(text);
  const found = inspectWord(value);
  return value === text.trim() ? found : {...found, wasQuoted: true};
}

function inspectWord(value: string): InspectedToken {
  if (value === '') return {kind: 'empty', value};
  if (isPlaceholder(value)) return {kind: 'placeholder', value};
  if (PLAIN_TOKEN.test(value)) return {kind: 'plain', value};
  const once = decoded(value);
  if (PLAIN_TOKEN.test(once)) return {kind: 'encoded', value};
  if (PLAIN_TOKEN.test(decoded(once))) return {kind: 'twice-encoded', value: once};
  return {kind: ONE_WORD.test(value) ? 'unknown' : 'malformed', value};
}

function unquoted(text: string): string {
  let value = text.trim();
  while (value.length <= LONGEST_QUOTED) {
    const [, , plain, double, single] = QUOTED.exec(value) ?? [];
    const inner = plain ?? double ?? single;
    if (inner === undefined) break;
    value = inner.trim();
  }
  return value;
}

const TOKENS: readonly TokenKind[] = ['plain', 'encoded', 'twice-encoded'];

/** True for a text of the form that Harness's tokens have, however often it is encoded. */
export const isToken = (text: string): boolean => TOKENS.includes(inspectToken(text).kind);

/** True for a text that someone was meant to replace: empty, `YOUR_…`, `PUT_YOUR_…`, `<…>`. */
export const isPlaceholder = (text: string): boolean => PLACEHOLDER.test(text.trim());

/** Empty when the text is not base64. */
function decoded(text: string): string {
  const value = text.trim();
  if (!BASE64.test(value)) return '';
  try {
    return atob(value).trim();
  } catch {
    return '';
  }
}
