import type {DeployEvent, DeployResult, LoginNeed} from '../../domain/deploy/events.ts';
import type {ConfirmQuestion, TakeOverQuestion, UndoQuestion} from '../../domain/deploy/questions.ts';
import type {ExitCode} from '../../domain/exit-code.ts';
import type {Key} from '../keys.ts';

/** A cluster that can be chosen. Names are as they are, for calls; they are cleaned when drawn. */
export interface TargetChoice {
  readonly context: string;
  readonly server: string;
  readonly namespace: string;
  readonly current: boolean;
}

/** A scenario of the practice cluster. */
export interface ScenarioChoice {
  readonly name: string;
  /** What happens, in one sentence. */
  readonly says: string;
}

/** What somebody has to decide before the run goes on. */
export type Question =
  | ({readonly kind: 'confirm'} & ConfirmQuestion)
  | ({readonly kind: 'take-over'} & TakeOverQuestion)
  | ({readonly kind: 'undo'} & UndoQuestion)
  | ({readonly kind: 'login'} & LoginNeed);

/** How the person left. */
export type LeftBy = 'done' | 'detach' | 'back' | 'ctrl+c' | 'signal';

/** How the screens ended. Without a result nothing was asked of a cluster, or nobody waited for the answer. */
export interface DeployExit {
  readonly by: LeftBy;
  readonly result?: DeployResult;
  /** Of the run that the result is from. */
  readonly exitCode?: ExitCode;
  /** Applying had begun. */
  readonly hadBegun: boolean;
  /** Scenario, when it was the practice cluster, which ends with the screens. */
  readonly practice?: string;
  /** The command that looks at what goes on, where no result says how. */
  readonly lookAgain?: string;
}

/** Which of the controls of a running engine is pulled, weakest first. */
export type Stop = 'leave' | 'stop-waiting' | 'break-off';

/** What the machine asks of the world. `run` counts the runs of the engine, so that late news is told apart. */
export type DeployEffect =
  | {readonly type: 'list-contexts'}
  /** Without a context: the practice cluster, with its usual scenario when none is named. */
  | {readonly type: 'deploy'; readonly run: number; readonly context?: string; readonly scenario?: string}
  /** `goesOn`: the watch that was left goes on, as if nobody had. */
  | {readonly type: 'watch'; readonly run: number; readonly goesOn?: true}
  | {readonly type: 'undo'; readonly run: number}
  | {readonly type: 'answer'; readonly run: number; readonly yes: boolean}
  /** Hands the terminal over, and answers the login question with how that went. */
  | {readonly type: 'log-in'; readonly run: number; readonly need: LoginNeed}
  | {readonly type: 'stop'; readonly run: number; readonly how: Stop}
  | {readonly type: 'read-log'; readonly run: number; readonly pod: string}
  /** Asks the running delegate for its tools and its registration. `name`: of the workload. */
  | {readonly type: 'verify'; readonly run: number; readonly name: string}
  | {readonly type: 'exit'; readonly outcome: DeployExit};

/** What happened. */
export type DeployMessage =
  | {readonly type: 'key'; readonly key: Key; readonly glued?: boolean}
  | {
      readonly type: 'contexts';
      readonly choices: readonly TargetChoice[];
      /** What is odd about the kubeconfig, or why there is no cluster in it; one sentence each. */
      readonly notices: readonly string[];
    }
  | {readonly type: 'event'; readonly run: number; readonly event: DeployEvent}
  | {readonly type: 'question'; readonly run: number; readonly question: Question}
  | {
      readonly type: 'log-read';
      readonly run: number;
      readonly pod: string;
      readonly lines: readonly string[];
    }
  /** What a verification has found, line by line; safe to print. */
  | {
      readonly type: 'verified';
      readonly run: number;
      readonly lines: readonly string[];
      readonly isOver: boolean;
    }
  /** The process was asked to end. */
  | {readonly type: 'signal'}
  /** `message` is one plain line, `next` says what to do. */
  | {
      readonly type: 'failed';
      readonly where: 'list-contexts' | 'run' | 'read-log' | 'verify';
      readonly run?: number;
      readonly message: string;
      readonly next?: readonly string[];
    };
