import type {Row} from './screen.ts';
import type {Result, WizardState} from './state.ts';

/** A row, as far as moving goes. */
export interface RowItem {
  readonly row: Row;
}

/** A row together with what the keys do to it. Built anew from every state; acts on answers, never on positions. */
export interface Item extends RowItem {
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

export const isFocusable = ({row}: RowItem): boolean => row.kind !== 'heading' && row.kind !== 'note';

/** Index of the remembered row, else of the first one that can have the focus; -1 for none. */
export function focusIn(items: readonly RowItem[], id: string | undefined): number {
  const remembered = items.findIndex((item) => item.row.id === id && isFocusable(item));
  return remembered === -1 ? items.findIndex(isFocusable) : remembered;
}

export const noteItem = (id: string, label: string): RowItem => ({row: {kind: 'note', id, label}});

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
