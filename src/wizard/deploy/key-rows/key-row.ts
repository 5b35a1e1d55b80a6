import type {KeyTableRow} from '../../key-table.ts';
import type {ScrollCommandId} from '../../panel-scroll.ts';
import type {MoveCommandId} from '../../row-moves.ts';
import type {DeployScene} from '../scene.ts';

/** What a key does. `commands.ts` has one function for each. */
export type DeployCommandId =
  | MoveCommandId
  | ScrollCommandId
  | 'edit'
  | 'choose'
  | 'apply'
  | 'log-in'
  | 'yes'
  | 'no'
  | 'watch-on'
  | 'undo'
  | 'detach'
  | 'log'
  | 'events'
  | 'verify'
  | 'changes'
  | 'details'
  | 'again'
  | 'done'
  | 'enough'
  | 'back'
  | 'explain-back'
  | 'help'
  | 'redraw'
  | 'suspend'
  | 'leave';

export type DeployKeyRow = KeyTableRow<DeployScene, DeployCommandId>;
