import type {DeployEvent} from '../domain/deploy/events.ts';
import type {LiveBase, Expected} from '../domain/live-delegate/expected.ts';
import type {LiveDelegate, LiveFinding} from '../domain/live-delegate/types.ts';

/** One of the delegates of a namespace, in a list. */
export type DelegateRow = Pick<LiveDelegate, 'kind' | 'name' | 'image' | 'replicas' | 'install'> & {
  readonly autoUpgrade: LiveDelegate['autoUpgrade']['state'];
};

/** What a look at live delegates tells, beside what a watch does. Texts are safe to print. */
export type StatusEvent =
  | DeployEvent
  | ({readonly type: 'delegate'; readonly base: LiveBase; readonly expected?: Expected} & Omit<
      LiveDelegate,
      'findings'
    >)
  /** Something about the delegate that should be looked after. */
  | ({readonly type: 'finding'} & LiveFinding)
  /** In the place of one delegate, when there are several and none was named. */
  | {readonly type: 'delegates'; readonly delegates: readonly DelegateRow[]};
