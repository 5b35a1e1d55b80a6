import {isNamedSecret, isSecretValue} from './secret-values.ts';

const VALUE = `["']?([^\\s"';&|<>$-][^\\s"';&|]{0,200})`;
/** Who it is, before the colon. `$()` stands for what comes from elsewhere. */
const USER = `["']?([\\w.@$(){}-]{1,200}):`;
/** Bounded, so that hostile text does not make it slow. A line that goes on with a backslash is one. */
const BLANK = String.raw`(?:[ \t]|\\\n){1,40}`;

/** Programs take a secret behind a blank, too. Of the groups, the name or the user, then the secret. */
const OPTIONS: readonly RegExp[] = [
  // `--password hunter`
  new RegExp(`(?<!\\S)--([a-z][\\w-]{0,200})${BLANK}(?=${VALUE})`, 'g'),
  // `curl -u name:hunter`
  new RegExp(`(?<!\\S)(?:-u|--user)(?:=|${BLANK})${USER}(?=${VALUE})`, 'g'),
  // `docker login -u name -p hunter`
  new RegExp(`(?<!\\S)(-p)${BLANK}(?<=\\blogin\\b[^\\n|;&]{0,200})(?=${VALUE})`, 'g'),
  // `ENV NAME hunter`, as Dockerfiles may say it
  new RegExp(`(?<=^[ \\t]{0,20}(?:ENV|ARG)[ \\t]{1,8})([A-Za-z_]\\w{0,200})[ \\t]{1,8}(?=${VALUE})`, 'gm'),
  // `Authorization: Bearer hunter`
  new RegExp(`\\b([Bb]earer|[Bb]asic) {1,4}(?=([\\w.~+/-]{16,200}=*))`, 'g'),
];
/** An option that takes no value, and one that names a secret of a store. */
const NO_SECRET = /-stdin$|^secret$/;
const WITHOUT_NAME = new Set(['-p', 'bearer', 'basic']);
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
      const isUser = front.endsWith(':');
      const isMeant = isUser ? name !== value : WITHOUT_NAME.has(name.toLowerCase()) || isOption(name);
      const before = text.slice(Math.max(0, index - BEFORE), index);
      const isProse = IN_COMMENT.test(before) && !NO_WORD.test(value);
      if (!isMeant || isProse || !isSecretValue(value)) return [];
      const at = text.indexOf(value, index + front.length);
      const lead = text.slice(Math.max(0, at - BEFORE), at);
      return [{front: lead.slice(lead.lastIndexOf('\n') + 1), value, at}];
    }),
  );
}

const isOption = (name: string): boolean => isNamedSecret(name) && !NO_SECRET.test(name);
