import {ENTER_ROWS} from './key-rows/enter-rows.ts';
import {ESCAPE_ROWS} from './key-rows/escape-rows.ts';
import {FIELD_ROWS} from './key-rows/field-rows.ts';
import {GENERAL_ROWS} from './key-rows/general-rows.ts';
import type {CommandId, KeyRow} from './key-rows/key-row.ts';
import {MOVE_ROWS} from './key-rows/move-rows.ts';
import {PANEL_ROWS} from './key-rows/panel-rows.ts';
import {isFiltering} from './key-rows/when.ts';
import {keyId, type Key} from './keys.ts';
import type {Scene} from './scene.ts';

/**
 * Every key there is, in the order of the footer. Of rows with the same key the first that applies wins.
 * Ctrl+S, Ctrl+Q, Ctrl+Z, F-keys and Alt belong to the terminal.
 */
export const KEYMAP: readonly KeyRow[] = [
  ...PANEL_ROWS,
  ...MOVE_ROWS,
  ...ENTER_ROWS,
  ...ESCAPE_ROWS,
  ...FIELD_ROWS,
  ...GENERAL_ROWS,
];

const BUSY_ROWS: readonly string[] = ['leave'];

const appliesNow = (scene: Scene, row: KeyRow): boolean =>
  row.when(scene) && (scene.state.busy === undefined || BUSY_ROWS.includes(row.id));

/** Names of keys that type nothing: `enter`, `page up`, `ctrl+a`. All others are one character, and `space`. */
const NAMED = /^[a-z][a-z+ ]/;

/** True for a key that is text while something is typed. In the filter, space still ticks. */
const isText = (scene: Scene, id: string): boolean =>
  scene.isTyping && (id === 'space' ? !isFiltering(scene) : !NAMED.test(id));

/** What a key does here and now. */
export function commandOf(scene: Scene, key: Key): CommandId | undefined {
  const id = keyId(key);
  if (isText(scene, id)) return scene.state.busy === undefined ? 'edit' : undefined;
  return KEYMAP.find((row) => row.keys[id] !== undefined && appliesNow(scene, row))?.keys[id];
}

/** Rows that do something here, with their keys as they are shown here. A key that a row before has taken does not count. */
export function liveRows(scene: Scene): {readonly row: KeyRow; readonly shown: string}[] {
  const taken = new Set<string>();
  return KEYMAP.filter((row) => appliesNow(scene, row)).flatMap((row) => {
    const free = Object.keys(row.keys).filter((id) => !taken.has(id) && !isText(scene, id));
    for (const id of Object.keys(row.keys)) taken.add(id);
    const shown = scene.isTyping && !free.includes(row.shown) ? row.shownInText : row.shown;
    return free.length === 0 || shown === undefined ? [] : [{row, shown}];
  });
}
