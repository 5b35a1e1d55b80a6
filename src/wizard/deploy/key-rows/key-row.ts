import type {KeyTableRow} from '../../key-table.ts';
import type {DeployScene} from '../scene.ts';

/** What a key does. `commands.ts` has one function for each. */
export type DeployCommandId =
  | 'scroll-up'
  | 'scroll-down'
  | 'scroll-page-up'
  | 'scroll-page-down'
  | 'scroll-first'
  | 'scroll-last'
  | 'close-panel'
  | 'edit'
  | 'up'
  | 'down'
  | 'page-up'
  | 'page-down'
  | 'first'
  | 'last'
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
  | 'leave';

export type DeployKeyRow = KeyTableRow<DeployScene, DeployCommandId>;
