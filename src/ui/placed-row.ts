import type {Row} from '../wizard/screen.ts';
import type {Line} from './line.ts';

/** A visible row with its lines; the pointer comes on top of them. */
export interface PlacedRow {
  readonly row: Row;
  readonly focused: boolean;
  readonly lines: readonly Line[];
}
