import type {FindingSeverity} from './types.ts';

/** Where a sign of trouble was read. */
export type Signal =
  /** A container whose image cannot be pulled; the reason is the cause that was told first. */
  | 'pull'
  /** A container that waits for another reason. */
  | 'waiting'
  /** A container that ended, or that runs again after it ended. */
  | 'stopped'
  | 'unscheduled'
  | 'pod-failed'
  /** A ReplicaSet that cannot create its pods. */
  | 'not-created'
  /** A Deployment that cannot go on. */
  | 'not-progressing'
  /** An event about volumes, the network or the pod's sandbox. */
  | 'volume'
  /** A probe that fails; the reason is its kind. */
  | 'probe'
  /** Any other warning event. */
  | 'event'
  /** A line of the container's log. */
  | 'log';

export type Words = Readonly<Record<string, string>>;

/** One sign of trouble, read from an object, its events and logs. Everything in it is as the cluster said it. */
export interface Sign {
  readonly signal: Signal;
  readonly reason: string;
  /** The cluster's words; the evidence. */
  readonly text: string;
  readonly container?: string;
  readonly init?: boolean;
  readonly count: number;
  readonly restarts: number;
  /** For the sentences of the row. */
  readonly words: Words;
  /** Between two runs of a crash loop, or in a run after one. */
  readonly looping?: boolean;
  readonly running?: boolean;
  readonly ready?: boolean;
  readonly exitCode?: number;
  /** The last three runs ended alike, as far as is known. */
  readonly sameExit?: boolean;
  /** A probe's failure ended the container. */
  readonly killedBy?: string;
  /** Nothing will change without somebody's doing. */
  readonly firm?: boolean;
  /** Last lines of the log, if they are known. */
  readonly log?: string;
}

/** What the course of a finding may depend on besides its sign. */
export interface RowContext {
  /** Whether that object is in the apply set, so that it may be a moment late. */
  readonly owns: (kind: string, name: string) => boolean;
  /** Pods of earlier revisions are still there; what they take may become free. */
  readonly oldPods: boolean;
}

/** Severity, and for how long before the next step. The last step lasts. */
export interface Step {
  readonly severity: FindingSeverity;
  readonly forMs?: number;
}
export type Course = readonly Step[];

/** A row of the findings table. The first row whose conditions all hold is the finding. */
export interface FindingRow {
  readonly code: string;
  readonly signal: Signal;
  readonly reasons?: readonly string[];
  /** On the sign's text; its named groups are words for the sentences. */
  readonly pattern?: RegExp;
  readonly when?: (sign: Sign) => boolean;
  readonly course: Course | ((sign: Sign, context: RowContext) => Course);
  /** Severity by what is known now; `undefined` leaves it to the course. */
  readonly severity?: (sign: Sign) => FindingSeverity | undefined;
  /** Sentences with `{word}`s of the sign. */
  readonly title: string;
  readonly cause: string;
  readonly next: string;
  /** Whether the container's log would explain it. */
  readonly log?: boolean;
}

/** `course('T', 60, 'L')`: severities, with the seconds until the next one in between. */
export const course = (...parts: readonly (FindingSeverity | number)[]): Course =>
  parts.flatMap((part, index) => {
    const seconds = parts[index + 1];
    if (typeof part === 'number') return [];
    return [typeof seconds === 'number' ? {severity: part, forMs: seconds * 1000} : {severity: part}];
  });

/** A course for what may come with our own apply set, another for what has to come from elsewhere. */
export const ownOr =
  (own: Course, other: Course) =>
  ({words}: Sign, {owns}: RowContext): Course =>
    owns(words.kind ?? '', words.object ?? '') ? own : other;
