import type {BoxProps} from 'ink';
import type {FieldTextRow, Row} from '../wizard/screen.ts';

/** What a screen reader is told about one row. */
export interface SpokenRow {
  readonly id: string;
  readonly role?: BoxProps['aria-role'];
  readonly state: NonNullable<BoxProps['aria-state']>;
  readonly text: string;
  readonly problem?: string;
}

/** Parts in one sentence; what is empty is left out. */
export function sentence(parts: readonly (string | undefined)[]): string {
  const said = parts.filter((part) => part !== undefined && part !== '');
  return said.join(', ').replaceAll(':, ', ': ');
}

function spokenValue(row: FieldTextRow): string {
  if (row.value === '') return row.placeholder === undefined ? 'empty' : `empty (${row.placeholder})`;
  return row.masked === true ? `${Array.from(row.value).length} characters, hidden` : row.value;
}

type Words = Pick<SpokenRow, 'role' | 'state' | 'text'>;

function words(row: Row): Words {
  switch (row.kind) {
    case 'heading':
    case 'note':
      return {state: {}, text: sentence([row.label, row.detail])};
    case 'choose':
      return {role: 'option', state: {}, text: sentence([row.label, row.detail])};
    case 'check': {
      const state = {checked: row.checked, disabled: row.locked !== undefined};
      return {role: 'checkbox', state, text: sentence([row.label, row.value, row.locked ?? row.detail])};
    }
    case 'radio': {
      const state = {checked: row.selected, disabled: row.ruledOut !== undefined};
      return {role: 'radio', state, text: sentence([row.label, row.ruledOut ?? row.detail])};
    }
    case 'options': {
      const chosen = row.options.find(({selected}) => selected)?.label ?? 'nothing chosen';
      const choices = row.options.map(({label}) => label).join(' or ');
      return {
        role: 'combobox',
        state: {},
        text: `${row.label}: ${sentence([chosen, `choices are ${choices}`])}`,
      };
    }
    case 'text':
      return {role: 'textbox', state: {}, text: `${row.label}: ${sentence([spokenValue(row), row.detail])}`};
    case 'result': {
      const state = row.state === 'running' ? 'looking' : row.state;
      return {role: 'listitem', state: {}, text: `${state}: ${sentence([row.label, row.detail])}`};
    }
    case 'pod':
      return {
        role: 'listitem',
        state: {},
        text: `${row.label}: ${sentence([row.word, row.restarts, row.problem ? undefined : row.line])}`,
      };
    default:
      return {
        role: 'listitem',
        state: {},
        text: `${row.label}: ${sentence([row.state, row.action, row.detail])}`,
      };
  }
}

/** The words for one row; the row with the focus is the selected one. */
export function spokenRow(row: Row, focused: boolean): SpokenRow {
  const {role, state, text} = words(row);
  return {
    id: row.id,
    role,
    state: {...state, selected: focused},
    text,
    problem: row.problem === undefined ? undefined : `${row.problem.severity}: ${row.problem.message}`,
  };
}

/** The row as Ink prints it for a screen reader. */
export function spokenText({role, state, text}: SpokenRow): string {
  const states = Object.entries(state).filter(([, on]) => on);
  const described = states.length === 0 ? text : `(${states.map(([name]) => name).join(', ')}) ${text}`;
  return role === undefined ? described : `${role}: ${described}`;
}
