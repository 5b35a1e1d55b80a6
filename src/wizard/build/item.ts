import type {RowItem} from '../item.ts';
import type {StatusLine, Tone, Verdict} from '../screen.ts';
import type {BuildState} from './state.ts';

/** A row together with what the keys need to know of it. */
export interface BuildItem extends RowItem {
  /** Left and right change it; `by` is 1 or -1. */
  readonly change?: (state: BuildState, by: number) => BuildState;
}

/** One step: made from the state. */
export interface BuildScreen {
  readonly question: (state: BuildState) => string;
  readonly status?: (state: BuildState) => readonly StatusLine[];
  readonly items: (state: BuildState) => readonly BuildItem[];
  readonly verdict?: (state: BuildState) => Verdict | undefined;
  /** Row that has the focus until somebody moves it: what happens now. */
  readonly first?: (items: readonly BuildItem[]) => number;
}

export const resultItem = (
  id: string,
  state: Tone | 'running',
  label: string,
  detail?: string,
): BuildItem => ({
  row: {kind: 'result', id, state, label, ...(detail === undefined ? {} : {detail})},
});

/** The last row of these states, else -1. */
export const lastOf = (items: readonly BuildItem[], ...states: readonly (Tone | 'running')[]): number =>
  items.findLastIndex(({row}) => row.kind === 'result' && states.includes(row.state));
