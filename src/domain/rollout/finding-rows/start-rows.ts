import {course} from '../finding-row.ts';
import type {FindingRow, Sign} from '../finding-row.ts';

const CANNOT_START = /executable file not found|no such file|permission denied|exec format error/i;
const START_REASONS = ['CreateContainerError', 'RunContainerError'];
const START_ENDS = ['StartError', 'ContainerCannotRun'];

const tooOften = ({restarts, count}: Sign) => (restarts >= 1 || count >= 2 ? 'F' : undefined);

const cannotStart = {
  code: 'cannot-start',
  pattern: CANNOT_START,
  // The kubelet tries several times a minute: after one minute there was a second time.
  course: course('L', 60, 'F'),
  severity: tooOften,
  title: 'container cannot start',
  cause: "The container's command cannot be executed.",
  next: 'Check the command, its path and its permissions in the image, and the architecture of the image.',
} as const;

const notStarted = {
  code: 'not-started',
  course: course('T', 60, 'L'),
  title: 'container not started',
  cause: 'The container runtime of the node could not start the container.',
  next: 'Wait a moment: this may be trouble of the node. If it stays, read the answer below.',
} as const;

/** Containers that do not get as far as running. */
export const START_ROWS: readonly FindingRow[] = [
  {
    code: 'wrong-architecture',
    signal: 'stopped',
    when: ({text, log}) => /exec format error/i.test(`${text}\n${log ?? ''}`),
    course: course('F'),
    title: 'built for another architecture',
    cause: 'The image {image} was built for another processor architecture than that of the node.',
    next: 'Build and push it for the architecture of the nodes, then apply again.',
    log: true,
  },
  {...cannotStart, signal: 'waiting', reasons: START_REASONS},
  {...cannotStart, signal: 'stopped', reasons: START_ENDS},
  {...notStarted, signal: 'waiting', reasons: START_REASONS},
  {...notStarted, signal: 'stopped', reasons: START_ENDS},
  {
    code: 'hook-failed',
    signal: 'waiting',
    reasons: ['PreStartHookError', 'PostStartHookError'],
    course: course('L'),
    severity: ({restarts}) => (restarts >= 2 ? 'F' : undefined),
    title: 'start hook fails',
    cause: 'The hook that runs when the container starts ends with an error.',
    next: 'Correct the lifecycle hook in the manifest, or what it calls in the image.',
    log: true,
  },
];
