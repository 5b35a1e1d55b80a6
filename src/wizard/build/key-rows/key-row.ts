import type {KeyTableRow} from '../../key-table.ts';
import type {BuildScene} from '../scene.ts';

/** What a key does. `commands.ts` has one function for each. */
export type BuildCommandId =
  | 'scroll-up'
  | 'scroll-down'
  | 'scroll-page-up'
  | 'scroll-page-down'
  | 'scroll-first'
  | 'scroll-last'
  | 'close-panel'
  | 'up'
  | 'down'
  | 'page-up'
  | 'page-down'
  | 'first'
  | 'last'
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
  | 'leave';

export type BuildKeyRow = KeyTableRow<BuildScene, BuildCommandId>;
