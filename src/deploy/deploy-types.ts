import type {UndoObject} from '../domain/deploy/undo-plan.ts';
import type {Connection} from '../services/kubectl/kubectl-types.ts';
import type {LeftWatch} from './go-on.ts';
import type {WatchedRun} from './watch-applied.ts';

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

/**
 * What has been applied in this process: more than a run record may hold. Filled by the last `deploy`, for what
 * follows it: watch, undo, logs.
 */
export interface DeploySession {
  undo?: readonly UndoObject[];
  /** With all that is not to be shown of what was applied, and of what was there before. */
  connection?: Connection;
  /** Name of the run record. */
  run?: string;
  /** Name of the Deployment. */
  name?: string;
  /** Something of it was taken back: the Deployment is not as the run left it any more. */
  undone?: true;
  /** The watch that was left, to go on with it. */
  watch?: {readonly run: WatchedRun; readonly left: LeftWatch};
}

/** The place of what follows a deploy to it: nothing that is not to be shown is forgotten. */
export function placeAfter(place: RunPlace, {connection}: DeploySession): RunPlace {
  if (connection === undefined) return place;
  const {target} = place.connection;
  const {context, server, namespace} = connection.target;
  const isSame = target.context === context && target.server === server && target.namespace === namespace;
  return isSame ? {...place, connection} : place;
}
