import {COMMANDS} from '../../args/commands.ts';
import type {CommandName} from '../../args/commands.ts';
import {FLAGS, allows} from '../../args/flags.ts';
import type {FlagRow} from '../../args/flags.ts';
import {SHELLS} from './shells.ts';
import {valueSource} from './value-source.ts';
import type {ValueSource} from './value-source.ts';

/** What a completion script knows: lines with tabs between their columns, none of them empty. */
export interface Tables {
  /** Flag, value source, `once` or `many`, `,command,command,`, help. */
  readonly flags: readonly string[];
  /** Command in front, or `-`; word; help. */
  readonly commands: readonly string[];
  /** Command, number of the word behind it from 1, value source. */
  readonly operands: readonly string[];
  /** `|generate|presets show|`. */
  readonly names: string;
  /** ` --preset --output `: flags with a value in the next word. */
  readonly valued: string;
}

const line = (...columns: readonly string[]): string => columns.join('\t');
const firstWords = [...new Set(COMMANDS.map(({name}) => name.split(' ')[0] ?? ''))].filter(
  (word) => word !== 'wizard',
);
const verbs = COMMANDS.flatMap(({name}) => name.split(' ').slice(1));

/** What stands behind a command, word by word. */
const OPERANDS: Readonly<Partial<Record<CommandName, readonly ValueSource[]>>> = {
  patch: ['files'],
  'presets show': ['presets'],
  'presets save': ['presets'],
  'presets delete': ['presets'],
  'presets import': ['files', 'presets'],
  'presets export': ['presets', 'files'],
  completion: [`words:${SHELLS.join(',')}`],
  help: [`words:${[...firstWords, 'practice'].join(',')}`, `words:${verbs.join(',')}`],
};

const joined = (names: readonly string[]): string => `,${names.join(',')},`;

function flagLines(row: FlagRow): string[] {
  const takers = COMMANDS.map(({name}) => name).filter((name) => allows(name, row));
  const source = valueSource(row);
  const many = row.repeatable ? 'many' : 'once';
  // Everybody else writes to a directory.
  const toFile: readonly CommandName[] = row.flag === 'output' ? ['patch'] : [];
  const others = takers.filter((name) => !toFile.includes(name));
  return [
    line(`--${row.flag}`, source, many, joined(others), row.help),
    ...(toFile.length > 0 ? [line(`--${row.flag}`, 'files', many, joined(toFile), row.help)] : []),
    ...(row.negatable ? [line(`--no-${row.flag}`, source, many, joined(others), `Not: ${row.help}`)] : []),
  ];
}

/** The tables of flags and commands as a completion script takes them. */
export function completionTables(): Tables {
  const named = COMMANDS.filter(({name}) => name !== 'wizard');
  return {
    flags: FLAGS.flatMap(flagLines),
    commands: named.map(({name, help}) => {
      const words = name.split(' ');
      return line(words.length > 1 ? (words[0] ?? '-') : '-', words.at(-1) ?? '', help);
    }),
    operands: Object.entries(OPERANDS).flatMap(([name, sources]) =>
      sources.map((source, index) => line(name, String(index + 1), source)),
    ),
    names: `|${named.map(({name}) => name).join('|')}|`,
    valued: ` ${FLAGS.filter(({takesValue}) => takesValue)
      .map(({flag}) => `--${flag}`)
      .join(' ')} `,
  };
}
