import {keyTable} from '../key-table.ts';
import {GENERAL_ROWS, MOVE_ROWS} from './key-rows/general-rows.ts';
import {GO_ROWS} from './key-rows/go-rows.ts';
import type {BuildCommandId, BuildKeyRow} from './key-rows/key-row.ts';
import type {BuildScene} from './scene.ts';

/** Every key from the choice of a builder to the digest, in the order of the footer. */
export const BUILD_KEYMAP: readonly BuildKeyRow[] = [...MOVE_ROWS, ...GO_ROWS, ...GENERAL_ROWS];

/** What a key does, and which rows of the table do something now. */
export const {commandOf: buildCommandOf, liveRows: liveBuildRows} = keyTable<BuildScene, BuildCommandId>({
  rows: BUILD_KEYMAP,
  applies: (scene, row) => row.when(scene),
  typesSpace: () => false,
  edit: () => undefined,
});
