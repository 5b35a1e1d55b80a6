import type {ObjectOutcome, ObjectState} from '../../../domain/deploy/object-outcome.ts';
import type {ObjectRef} from '../../../domain/deploy/object-ref.ts';
import type {ManifestObject} from '../../../domain/deploy/read-manifest.ts';
import type {KubectlFailure} from '../classify-error.ts';
import type {Connection} from '../kubectl-types.ts';
import type {ObjectConflict} from '../preflight/check.ts';

export interface ApplyRequest {
  readonly connection: Connection;
  readonly objects: readonly ManifestObject[];
  /** By `objectKey`: the objects before. Those that are missing count as unknown. */
  readonly before: ReadonlyMap<string, ObjectState>;
  /** Take over fields of other managers; only after somebody agreed. */
  readonly force?: boolean;
  /** Ends a running apply half-way. */
  readonly stop?: AbortSignal;
  /** Nobody waits any more for what is read back: what is not known by then is `unknown`. */
  readonly giveUp?: AbortSignal;
}

export type ApplyEvent =
  /** The cluster took an object. Whether that changed it is told at the end. */
  | {readonly type: 'object'; readonly ref: ObjectRef; readonly done: number; readonly of: number}
  /** Nothing came for so long. */
  | {readonly type: 'quiet'; readonly seconds: number};

/** What became of one object. */
export interface AppliedOutcome {
  readonly ref: ObjectRef;
  readonly outcome: ObjectOutcome;
  readonly uid?: string;
  readonly generation?: number;
  readonly resourceVersion?: string;
  /** Of a Deployment: its pod template, as it was read. May hold what is secret: only ever in memory. */
  readonly template?: unknown;
}

/**
 * `applied`: all of them. `conflict`: fields of others stand in the way. `partial`: some. `failed`: nothing was
 * changed. `unknown`: it went wrong, and not every object could be looked at.
 */
export interface ApplyResult {
  readonly state: 'applied' | 'conflict' | 'partial' | 'failed' | 'unknown';
  readonly objects: readonly AppliedOutcome[];
  readonly conflicts: readonly ObjectConflict[];
  readonly warnings: readonly string[];
  /** kubectl's lines, safe to print. */
  readonly errors: readonly string[];
  readonly failure?: KubectlFailure;
  /** When it happened, on the server's clock, RFC 3339; absent when nothing was changed. */
  readonly serverTime?: string;
}
