import {sanitiseLine} from '../domain/text.ts';
import {isToken} from '../domain/token.ts';
import type {CommandName, CommandRow} from './commands.ts';
import {FLAGS, allows} from './flags.ts';

const YAML_FILE = /\.ya?ml$/i;
/** Needs no quotes in any shell, and is no flag. */
const PLAIN = /^[A-Za-z0-9_./][A-Za-z0-9_./-]*$/;

/** Commands that take files as they are, and those that take a directory that is there. */
const OF_FILES: readonly CommandName[] = ['apply'];
const OF_DIRECTORIES: readonly CommandName[] = ['build', 'push', 'status', 'verify'];
/** Names its file in a word already: another one is no preset. */
const NAMES_FILE: readonly CommandName[] = ['patch'];

/** The flag that a word without one was probably meant for. */
function meantFlag(word: string, command: CommandName): string | undefined {
  if (NAMES_FILE.includes(command)) return undefined;
  if (!YAML_FILE.test(word)) return OF_DIRECTORIES.includes(command) ? 'output' : undefined;
  return OF_FILES.includes(command) ? 'file' : 'preset';
}

/** `; did you mean --preset p.yaml?`, or nothing when no flag of the command would take the word. */
export function flagHint(word: string, command: CommandName): string {
  const flag = meantFlag(word, command);
  const row = FLAGS.find((each) => each.flag === flag);
  return row !== undefined && PLAIN.test(word) && allows(command, row)
    ? `; did you mean --${row.flag} ${word}?`
    : '';
}

/** Which words a command has too many, and how it is written; completes nothing. */
export function extraWords(words: readonly string[], row: CommandRow): string {
  const how = `delegate-tui ${row.synopsis}`;
  const [first = '', ...others] = words;
  // What was pasted may be a token, and is not repeated then.
  if (words.some(isToken)) return `has too many words; write: ${how}`;
  const shown = words.map((word) => JSON.stringify(sanitiseLine(word, {maxLength: 60}))).join(', ');
  if (others.length > 0) return `${shown} are too many words; write: ${how}`;
  const hint = flagHint(first, row.name);
  return `${shown} is one word too many${hint === '' ? '; write:' : `${hint} Write:`} ${how}`;
}
