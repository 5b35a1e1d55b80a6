import {countAt, textAt, timeAt} from '../read.ts';

/** What the rollout needs of a core/v1 Event. */
export interface EventFacts {
  readonly uid: string;
  /** uid of the object it tells about. */
  readonly about: string;
  readonly aboutName: string;
  /** Name of the container it tells about, if any. */
  readonly container: string;
  readonly warning: boolean;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  /** When it happened last, on the clock of whoever reported it. */
  readonly lastMs?: number;
  readonly createdMs?: number;
}

/** `spec.containers{name}`, `spec.initContainers{name}` */
const CONTAINER_PATH = /^spec\.(?:initC|c)ontainers\{([^}]*)\}$/;

/** Reads an Event; `undefined` when it has no uid or tells about nothing. */
export function eventFacts(object: unknown): EventFacts | undefined {
  const uid = textAt(object, 'metadata', 'uid');
  const about = textAt(object, 'involvedObject', 'uid');
  if (uid === '' || about === '') return undefined;
  const times = [
    timeAt(object, 'series', 'lastObservedTime'),
    timeAt(object, 'lastTimestamp'),
    timeAt(object, 'eventTime'),
    timeAt(object, 'firstTimestamp'),
  ].filter((time) => time !== undefined);
  return {
    uid,
    about,
    aboutName: textAt(object, 'involvedObject', 'name'),
    container: CONTAINER_PATH.exec(textAt(object, 'involvedObject', 'fieldPath'))?.[1] ?? '',
    warning: textAt(object, 'type') === 'Warning',
    reason: textAt(object, 'reason'),
    message: textAt(object, 'message'),
    count: Math.max(1, countAt(object, 'count'), countAt(object, 'series', 'count')),
    lastMs: times.length > 0 ? Math.max(...times) : timeAt(object, 'metadata', 'creationTimestamp'),
    createdMs: timeAt(object, 'metadata', 'creationTimestamp'),
  };
}
