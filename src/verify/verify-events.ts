import type {ExitCode} from '../domain/exit-code.ts';
import type {Target} from '../domain/deploy/target.ts';
import type {HarnessDelegate} from '../domain/registration-api/harness-delegate.ts';
import type {HarnessVerdict} from '../domain/registration-api/harness-verdict.ts';
import type {Registration} from '../domain/rollout/types.ts';
import type {ToolVerdict} from './tool-verdict.ts';

/** `gone`: there is no such delegate. `lost`: the cluster cannot be asked. `refused`: you may not look. */
export type VerifyOutcome = 'proven' | 'not-proven' | 'refused' | 'lost' | 'gone' | 'left';

/** What a verification tells, in the order in which it happens. Texts are safe to print. */
export type VerifyEvent =
  | {readonly type: 'target'; readonly target: Target; readonly practice?: string; readonly name: string}
  /** The pod that is looked into. */
  | {readonly type: 'pod'; readonly pod: string; readonly container: string; readonly image: string}
  | ({readonly type: 'tool'} & ToolVerdict)
  /** As whom the tools ran: `1001:0`. */
  | {readonly type: 'tools'; readonly count: number; readonly bad: number; readonly user?: string}
  /** What the log says. */
  | ({readonly type: 'registered'} & Registration)
  /** What the delegate's own metrics say, where the log says nothing and Harness is not asked. */
  | {readonly type: 'metrics'; readonly connected: boolean}
  /** What Harness says. `failed`: it could not be asked. */
  | {
      readonly type: 'harness';
      readonly state: HarnessVerdict['state'] | 'failed' | 'skipped';
      readonly text: string;
      readonly next?: string;
      readonly delegate?: HarnessDelegate;
    }
  /** Something that is wrong, or worth knowing. */
  | {
      readonly type: 'notice';
      readonly level: 'info' | 'warning';
      readonly text: string;
      readonly next: string;
    }
  | {
      readonly type: 'end';
      readonly result: {
        readonly outcome: VerifyOutcome;
        readonly sentence: string;
        readonly next: readonly string[];
        readonly name: string;
        readonly namespace: string;
      };
      readonly exitCode: ExitCode;
    };
