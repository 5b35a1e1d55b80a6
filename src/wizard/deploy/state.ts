import type {
  AfterCheck,
  DeployChange,
  DeployCheck,
  DeployResult,
  ObjectConflicts,
  ObjectCounts,
} from '../../domain/deploy/events.ts';
import type {ObjectOutcome} from '../../domain/deploy/object-outcome.ts';
import type {ObjectRef} from '../../domain/deploy/object-ref.ts';
import type {Target} from '../../domain/deploy/target.ts';
import type {ExitCode} from '../../domain/exit-code.ts';
import type {Registration, RolloutView} from '../../domain/rollout/types.ts';
import type {DeployStepId, RowProblem} from '../screen.ts';
import type {TextField} from '../text-field.ts';
import type {DeployEffect, DeployExit, Question, ScenarioChoice, Stop, TargetChoice} from './effects.ts';

/** What is deployed, watched or undone, as far as it is known before a cluster is asked. */
export interface Job {
  readonly kind: RunKind;
  /** Name of the Deployment, empty when not known yet. */
  readonly name: string;
  /** Of the manifest. */
  readonly namespace: string;
  /** `custom-del/harness-delegate.yaml` */
  readonly file: string;
  /** File of the pipeline that lets the delegate itself try each tool. */
  readonly validation?: string;
  /** Esc at the choice of a cluster leads back to the review of the wizard. */
  readonly hasReview?: true;
  /** Name of the run record that a watch or an undo comes back to. */
  readonly record?: string;
}

export type RunKind = 'deploy' | 'watch' | 'undo';

/** What was done about one object. */
export interface ObjectNews {
  readonly ref: ObjectRef;
  readonly outcome: ObjectOutcome | 'applied' | 'restored' | 'deleted' | 'kept' | 'gone' | 'failed';
  readonly reason?: string;
}

/** One line of what happened, `atMs` since the apply or the start of the watch. */
export interface JournalLine {
  readonly atMs: number;
  readonly text: string;
}

/** The last lines of a container's log. */
export interface PodLog {
  readonly pod: string;
  readonly title: string;
  /** Because somebody asked: asked for anew the next time. Others say why a container failed, and stay. */
  readonly isAsked?: true;
  readonly lines: readonly string[];
}

/** What is done once the engine has ended because it was left. */
export type Leaving = 'done' | 'detach' | 'ctrl+c' | 'undo';

/** One run of the engine, as its events have told it. */
export interface Run {
  readonly id: number;
  readonly kind: RunKind;
  readonly target?: Target;
  /** Scenario, on the practice cluster. */
  readonly practice?: string;
  /** How many times as fast as in life time passes there. */
  readonly speed?: number;
  readonly name: string;
  /** Name of the run record, once there is one: an apply makes one, a watch or an undo comes back to one. */
  readonly record?: string;
  readonly checks: readonly DeployCheck[];
  readonly changes: readonly DeployChange[];
  readonly conflicts: readonly ObjectConflicts[];
  /** The apply has begun. */
  readonly applying?: {readonly done: number; readonly of: number};
  readonly objects: readonly ObjectNews[];
  /** The apply has ended. */
  readonly counts?: ObjectCounts;
  readonly view?: RolloutView;
  readonly afterMs: number;
  readonly settlingMs?: number;
  /** By the last word of the cluster it is complete: silence takes nothing back. */
  readonly isComplete?: boolean;
  readonly registration?: Registration;
  /** What was looked at after complete. */
  readonly after: readonly AfterCheck[];
  /** Newest last; one for each pod. */
  readonly logs: readonly PodLog[];
  readonly notices: readonly RowProblem[];
  /** What a verification has found so far. */
  readonly verified?: {readonly lines: readonly string[]; readonly isOver: boolean};
  /** The controls that were pulled so far. */
  readonly stopped?: Stop;
  readonly leaving?: Leaving;
  /** Fields of other managers were not to be taken over. */
  readonly leftAlone?: true;
  readonly ended?: {readonly result: DeployResult; readonly exitCode: ExitCode};
}

export interface OpenDeployPanel {
  readonly kind: 'help' | 'changes' | 'details' | 'log' | 'events' | 'verify';
  readonly scroll: number;
  /** Whose log. */
  readonly pod?: string;
}

/** A target: a context, or without one the practice cluster and what it plays. */
export interface Chosen {
  readonly context?: string;
  readonly scenario?: string;
}

/** Everything the screens from target to end know. Replaced, never changed; drawn by `deployView`. */
export interface DeployState {
  readonly job: Job;
  readonly step: DeployStepId;
  /** Absent until kubectl has told. */
  readonly contexts?: {readonly choices: readonly TargetChoice[]; readonly notices: readonly string[]};
  /** Why the contexts could not be listed. */
  readonly listFailure?: {readonly message: string; readonly next: readonly string[]};
  /** What the practice cluster can play, the usual one first; empty when that is not asked. */
  readonly scenarios: readonly ScenarioChoice[];
  /** The list of scenarios stands in the place of the clusters. */
  readonly picking: boolean;
  /** The practice cluster is what the person came for. */
  readonly prefersPractice: boolean;
  /** Row id that has the focus, by place. */
  readonly focus: Readonly<Record<string, string>>;
  /** Runs that were started so far. */
  readonly runs: number;
  /** How the run now was started, to start it again. */
  readonly chosen?: Chosen;
  readonly run?: Run;
  /** The run that an undo is about. */
  readonly undoing?: Run;
  readonly asking?: Question;
  /** The name of the target, as typed. */
  readonly typed: TextField;
  /** The choice between going on, undo and leaving was put aside: watch on. */
  readonly watchOn: boolean;
  readonly journal: readonly JournalLine[];
  readonly panel?: OpenDeployPanel;
  /** The last thing worth saying; the next key takes it away. */
  readonly said?: RowProblem;
  /** Set once, at the end. */
  readonly outcome?: DeployExit;
}

export type DeployStep = readonly [DeployState, readonly DeployEffect[]];

export const stay = (state: DeployState): DeployStep => [state, []];

/** The same state with something to say. */
export const tell = (state: DeployState, severity: RowProblem['severity'], message: string): DeployState => ({
  ...state,
  said: {severity, message},
});
