import {noBuckets} from './buckets.ts';
import type {Buckets} from './buckets.ts';
import type {DeploymentFacts} from './facts/deployment-facts.ts';
import type {EventFacts} from './facts/event-facts.ts';
import type {PodFacts} from './facts/pod-facts.ts';
import type {ReplicaSetFacts} from './facts/replica-set-facts.ts';
import type {FindingRow, Sign} from './finding-row.ts';
import type {PullCause} from './pull-cause.ts';
import type {Registration, RolloutTarget, StreamKind, StreamState} from './types.ts';

/** A finding as it is kept: severity and sentences follow from it when they are asked for. */
export interface FindingRecord {
  readonly key: string;
  readonly row: FindingRow;
  readonly sign: Sign;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  /** When it began on the evidence clock, which stands still while the cluster cannot be heard. */
  readonly sinceMs: number;
}

/** What has to be remembered of a container because its status forgets it. */
export interface ContainerMemory {
  readonly image: string;
  readonly pull?: {readonly cause: PullCause; readonly text: string};
  /** It was in CrashLoopBackOff and has not been ready since. */
  readonly looping: boolean;
  /** How it ended last, and since which run it ends so. */
  readonly exit?: {readonly code: number; readonly sinceRun: number};
}

export interface PodRecord {
  readonly facts: PodFacts;
  readonly memory: ReadonlyMap<string, ContainerMemory>;
  readonly findings: readonly FindingRecord[];
}
export interface ReplicaSetRecord {
  readonly facts: ReplicaSetFacts;
  readonly findings: readonly FindingRecord[];
}
export interface DeploymentRecord {
  readonly facts: DeploymentFacts;
  readonly findings: readonly FindingRecord[];
}

export interface LogRecord {
  readonly pod: string;
  readonly container: string;
  readonly previous: boolean;
  /** The last 25, safe to print. */
  readonly lines: readonly string[];
  readonly registration: Registration;
  /** Restarts of the container when they came. */
  readonly restarts: number;
}

export interface AppliedRecord {
  readonly uid?: string;
  readonly generation?: number;
  readonly atMs: number;
  /** The same moment on the server's clock. */
  readonly serverMs?: number;
  readonly image?: string;
  /** The template of that generation is somebody else's. */
  readonly overtaken: boolean;
  /** `kind/name` of the apply set, kinds in lower case. */
  readonly owned: ReadonlySet<string>;
}

/** Everything known. A plain value that never changes; only this folder looks inside. */
export interface RolloutState {
  readonly target: RolloutTarget;
  /** Of the last tick, 0 before the first. */
  readonly nowMs: number;
  /** Of the first tick. */
  readonly startedMs?: number;
  readonly evidenceMs: number;
  /** Server's clock minus ours, a lower bound from what the server stamped; before the first tick without ours. */
  readonly serverOffsetMs?: number;
  /** Whether the Deployment before the apply is known, and the deadline condition it had then. */
  readonly baseline?: {readonly deadlineAt?: string};
  readonly applied?: AppliedRecord;
  /** What the applied generation looked like. */
  readonly ours: {readonly revision?: string; readonly template?: string};
  /** Whether a whole list of Deployments was ever read: only that can lack one. */
  readonly listed: boolean;
  /** Whether our Deployment was ever there, and since when it is missed if not. */
  readonly seen: boolean;
  readonly missingSinceMs?: number;
  readonly deployments: ReadonlyMap<string, DeploymentRecord>;
  readonly replicaSets: ReadonlyMap<string, ReplicaSetRecord>;
  readonly pods: Buckets<PodRecord>;
  /** Pods that were given up, also those that are gone by now: the uid of each, and of its ReplicaSet. */
  readonly givenUp: ReadonlyMap<string, string>;
  /** By the uid of the object they tell about. */
  readonly events: Buckets<readonly EventFacts[]>;
  readonly logs: ReadonlyMap<string, LogRecord>;
  readonly streams: ReadonlyMap<
    StreamKind,
    {readonly state: StreamState; readonly sinceMs: number; readonly reason: string}
  >;
  /** The tick since which nothing could be saved any more. */
  readonly doomedSinceMs?: number;
  /** The last answer of `doomAt` and what it was computed from. */
  readonly doomMemo?: {readonly from: readonly unknown[]; readonly atMs: number};
}

/** A rollout of which nothing is known yet. */
export const createRollout = ({target}: {readonly target: RolloutTarget}): RolloutState => ({
  target,
  nowMs: 0,
  evidenceMs: 0,
  ours: {},
  listed: false,
  seen: false,
  deployments: new Map(),
  replicaSets: new Map(),
  pods: noBuckets(),
  givenUp: new Map(),
  events: noBuckets(),
  logs: new Map(),
  streams: new Map(),
});
