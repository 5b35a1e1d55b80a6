import type {BuildOutcome} from '../../domain/build-run/build-events.ts';
import type {Platform} from '../../domain/build-run/builder-types.ts';
import type {Explanation} from '../../domain/build-run/explain.ts';
import type {ToolCheck} from '../../domain/build-run/read-tool-check.ts';
import type {BuildStepId, RowProblem} from '../screen.ts';
import type {BuildEffect, BuildExit, FoundHere} from './effects.ts';

/** What is built, as far as it is known before a builder is asked. */
export interface BuildJob {
  /** `registry.corp/acme/delegate:1` */
  readonly reference: string;
  /** Host that it is pushed to: `docker.io`. */
  readonly registry: string;
  /** As the user wrote it: `custom-del/Dockerfile`. */
  readonly dockerfile: string;
  readonly tools: readonly string[];
  /** Digest that the files name already. */
  readonly pinned?: string;
  /** The pipeline that builds without this machine. */
  readonly pipeline?: string;
  /** Commands that build and push without this program. */
  readonly byHand: readonly string[];
  /** This program can deploy what was written. */
  readonly deploys: boolean;
}

export type BuildRunKind = 'build' | 'push';

/** One step of a builder. */
export interface BuildStepNews {
  readonly title: string;
  readonly number?: number;
  readonly of?: number;
  readonly sinceMs: number;
  readonly tookMs?: number;
  readonly cached?: true;
  /** It was running when the run failed. */
  readonly failed?: true;
  /** The tool that it has come to. */
  readonly tool?: string;
}

/** What became of one tool, for one user or for both alike. */
export interface ToolNews {
  readonly check: ToolCheck;
  readonly ok: boolean;
  readonly users: readonly string[];
}

/** One run of an engine, as its events have told it. */
export interface BuildRun {
  readonly id: number;
  readonly kind: BuildRunKind;
  readonly steps: readonly BuildStepNews[];
  /** The newest lines of the builder, newest last. */
  readonly output: readonly string[];
  readonly log?: string;
  readonly afterMs: number;
  readonly notices: readonly RowProblem[];
  /** Id of the image, once it is built. */
  readonly built?: {readonly id: string; readonly afterMs: number};
  /** Users that the image was run as so far. */
  readonly users: readonly string[];
  readonly tools: readonly ToolNews[];
  readonly pushed?: {readonly digest?: string};
  readonly failure?: {readonly output: readonly string[]} & Explanation;
  /** Ctrl+C was pressed: once it is asked, twice it is broken off. */
  readonly stopping?: 'asked' | 'stopped';
  readonly ended?: {readonly outcome: BuildOutcome; readonly sentence: string};
}

export interface OpenBuildPanel {
  readonly kind: 'help' | 'log';
  readonly scroll: number;
}

/** Everything the screens from the builder to the digest know. Replaced, never changed; drawn by `buildView`. */
export interface BuildState {
  readonly job: BuildJob;
  readonly step: BuildStepId;
  /** Absent while it is looked for. */
  readonly found?: FoundHere;
  readonly platform: Platform;
  /** Row id that has the focus, by step. */
  readonly focus: Readonly<Record<string, string>>;
  /** Looks and runs that were started so far. */
  readonly runs: number;
  readonly run?: BuildRun;
  /** The build that a push is about. */
  readonly build?: BuildRun;
  /** The digest shall stand in the files. */
  readonly pins: boolean;
  /** The digest that the files name now. */
  readonly pinned?: string;
  /** Files that could not be changed for it. */
  readonly kept: readonly string[];
  /** The person's own file as it was, newest last. */
  readonly backups: readonly string[];
  /** The files are being written; then the person leaves in this way. */
  readonly leaving?: 'done' | 'deploy';
  readonly panel?: OpenBuildPanel;
  /** The last thing worth saying; the next key takes it away. */
  readonly said?: RowProblem;
  /** Set once, at the end. */
  readonly outcome?: BuildExit;
}

export type BuildStep = readonly [BuildState, readonly BuildEffect[]];

export const stay = (state: BuildState): BuildStep => [state, []];

/** The same state with something to say. */
export const tell = (state: BuildState, severity: RowProblem['severity'], message: string): BuildState => ({
  ...state,
  said: {severity, message},
});

/** Changes what is known of the run there is. */
export const withRun = (state: BuildState, change: Partial<BuildRun>): BuildState =>
  state.run === undefined ? state : {...state, run: {...state.run, ...change}};

export const isGoing = ({run}: Pick<BuildState, 'run'>): boolean =>
  run !== undefined && run.ended === undefined;
