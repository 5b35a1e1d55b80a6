import type {UndoObject} from '../domain/deploy/undo-plan.ts';
import type {WatchOptions} from '../domain/deploy/watch-options.ts';
import type {RunRecord} from '../services/run-record.ts';
import type {RunPlace} from './deploy-types.ts';

export interface UndoRunRequest extends RunPlace {
  /** Of the Deployment. */
  readonly name?: string;
  /** What to take back: of this process's session, which knows more, or of the record. */
  readonly objects: readonly UndoObject[];
  readonly record?: RunRecord;
  /** It ends a deploy that went wrong: the exit code says so. By itself an undo that works ends with 0. */
  readonly afterDeploy?: boolean;
  /** Somebody sees what would be done before it is: then what only looks like ours is deleted, too. */
  readonly asks?: boolean;
  /** When the watch of what comes back ends; without a terminal and a settle window when not given. */
  readonly options?: WatchOptions;
}
