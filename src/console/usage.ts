import {COMMANDS, commandRow} from '../args/commands.ts';
import type {CommandName} from '../args/commands.ts';
import {FLAGS, allows} from '../args/flags.ts';
import {EXIT_CODE_ROWS} from '../domain/exit-code.ts';
import {wrapWords} from './terminal-lines.ts';

/** Wider than this, lines of text are hard to read. */
export const MAX_COLUMNS = 100;
const NARROW = 60;
const MAX_LABEL = 34;

/** Breaks a text at blanks so that no line is longer than `width`, unless one word is. */
export const wrap = (text: string, width: number): string[] => wrapWords(text.split(' '), width);

export type Entry = readonly [label: string, help: string];

/** Labels on the left, their help on the right; in a narrow window, or behind a long label, below it. */
export function table(entries: readonly Entry[], columns: number): string[] {
  const longest = Math.max(0, ...entries.map(([label]) => label.length));
  const indent = columns < NARROW ? 6 : Math.min(longest, MAX_LABEL) + 4;
  return entries.flatMap(([label, help]) => {
    const lines = wrap(help, columns - indent).map((line) => ' '.repeat(indent) + line);
    if (columns < NARROW || label.length + 4 > indent) {
      return [...wrap(label, columns - 2).map((line) => `  ${line}`), ...lines];
    }
    return [`  ${label}`.padEnd(indent) + (lines[0] ?? '').trimStart(), ...lines.slice(1)];
  });
}

const section = (title: string, lines: readonly string[]): string[] => ['', title, ...lines];

const flagEntries = (command: CommandName, group: string): Entry[] =>
  FLAGS.filter((row) => row.group === group && allows(command, row)).map((row) => [row.label, row.help]);

/**
 * What `--help` and `help COMMAND` print: plain text lines.
 *
 * @param columns width of the terminal; 80 where there is none
 */
export function usage({command, columns}: {command?: CommandName; columns: number}): string[] {
  const width = Math.max(30, Math.min(columns, MAX_COLUMNS));
  return command === undefined || command === 'help' ? overview(width) : explain(command, width);
}

function overview(width: number): string[] {
  const commands = COMMANDS.map(({synopsis, help}): Entry => [`delegate-tui ${synopsis}`, help]);
  return [
    ...wrap(
      'delegate-tui makes custom Harness delegates: Dockerfile, Kubernetes manifest and pipeline step. It applies them too, and watches the rollout.',
      width,
    ),
    ...section('Commands', table(commands, width)),
    ...section('Flags', table(flagEntries('wizard', 'General'), width)),
    '',
    ...wrap('Every answer has a flag too: delegate-tui help generate lists them.', width),
    ...wrap('No cluster at hand? delegate-tui help practice tells what can be tried without one.', width),
    ...section(
      'Exit codes',
      table(
        EXIT_CODE_ROWS.map(({code, help}): Entry => [String(code), help]),
        width,
      ),
    ),
    ...section('Examples', [
      '  npx delegate-tui',
      '  npx delegate-tui generate --preset kubernetes --output custom-del \\',
      '    --image-repository acme/custom-delegate --account-id ID \\',
      '    --manager-url https://app.harness.io',
      '  npx delegate-tui apply --output custom-del --context prod-east --yes',
      '  npx delegate-tui apply --output custom-del --practice=image-not-found',
    ]),
  ];
}

function explain(command: CommandName, width: number): string[] {
  const row = commandRow(command);
  const groups = [...new Set(FLAGS.map(({group}) => group))];
  return [
    ...wrap(`delegate-tui ${row.synopsis}`, width),
    '',
    ...wrap(`${row.help}.`, width),
    ...groups.flatMap((group) => {
      const entries = flagEntries(command, group);
      if (entries.length === 0) return [];
      return section(group === 'General' ? 'Flags' : group, table(entries, width));
    }),
  ];
}
