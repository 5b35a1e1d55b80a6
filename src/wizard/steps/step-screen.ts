import type {Item} from '../item.ts';
import type {StatusLine} from '../screen.ts';
import type {WizardState} from '../state.ts';

/** One step, or one overlay: a question and its rows, both made from the state. A new one is a new file and a row in a table. */
export interface StepScreen {
  readonly question: (state: WizardState) => string;
  /** Facts under the question that stay in sight. */
  readonly status?: (state: WizardState) => readonly StatusLine[];
  readonly items: (state: WizardState) => Item[];
}
