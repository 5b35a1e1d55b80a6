import type {RolloutInput, StreamKind, StreamState} from '../../../domain/rollout/types.ts';
import type {KubectlFailure} from '../classify-error.ts';
import type {Connection} from '../kubectl-types.ts';
import type {WatchTiming} from './timing.ts';
import type {Watched} from './watched-kinds.ts';

/** What the reflectors of one watch share. */
export interface WatchContext {
  readonly connection: Connection;
  readonly watched: Watched;
  readonly timing: WatchTiming;
  readonly signal: AbortSignal;
  /** Monotonic, in ms. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly emit: (input: RolloutInput) => void;
  /** Says how a stream is, when that is news. `sinceMs`: since when, where that is not only now. */
  readonly setState: (kind: StreamKind, state: StreamState, reason?: string, sinceMs?: number) => void;
  /** Some word came from the cluster. */
  readonly heard: () => void;
  /** Waits while somebody logs in. */
  readonly gate: () => Promise<void>;
  /** Asks for a login; one at a time. False when nobody logged in. `sinceMs`: when the call began that failed. */
  readonly login: (failure: KubectlFailure, sinceMs: number) => Promise<boolean>;
  /** Waits, or less when the watch ends. */
  readonly pause: (ms: number) => Promise<void>;
  /** How addresses reach the server: with the path of its address, without it, or not at all. */
  readonly transport: Transport;
}

export interface Transport {
  mode: 'prefixed' | 'bare' | 'get';
  /** When that was last looked into. */
  sinceMs: number;
}
