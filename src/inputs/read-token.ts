import type {Arguments} from '../args.ts';
import type {Problem} from '../domain/problem.ts';
import {sanitiseLine} from '../domain/text.ts';
import {inspectToken, isToken, type TokenKind} from '../domain/token.ts';
import type {Io} from '../console/io.ts';
import {whyRefused} from '../services/existing-file.ts';
import {readTextFile} from '../services/read-text-file.ts';

const FLAG = '--token-file';
const MAX_LENGTH = 64 * 1024;
/** Kinds that can be no token. Harness shows base64; other forms are warned about, not refused. */
const NO_TOKENS: readonly TokenKind[] = ['empty', 'placeholder', 'malformed'];

const problem = (code: string, severity: Problem['severity'], message: string): Problem => ({
  field: 'delegate.token',
  code,
  severity,
  message,
  flag: FLAG,
});

/** The answers want the token in a file, and it was not given. */
export const TOKEN_MISSING = problem(
  'missing',
  'error',
  'the token is not there; give a file with it, or set DELEGATE_TOKEN',
);
/** A token file was given, and the answers have no place for it. */
export const TOKEN_UNUSED = problem(
  'token',
  'warning',
  'is not used; add --token-from file to write the token into a file of its own',
);
const HOW = 'give a small text file that holds the token and nothing else';
const TOO_LARGE = problem('invalid', 'error', `holds more than a token; ${HOW}`);
const NO_TOKEN = problem(
  'invalid',
  'error',
  'does not hold a token; copy it from Harness, in one line and without quotes',
);
const TWO_TOKENS = problem(
  'token',
  'warning',
  'is used, and DELEGATE_TOKEN holds another token; unset the one you do not mean',
);
const ODD_TOKEN = problem(
  'token',
  'warning',
  'does not look like a delegate token of Harness; check that it is the one of this delegate',
);
const ENCODED_TWICE = problem(
  'token',
  'notice',
  'is encoded twice, as the data of a Secret is; it is written decoded once, nothing to do',
);

const QUOTED = problem(
  'token',
  'warning',
  'stands in quotes, which are no part of it; it is written without them, nothing to do',
);

async function readInput(input: Io['input']): Promise<string | Problem> {
  let text = '';
  for await (const chunk of input) {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1');
    if (text.length > MAX_LENGTH) return TOO_LARGE;
  }
  return text;
}

async function readFile(path: string, io: Io): Promise<string | Problem> {
  if (path === '-') return readInput(io.input);
  const entry = await readTextFile(path, {followLinks: true});
  if (entry.kind === 'text') return entry.text;
  // The token itself may have been given in the place of its file.
  const who = isToken(path) ? 'what is given' : sanitiseLine(path, {maxLength: 200});
  return problem('invalid', 'error', `cannot be read: ${who} ${whyRefused(entry)[0]}; ${HOW}`);
}

/** The same about the variable that the token came from. */
const aboutVariable = ({flag: _flag, ...rest}: Problem): Problem => ({...rest, field: 'DELEGATE_TOKEN'});

const ABOUT_KIND: Readonly<Partial<Record<TokenKind, Problem>>> = {
  unknown: ODD_TOKEN,
  'twice-encoded': ENCODED_TWICE,
};

/**
 * The delegate token from `--token-file`, else from DELEGATE_TOKEN. Without a token and without problems:
 * none was given. The token itself is in no problem.
 */
export async function readToken({
  args,
  io,
}: {
  readonly args: Arguments;
  readonly io: Io;
}): Promise<{token?: string; problems: Problem[]}> {
  const {tokenFile} = args.options;
  const fromEnvironment = io.env['DELEGATE_TOKEN'];
  if (tokenFile === undefined && !fromEnvironment) return {problems: []};
  const text = tokenFile === undefined ? (fromEnvironment ?? '') : await readFile(tokenFile, io);
  if (typeof text !== 'string') return {problems: [text]};
  const {kind, value: token, wasQuoted} = inspectToken(text);
  const about = (found: Problem) => (tokenFile === undefined ? aboutVariable(found) : found);
  if (NO_TOKENS.includes(kind)) return {problems: [about(NO_TOKEN)]};
  const other = tokenFile !== undefined && fromEnvironment && inspectToken(fromEnvironment).value !== token;
  const odd = ABOUT_KIND[kind];
  const found = [...(wasQuoted ? [QUOTED] : []), ...(odd ? [odd] : [])].map(about);
  return {token, problems: [...(other ? [TWO_TOKENS] : []), ...found]};
}
