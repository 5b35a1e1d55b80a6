import type {CheckedTool} from '../domain/build-run/tool-check-script.ts';
import type {FoundDelegate} from '../domain/live-delegate/find-delegates.ts';
import type {LiveDelegate} from '../domain/live-delegate/types.ts';
import type {Whereabouts} from '../domain/registration-api/choose-access.ts';
import type {Connection} from '../services/kubectl/kubectl-types.ts';
import type {VerifyOutcome} from './verify-events.ts';

export interface VerifyRequest {
  readonly connection: Connection;
  /** Scenario of the practice cluster. */
  readonly practice?: string;
  /** Of the workload. */
  readonly name: string;
  /** Those that should be there; `undefined` when nobody said. */
  readonly tools?: readonly CheckedTool[];
  /** What flags or answers say about Harness. */
  readonly said: Whereabouts;
  readonly apiKey?: string;
  /** Of the tool check, in ms. */
  readonly timeoutMs: number;
  /** Unix time in ms. */
  readonly now: number;
  /** What offers the validation pipeline, the last line. */
  readonly lastStep: string;
  readonly signal?: AbortSignal;
}

/** What a verification has found out so far. */
export interface Notes {
  /** Something proven: `12 tools answer`. */
  readonly prove: (words: string) => void;
  /** Something that could not be looked at, though nothing speaks against it. */
  readonly leaveOpen: (words: string) => void;
  /** Something wrong, or that could not be proven; one refusal makes it all refused. */
  readonly add: (words: string, as?: 'not-proven' | 'refused') => void;
  /** Ends it at once, for this reason. */
  readonly end: (outcome: VerifyOutcome, reason?: string, next?: string) => void;
  readonly outcome: () => VerifyOutcome;
  readonly sentence: (name: string) => string;
  readonly next: () => readonly string[];
}

/** What the parts of a verification work on. */
export interface Verified {
  readonly request: VerifyRequest;
  readonly found: FoundDelegate;
  readonly delegate: LiveDelegate;
  readonly notes: Notes;
}
