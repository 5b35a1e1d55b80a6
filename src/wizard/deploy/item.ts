import type {RowItem} from '../item.ts';
import type {StatusLine, Verdict} from '../screen.ts';
import type {Chosen, DeployState} from './state.ts';

/** A row together with what the keys need to know of it. */
export interface DeployItem extends RowItem {
  /** A target to choose, or the list of scenarios. */
  readonly choice?: Chosen | 'scenarios';
  /** Pod whose log can be shown. */
  readonly pod?: string;
  /** More to read about it. */
  readonly details?: readonly string[];
  /** The text is typed into. */
  readonly isTyped?: true;
}

/** One step, or one question: made from the state. */
export interface DeployScreen {
  readonly question: (state: DeployState) => string;
  readonly status?: (state: DeployState) => readonly StatusLine[];
  readonly items: (state: DeployState) => readonly DeployItem[];
  readonly verdict?: (state: DeployState) => Verdict | undefined;
}
