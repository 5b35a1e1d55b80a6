import type {ExitCode} from '../exit-code.ts';
import type {LineDiff} from '../line-diff.ts';
import type {Registration, RolloutView} from '../rollout/types.ts';
import type {FieldConflict} from './apply-output.ts';
import type {ObjectOutcome} from './object-outcome.ts';
import type {ObjectRef} from './object-ref.ts';
import type {Target} from './target.ts';

/** One line of the preflight: nothing has changed yet. */
export interface DeployCheck {
  /** Stable: `server`, `permissions`, … Several lines may share one. */
  readonly id: string;
  /** `fail`: nothing can be applied before it is mended. */
  readonly state: 'ok' | 'warn' | 'fail';
  readonly text: string;
  /** What to do; always there but for `ok`. */
  readonly next?: string;
  /** More lines for those who want them. */
  readonly details?: readonly string[];
}

/** What applying would do to one object. Secrets are masked. */
export interface DeployChange {
  readonly ref: ObjectRef;
  /** `unchecked`: the server could not be asked, as with objects of a namespace that is not there yet. */
  readonly kind: 'new' | 'changed' | 'unchanged' | 'unchecked';
  /** Absent for `unchanged` and `unchecked`. */
  readonly diff?: LineDiff;
}

/** Fields of one object that somebody else manages. */
export interface ObjectConflicts {
  readonly ref: ObjectRef;
  readonly conflicts: readonly FieldConflict[];
}

/** The login to the cluster has run out; somebody has to log in, in the terminal. */
export interface LoginNeed {
  readonly message: string;
  readonly next: string;
  /** Absolute path of kubectl, its arguments and variables: run it with the terminal to log in. */
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** One thing looked at after a rollout. `unknown`: it could not be read. */
export interface AfterCheck {
  readonly id: 'upgrader' | 'upgrade-job' | 'image';
  readonly state: 'ok' | 'warn' | 'unknown';
  readonly text: string;
  readonly next?: string;
}

/** How a deploy, watch or undo ended. */
export type DeployOutcome =
  | 'complete'
  /** A single look, as `status` takes it: it goes on. */
  | 'progressing'
  /** A dry run: every check has passed. Nothing was changed. */
  | 'checked'
  /** A check refused. Nothing was changed. */
  | 'refused'
  /** The person, or a missing consent, said no. Nothing was changed. */
  | 'declined'
  /** The apply failed. Nothing was changed. */
  | 'not-applied'
  /** The apply failed in part. */
  | 'partial'
  | 'doomed'
  | 'failed'
  | 'timeout'
  /** Contact was lost: nobody knows. */
  | 'lost'
  | 'deleted'
  | 'replaced'
  | 'superseded'
  | 'paused'
  | 'undone'
  /** Some of it could not be taken back. */
  | 'undone-in-part'
  /** Nothing could be taken back. */
  | 'not-undone'
  /** The watch was left; the rollout goes on. */
  | 'detached'
  /** The run was left before the apply. Nothing was changed. */
  | 'cancelled';

/** Objects by what the apply did to them. */
export type ObjectCounts = Readonly<Record<ObjectOutcome, number>>;

export interface DeployResult {
  readonly outcome: DeployOutcome;
  /** The last line: one or two plain sentences. */
  readonly sentence: string;
  /** What to do now, one line each. */
  readonly next: readonly string[];
  /** The one of them that belongs behind the last line: a command that goes on from here. */
  readonly step?: string;
  readonly context: string;
  readonly server: string;
  readonly namespace: string;
  /** Scenario of the practice cluster. */
  readonly practice?: string;
  /** Name of the Deployment. */
  readonly name?: string;
  /** Absent when nothing was applied in this run. */
  readonly objects?: ObjectCounts;
  readonly revision?: string;
  readonly image?: string;
  readonly registration?: Registration;
  /** Whether the upgrader of Harness is kept from putting its own image in; absent when nobody could look. */
  readonly autoUpgrade?: 'off' | 'on';
  /** By our clock, from the apply or the start of the watch. */
  readonly seconds: number;
  /** Name of the run record, for `watch --run` and `undo --run`. */
  readonly run?: string;
}

/** What a deploy, watch or undo tells its readers, in the order in which it happens. Texts are safe to print. */
export type DeployEvent =
  /** Always first; again when everything is looked at anew, as after a login. */
  | {
      readonly type: 'target';
      readonly target: Target;
      /** Scenario of the practice cluster, and how many times as fast as in life time passes there. */
      readonly practice?: string;
      readonly speed?: number;
      readonly name?: string;
    }
  | ({readonly type: 'check'} & DeployCheck)
  | ({readonly type: 'diff'} & DeployChange)
  /** The apply has begun; it is not broken off by leaving. `run`: name of the run record, where there is one. */
  | {readonly type: 'applying'; readonly of: number; readonly run?: string}
  /** One object: as kubectl reported it (`applied`), or as it was read back in the end. */
  | {
      readonly type: 'object';
      readonly ref: ObjectRef;
      readonly outcome: ObjectOutcome | 'applied';
      readonly done: number;
      readonly of: number;
      readonly reason?: string;
    }
  | ({readonly type: 'conflict'} & ObjectConflicts)
  /** The apply has ended, and this is what it did. */
  | {readonly type: 'applied'; readonly objects: ObjectCounts}
  /** The rollout as it is now; `afterMs` since the apply or the start of the watch. */
  | {readonly type: 'rollout'; readonly view: RolloutView; readonly afterMs: number}
  /** The end of the log of a container that fails, or that says how it went with Harness. */
  | {
      readonly type: 'log';
      readonly pod: string;
      readonly container: string;
      readonly previous: boolean;
      readonly lines: readonly string[];
    }
  /** Complete; restarts are looked for until `forMs` have passed. */
  | {readonly type: 'settling'; readonly forMs: number}
  /** After complete: what the log says about Harness. */
  | ({readonly type: 'registered'} & Registration)
  /** After complete: is auto-upgrade off, and is the image still ours? */
  | ({readonly type: 'after'} & AfterCheck)
  /** One object of an undo. */
  | {
      readonly type: 'undo';
      readonly ref: ObjectRef;
      /** `unknown`: nobody could look what became of it. */
      readonly outcome: 'restored' | 'deleted' | 'kept' | 'gone' | 'failed' | 'unknown';
      readonly reason?: string;
    }
  | ({readonly type: 'login-needed'} & LoginNeed)
  /** Something worth knowing. `warning`s say what to do in `next`. */
  | {
      readonly type: 'notice';
      readonly level: 'info' | 'warning';
      readonly text: string;
      readonly next?: string;
    }
  /** Always last. */
  | {readonly type: 'end'; readonly result: DeployResult; readonly exitCode: ExitCode};
