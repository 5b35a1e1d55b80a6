import type {Problem} from '../domain/problem.ts';
import {isToken} from '../domain/token.ts';
import {COMMANDS} from './commands.ts';
import type {CommandName} from './commands.ts';
import {extraWords, flagHint} from './extra-word.ts';
import {suggestion, TOKEN_HINT, usageProblem} from './usage-problem.ts';

export interface FoundCommand {
  readonly command: CommandName;
  readonly operands: readonly string[];
  readonly problem?: Problem;
}

/** What `help` explains. */
const TOPICS: readonly string[] = [...COMMANDS.map(({name}) => name), 'practice'];

/** Words of argv that are no flags -> the command and the words behind it. No word at all is the wizard. */
export function findCommand(words: readonly string[]): FoundCommand {
  const [first, second] = words;
  if (first === undefined) return {command: 'wizard', operands: []};
  const row =
    COMMANDS.find(({name}) => name === `${first} ${second}`) ?? COMMANDS.find(({name}) => name === first);
  if (!row || row.name === 'wizard') {
    const names = COMMANDS.map(({name}) => name).filter((name) => name !== 'wizard' && !name.includes(' '));
    return {
      command: 'wizard',
      operands: [],
      problem: unknownCommand(first, flagHint(first, 'wizard') || suggestion(first, names)),
    };
  }
  const operands = words.slice(row.name.split(' ').length);
  const topic = operands.join(' ');
  if (row.name === 'help' && topic !== '' && !TOPICS.includes(topic))
    return {command: 'help', operands, problem: unknownCommand(topic, suggestion(topic, TOPICS))};
  const [fewest, most] = row.operands;
  if (operands.length >= fewest && operands.length <= most) return {command: row.name, operands};
  const problem =
    row.name === 'presets'
      ? unknownVerb(second ?? '')
      : usageProblem(
          'operands',
          operands.length > most
            ? extraWords(operands.slice(most), row)
            : `write: delegate-tui ${row.synopsis}`,
        );
  return {command: row.name, operands, problem};
}

const unknown = (words: string, message: string): Problem =>
  // What was pasted may be a token, and is not repeated then.
  usageProblem('unknown-command', words.split(' ').some(isToken) ? `is not known${TOKEN_HINT}` : message);

const unknownCommand = (words: string, hint: string): Problem =>
  unknown(words, `${JSON.stringify(words)} is not a command${hint}`);

function unknownVerb(word: string): Problem {
  const verbs = COMMANDS.filter(({name}) => name.startsWith('presets ')).map(({name}) =>
    name.slice('presets '.length),
  );
  return unknown(word, `presets has no command ${JSON.stringify(word)}${suggestion(word, verbs)}`);
}
