import type {KeyTableRow} from '../key-table.ts';
import type {ScrollCommandId} from '../panel-scroll.ts';
import type {MoveCommandId} from '../row-moves.ts';
import type {Scene} from '../scene.ts';

/** What a key does. `commands.ts` has one function for each. */
export type CommandId =
  | 'leave'
  | 'stay'
  | 'edit'
  | 'help'
  | 'preview'
  | MoveCommandId
  | ScrollCommandId
  | 'next-file'
  | 'previous-file'
  | 'next-field'
  | 'previous-field'
  | 'toggle'
  | 'change-back'
  | 'change-on'
  | 'pick'
  | 'next'
  | 'back'
  | 'close-overlay'
  | 'retry'
  | 'filter'
  | 'keep-filter'
  | 'clear-filter'
  | 'toggle-all'
  | 'recall'
  | 'versions'
  | 'base'
  | 'look-up'
  | 'companion'
  | 'diff'
  | 'content'
  | 'keep'
  | 'overwrite'
  | 'beside'
  | 'save-preset'
  | 'write'
  | 'write-and-deploy'
  | 'write-and-build'
  | 'redraw'
  | 'suspend'
  | 'watch'
  | 'practice';

export type KeyRow = KeyTableRow<Scene, CommandId>;
