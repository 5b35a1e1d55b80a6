import type {Target} from '../domain/deploy/target.ts';
import type {UndoObject} from '../domain/deploy/undo-plan.ts';
import type {Connection} from '../services/kubectl/kubectl-types.ts';

/** What a run on the practice cluster needs to know about it. */
export interface PracticeInfo {
  readonly scenario: string;
  /** How many times as fast as real time things go there. */
  readonly speed: number;
}

/** Where a run goes, and where it is remembered. */
export interface RunPlace {
  readonly connection: Connection;
  readonly practice?: PracticeInfo;
  /** Directory of run records; without it, and on the practice cluster, nothing is remembered. */
  readonly runs?: string;
}

/** What has been applied in this process: more than a run record may hold. Filled by `deploy`, used by `undoRun`. */
export interface DeploySession {
  undo?: readonly UndoObject[];
  target?: Target;
  /** Name of the run record. */
  run?: string;
  /** Name of the Deployment. */
  name?: string;
}
