/**
 * What goes into the rollout reducer and what comes out. Times that end in `Ms` and are not ages are
 * milliseconds of one monotonic clock, which enters with `tick` only.
 */

/** What is watched, by the plural of the API. */
export const STREAM_KINDS = ['deployments', 'replicasets', 'pods', 'events'] as const;
export type StreamKind = (typeof STREAM_KINDS)[number];

/** `auth`: credentials ran out, somebody has to log in. */
export type StreamState = 'live' | 'stale' | 'forbidden' | 'auth';

/** `name`: of the Deployment. `context`: what commands for people name; none without it. */
export interface RolloutTarget {
  readonly context?: string;
  readonly namespace: string;
  readonly name: string;
}

/** An object of the apply set, as the server answered it. */
export interface AppliedObject {
  readonly kind: string;
  readonly name: string;
  readonly uid?: string;
  readonly generation?: number;
  readonly resourceVersion?: string;
  /** Of a Deployment: `templateText`, else the image as applied; `overtaken`: by then the template was another's. */
  readonly template?: string;
  readonly image?: string;
  readonly overtaken?: true;
}

export type RolloutInput =
  /** The Deployment as it was before the apply, `undefined` when there was none. Until `applied`, nothing is judged. */
  | {readonly type: 'baseline'; readonly deployment: unknown}
  /** The apply has ended. `serverTime`: when, in RFC 3339 on the server's clock, if known. */
  | {readonly type: 'applied'; readonly objects: readonly AppliedObject[]; readonly serverTime?: string}
  /** The whole content of one kind: what is not in `items` is gone. */
  | {
      readonly type: 'reset';
      readonly kind: StreamKind;
      readonly items: readonly unknown[];
      readonly resourceVersion: string;
      readonly serverTime?: string;
      /** Of events: ordinary ones were left out of the list, so what is not in it may still be there. */
      readonly narrowed?: true;
    }
  /** One watch event. Bookmarks and unknown changes are ignored. */
  | {readonly type: 'event'; readonly kind: StreamKind; readonly change: string; readonly object: unknown}
  | {
      readonly type: 'stream';
      readonly kind: StreamKind;
      readonly state: StreamState;
      readonly sinceMs: number;
      readonly reason?: string;
    }
  | ({readonly type: 'logs'; readonly lines: readonly string[]} & WantedLog)
  | {readonly type: 'tick'; readonly nowMs: number};

export type RolloutPhase =
  | 'waiting-read'
  | 'unobserved'
  | 'progressing'
  | 'complete'
  | 'failed'
  | 'paused'
  | 'deleted'
  | 'replaced'
  | 'superseded';

export type VerdictWord =
  | 'complete'
  | 'progressing'
  | 'at-risk'
  | 'doomed'
  | 'failed'
  | 'paused'
  | 'deleted'
  | 'replaced'
  | 'superseded'
  | 'unknown';

/** F: cannot recover without a change. L: likely so. T: may pass by itself. W: worth knowing. */
export type FindingSeverity = 'F' | 'L' | 'T' | 'W';

export interface LogTail {
  readonly previous: boolean;
  readonly lines: readonly string[];
}

export interface Finding {
  /** Stable while the finding lasts. */
  readonly key: string;
  /** Class of the finding, e.g. `image-not-found`. */
  readonly code: string;
  readonly severity: FindingSeverity;
  /** A few words: `image not found`. */
  readonly title: string;
  readonly cause: string;
  readonly next: string;
  /** The cluster's own words, safe to print. */
  readonly evidence: string;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  readonly count: number;
  readonly pod?: string;
  readonly container?: string;
  readonly log?: LogTail;
}

export interface PodRow {
  readonly pod: string;
  readonly uid: string;
  /** Whether it belongs to the revision that is rolled out. */
  readonly revision: 'new' | 'old';
  /** As `kubectl get pods` calls it: `ImagePullBackOff`, `Init:1/2`, `Running`. */
  readonly word: string;
  readonly ready: boolean;
  readonly restarts: number;
  /** By the server's clock. */
  readonly ageMs?: number;
  /** The one line that matters now. Empty when there is nothing to say. */
  readonly line: string;
  readonly init?: {readonly done: number; readonly total: number};
  readonly severity?: FindingSeverity;
  /** Title of the worst finding. */
  readonly title?: string;
}

export interface RolloutCounts {
  readonly desired: number;
  /** Pods of the new revision; `ready` and `available` count those only. */
  readonly updated: number;
  readonly ready: number;
  readonly available: number;
  /** Pods of earlier revisions that are still there. */
  readonly old: number;
}

/** What an earlier revision still does. */
export interface OldRevision {
  readonly revision: string;
  readonly available: number;
  readonly desired: number;
}

/** Durations in ms from the last tick; absent when there is nothing to say. */
export interface RolloutEta {
  readonly pullingForMs?: number;
  readonly startupProbe?: {readonly attempt: number; readonly of: number};
  readonly availableInMs?: number;
  readonly oldTerminatingUpToMs?: number;
}

export interface StreamView {
  readonly state: StreamState | 'waiting';
  /** How long it has been so. */
  readonly forMs: number;
  readonly reason: string;
}

export type RegistrationState = 'registered' | 'failed' | 'unknown';

export interface Registration {
  readonly state: RegistrationState;
  readonly reason?: string;
  readonly next?: string;
  /** The line of the log that says so. */
  readonly line?: string;
}

/** A log whose last 25 lines would explain a finding and that has not been handed in yet. */
export interface WantedLog {
  readonly pod: string;
  readonly container: string;
  readonly previous: boolean;
}

export interface RolloutView {
  readonly phase: RolloutPhase;
  /** As `kubectl rollout status` says it. */
  readonly sentence: string;
  readonly counts: RolloutCounts;
  readonly revision: string;
  readonly oldRevision?: OldRevision;
  readonly rows: readonly PodRow[];
  /** Pods that are not in `rows`. */
  readonly moreRows: number;
  readonly findings: readonly Finding[];
  readonly moreFindings: number;
  readonly verdict: {readonly word: VerdictWord; readonly sentence: string};
  readonly eta: RolloutEta;
  readonly streams: Readonly<Record<StreamKind, StreamView>>;
  readonly wantsLogs: readonly WantedLog[];
  /** What the logs of the new pods say about the delegate and Harness. */
  readonly registration: Registration;
  /** Who changed the Deployment after us or put another in its place, when known. */
  readonly actor?: string;
  readonly notes: readonly string[];
}
