import {FIELDS} from '../domain/fields.ts';
import type {FieldRow} from '../domain/fields.ts';
import {commandRow} from './commands.ts';
import type {CommandName} from './commands.ts';
import {OPTIONS} from './options.ts';
import type {OptionRow} from './option-row.ts';

/** A flag of either table, as the parser, the usage text and the reference see it. */
export interface FlagRow {
  readonly flag: string;
  readonly short?: string;
  readonly takesValue: boolean;
  /** `--practice` or `--practice=NAME`. */
  readonly optionalValue?: boolean;
  /** `--push` has a `--no-push`. */
  readonly negatable: boolean;
  readonly repeatable: boolean;
  /** `--size laptop|small` or `--name NAME`, without help. */
  readonly label: string;
  readonly help: string;
  readonly group: FieldRow['group'] | 'General';
  readonly field?: FieldRow;
  readonly option?: OptionRow;
}

const valueWord = (row: FieldRow | OptionRow): string =>
  row.kind === 'choice' ? (row.values ?? []).join('|') : (row.placeholder ?? 'VALUE');

function ofField(field: FieldRow): FlagRow {
  const negatable = field.kind === 'boolean';
  return {
    flag: field.flag,
    takesValue: !negatable,
    negatable,
    repeatable: field.kind === 'list' || field.kind === 'map',
    label: negatable ? `--[no-]${field.flag}` : `--${field.flag} ${valueWord(field)}`,
    help: field.kind === 'map' ? `${field.help}; may be repeated` : field.help,
    group: field.group,
    field,
  };
}

function ofOption(option: OptionRow): FlagRow {
  const optionalValue = option.kind === 'optional';
  const takesValue = option.kind !== 'boolean' && !optionalValue;
  const name = option.short ? `-${option.short}, --${option.flag}` : `--${option.flag}`;
  return {
    flag: option.flag,
    ...(option.short && {short: option.short}),
    takesValue,
    optionalValue,
    negatable: false,
    repeatable: option.kind === 'repeated',
    label: takesValue
      ? `${name} ${valueWord(option)}`
      : `${name}${optionalValue ? `[=${valueWord(option)}]` : ''}`,
    help: option.help,
    group: 'General',
    option,
  };
}

/** Every flag there is: general ones first, then one for each answer. */
export const FLAGS: readonly FlagRow[] = [...OPTIONS.map(ofOption), ...FIELDS.map(ofField)];

/** True when a command takes the flag. */
export function allows(command: CommandName, row: FlagRow): boolean {
  if (row.option) return row.option.commands === 'all' || row.option.commands.includes(command);
  const {answers} = commandRow(command);
  return answers === 'all' || (answers !== 'none' && answers.includes(row.field?.path ?? ''));
}
