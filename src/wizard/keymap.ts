import {ENTER_ROWS} from './key-rows/enter-rows.ts';
import {ESCAPE_ROWS} from './key-rows/escape-rows.ts';
import {FIELD_ROWS} from './key-rows/field-rows.ts';
import {GENERAL_ROWS} from './key-rows/general-rows.ts';
import type {CommandId, KeyRow} from './key-rows/key-row.ts';
import {LEAVE_ROWS} from './key-rows/leave-rows.ts';
import {MOVE_ROWS} from './key-rows/move-rows.ts';
import {PANEL_ROWS} from './key-rows/panel-rows.ts';
import {isFiltering} from './key-rows/when.ts';
import {keyTable} from './key-table.ts';
import type {Scene} from './scene.ts';

/**
 * Every key there is, in the order of the footer. Of rows with the same key the first that applies wins.
 * Ctrl+S, Ctrl+Q, F-keys and Alt belong to the terminal.
 */
export const KEYMAP: readonly KeyRow[] = [
  ...PANEL_ROWS,
  ...LEAVE_ROWS,
  ...MOVE_ROWS,
  ...ENTER_ROWS,
  ...ESCAPE_ROWS,
  ...FIELD_ROWS,
  ...GENERAL_ROWS,
];

const BUSY_ROWS: readonly string[] = ['leave'];

/** What a key does, and which rows of the table do something now. In the filter, space still ticks. */
export const {commandOf, liveRows} = keyTable<Scene, CommandId>({
  rows: KEYMAP,
  applies: (scene, row) => row.when(scene) && (scene.state.busy === undefined || BUSY_ROWS.includes(row.id)),
  typesSpace: (scene) => !isFiltering(scene),
  edit: (scene) => (scene.state.busy === undefined ? 'edit' : undefined),
});
