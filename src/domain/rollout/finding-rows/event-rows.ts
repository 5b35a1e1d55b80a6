import {course} from '../finding-row.ts';
import type {FindingRow} from '../finding-row.ts';

const PROBE_LIMIT = 'Wait: this is normal while it starts.';

/** What only events and logs tell. None of these ends a rollout. */
export const EVENT_ROWS: readonly FindingRow[] = [
  {
    code: 'startup-probe',
    signal: 'probe',
    reasons: ['startup'],
    course: course('W'),
    title: 'still starting',
    cause: 'The startup probe does not succeed yet; the container is restarted {deadline} after its start.',
    next: `${PROBE_LIMIT} If it is restarted, read its log.`,
    log: true,
  },
  {
    code: 'readiness-probe',
    signal: 'probe',
    reasons: ['readiness'],
    course: course('W'),
    title: 'not ready yet',
    cause: 'The container runs, and its readiness probe fails.',
    next: `${PROBE_LIMIT} If it stays, read its log.`,
    log: true,
  },
  {
    code: 'liveness-probe',
    signal: 'probe',
    reasons: ['liveness'],
    course: course('W'),
    severity: ({restarts}) => (restarts >= 2 ? 'L' : undefined),
    title: 'liveness probe fails',
    cause: 'The container runs, and its liveness probe fails; Kubernetes will restart it.',
    next: 'Read its log for what keeps it from answering, or give the probe more time.',
    log: true,
  },
  {
    code: 'pull-secret-missing',
    signal: 'event',
    reasons: ['FailedToRetrieveImagePullSecret'],
    course: course('W'),
    title: 'pull secret missing',
    cause: 'A pull secret that the pod names is not in the namespace.',
    next: 'Create the secret named below, or drop it from imagePullSecrets if the image needs none.',
  },
  {
    code: 'warning',
    signal: 'event',
    course: course('W'),
    title: '{reason}',
    cause: 'The cluster reports a warning about the pod.',
    next: 'Read it below. Nothing needs to be done if the pod becomes ready.',
  },
  {
    code: 'not-registered',
    signal: 'log',
    course: course('W'),
    title: 'delegate not registered',
    cause: '{reason}',
    next: '{next}',
  },
];
