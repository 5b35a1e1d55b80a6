import {isNamedSecret, isSecretValue} from './secret-values.ts';

/** Escaped, too: scripts stand in strings of YAML and Terraform. */
const QUOTE = `(?:\\\\?["'])?`;
const VALUE = `${QUOTE}([^\\s"';&|<>$\\\\-][^\\s"';&|\\\\]*)`;
/** Who it is, before the colon. `$()` stands for what comes from elsewhere. */
const USER = `${QUOTE}([\\w.@$(){}-]{1,200}):`;
/** A line that goes on with a backslash is one. What can be entered again is bounded: hostile text must not make this slow. */
const BLANK = String.raw`(?:[ \t]|\\\r?\n){1,40}`;
const LOGIN = String.raw`(?<=\blogin\b(?:[^\n|;&]|\\\r?\n){0,200})`;

/** Programs take a secret behind a blank, too. Of the groups, the name or the user, then the secret. */
const OPTIONS: readonly RegExp[] = [
  // `--password hunter`
  new RegExp(`(?<!\\S)--([a-z][\\w-]{0,200})${BLANK}(?=${VALUE})`, 'g'),
  // `curl -u name:hunter`
  new RegExp(`(?<!\\S)(?:-u|--user)(?:=|${BLANK})${USER}(?=${VALUE})`, 'g'),
  // `docker login -u name -p hunter`
  new RegExp(`(?<!\\S)(-p)${BLANK}${LOGIN}(?=${VALUE})`, 'g'),
  // `ENV NAME hunter`, as Dockerfiles may say it
  new RegExp(`(?<=^[ \\t]{0,20}(?:ENV|ARG)[ \\t]{1,8})([A-Za-z_]\\w{0,200})[ \\t]{1,8}(?=${VALUE})`, 'gm'),
  // `Bearer hunter`, and shorter ones in a header; a word of a sentence has no digit
  /\b([Bb]earer|[Bb]asic) {1,4}(?=([\w.~+/-]{16,}=*))/g,
  /\b[Aa]uthorization: {0,4}([Bb]earer|[Bb]asic|[Tt]oken) {1,4}(?=[\w.~+/=-]{0,200}(?:\d|[a-z][A-Z]))(?=([\w.~+/=-]{8,}))/g,
];
/** Options that take no value, that name a secret of a store, and that are about something else. */
const NO_SECRET = /-stdin$|-version$|^secret$|^private$/;
const WITHOUT_NAME = new Set(['-p', 'bearer', 'basic', 'token']);
/** There `-u` is the user and the group to run as. */
const RUNS_AS = /\b(?:docker|podman|nerdctl)\b[^\n]*\b(?:run|exec|create)\b|\bchown\b/;
/** In a comment it may be a word of a sentence: `pass --password or …`. */
const IN_COMMENT = /(?:^|\n)[ \t]{0,100}#.*$/;
const BEFORE = 200;
const NO_WORD = /\d|[a-z][A-Z]|[A-Z]{2}[a-z]/;

/** A secret behind an option of a program. */
export interface OptionSecret {
  /** What stands before it in its line, or the end of that. */
  readonly front: string;
  readonly value: string;
  /** Where it begins in the text. */
  readonly at: number;
}

/** Secrets that options of programs are given in a script, so far as names and looks go. */
export function optionSecrets(text: string): OptionSecret[] {
  return OPTIONS.flatMap((option) =>
    Array.from(text.matchAll(option)).flatMap((match) => {
      const {index, 0: front, 1: name = '', 2: value = ''} = match;
      const before = text.slice(Math.max(0, index - BEFORE), index);
      const isMeant = front.endsWith(':')
        ? name !== value && !/^\d+$/.test(name) && !RUNS_AS.test(lastLine(before))
        : WITHOUT_NAME.has(name.toLowerCase()) || isOption(name);
      const isProse = IN_COMMENT.test(before) && !NO_WORD.test(value);
      if (!isMeant || isProse || !isSecretValue(value)) return [];
      const at = text.indexOf(value, index + front.length);
      const lead = text.slice(Math.max(0, at - BEFORE), at);
      return [{front: lastLine(lead), value: quoted(text, at) ?? value, at}];
    }),
  );
}

const lastLine = (text: string): string => text.slice(text.lastIndexOf('\n') + 1);

const MAX_QUOTED = 4096;

/** All of a value that stands in quotes, with blanks and signs in it; nothing where it does not, or they stay open. */
function quoted(text: string, at: number): string | undefined {
  const quote = text.charAt(at - 1);
  if (quote !== '"' && quote !== "'") return undefined;
  const [line = ''] = text.slice(at, at + MAX_QUOTED).split('\n', 1);
  const end = line.indexOf(quote);
  return end === -1 ? undefined : line.slice(0, end).replace(/\\$/, '');
}

const isOption = (name: string): boolean => isNamedSecret(name) && !NO_SECRET.test(name);
