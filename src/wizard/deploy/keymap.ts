import {keyTable} from '../key-table.ts';
import type {DeployCommandId, DeployKeyRow} from './key-rows/key-row.ts';
import {BACK_ROWS} from './key-rows/back-rows.ts';
import {BASIC_ROWS} from './key-rows/basic-rows.ts';
import {FORWARD_ROWS} from './key-rows/forward-rows.ts';
import {GENERAL_ROWS} from './key-rows/general-rows.ts';
import {ROLLOUT_ROWS} from './key-rows/rollout-rows.ts';
import type {DeployScene} from './scene.ts';

/** Every key from the choice of the target to the end of the rollout, in the order of the footer. */
export const DEPLOY_KEYMAP: readonly DeployKeyRow[] = [
  ...BASIC_ROWS,
  ...FORWARD_ROWS,
  ...ROLLOUT_ROWS,
  ...BACK_ROWS,
  ...GENERAL_ROWS,
];

/** What a key does, and which rows of the table do something now. */
export const {commandOf: deployCommandOf, liveRows: liveDeployRows} = keyTable<DeployScene, DeployCommandId>({
  rows: DEPLOY_KEYMAP,
  applies: (scene, row) => row.when(scene),
  // The name of a context may hold one.
  typesSpace: () => true,
  edit: () => 'edit',
});
