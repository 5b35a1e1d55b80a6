import type {Row} from './screen.ts';
import type {Result, WizardState} from './state.ts';

/** A row together with what the keys do to it. Built anew from every state; acts on answers, never on positions. */
export interface Item {
  readonly row: Row;
  /** Paths of the answers whose problems stand at this row; the row's id when not given. */
  readonly claims?: readonly string[];
  /** Tool whose versions can be chosen here. */
  readonly tool?: string;
  /** Path of the planned file it stands for. */
  readonly file?: string;
  /** Words that the filter looks through; rows without are never filtered out. */
  readonly searched?: string;
  /** Space. */
  readonly toggle?: (state: WizardState) => WizardState;
  /** Left and right, on a row of options. */
  readonly change?: (state: WizardState, by: 1 | -1) => WizardState;
  /** The text as it is edited: never masked. */
  readonly text?: string;
  readonly setText?: (state: WizardState, text: string) => WizardState;
  /** Enter, where it does not mean the next step. */
  readonly pick?: (state: WizardState) => Result;
}

export const isFocusable = (item: Item): boolean => item.row.kind !== 'heading' && item.row.kind !== 'note';

export const heading = (label: string): Item => ({row: {kind: 'heading', id: `heading:${label}`, label}});

interface NoteInput {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly claims?: readonly string[];
}

export const note = ({id, label, detail, claims}: NoteInput): Item => ({
  row: {kind: 'note', id, label, ...(detail === undefined ? {} : {detail})},
  ...(claims === undefined ? {} : {claims}),
});
