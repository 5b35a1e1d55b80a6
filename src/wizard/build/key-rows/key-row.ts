import type {KeyTableRow} from '../../key-table.ts';
import type {ScrollCommandId} from '../../panel-scroll.ts';
import type {MoveCommandId} from '../../row-moves.ts';
import type {BuildScene} from '../scene.ts';

/** What a key does. `commands.ts` has one function for each. */
export type BuildCommandId =
  | MoveCommandId
  | ScrollCommandId
  | 'change-back'
  | 'change-on'
  | 'build'
  | 'to-push'
  | 'push'
  | 'again'
  | 'done'
  | 'deploy'
  | 'back'
  | 'ways-out'
  | 'log'
  | 'help'
  | 'redraw'
  | 'suspend'
  | 'leave';

export type BuildKeyRow = KeyTableRow<BuildScene, BuildCommandId>;
