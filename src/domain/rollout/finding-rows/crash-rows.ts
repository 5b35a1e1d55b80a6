import {course} from '../finding-row.ts';
import type {FindingRow, Sign} from '../finding-row.ts';
import type {FindingSeverity} from '../types.ts';

/**
 * A container that ended once may do better the next time. Between the runs of a crash loop it is likely
 * lost, and certainly so once `fatal` holds.
 */
const byRestarts =
  (fatal: (sign: Sign) => boolean) =>
  (sign: Sign): FindingSeverity => {
    if (sign.looping) return fatal(sign) ? 'F' : 'L';
    return sign.restarts >= 2 ? 'L' : 'W';
  };

const ALIKE = ({restarts, sameExit}: Sign) => restarts >= 3 && sameExit === true;

/** Containers that start and end. */
export const CRASH_ROWS: readonly FindingRow[] = [
  {
    code: 'cannot-execute',
    signal: 'stopped',
    when: ({looping, exitCode}) => looping === true && (exitCode === 126 || exitCode === 127),
    course: course('F'),
    title: 'command not found or not executable',
    cause: 'The container ends with exit code {exit}: its command is missing or may not be executed.',
    next: 'Correct the command in the manifest or the image, then apply again.',
    log: true,
  },
  {
    code: 'out-of-memory',
    signal: 'stopped',
    reasons: ['OOMKilled'],
    course: course('W'),
    severity: byRestarts(({restarts}) => restarts >= 2),
    title: 'out of memory',
    cause: 'The container needs more memory than {limit}; {times}.',
    next: 'Raise the memory limit in the manifest, or lower -Xmx in JAVA_OPTS.',
    log: true,
  },
  {
    code: 'killed-by-probe',
    signal: 'stopped',
    when: ({killedBy}) => killedBy !== undefined,
    course: course('W'),
    severity: byRestarts(ALIKE),
    title: 'killed by its {probe} probe',
    cause: 'Kubernetes ended the container because its {probe} probe kept failing; {times}.',
    next: 'Read the log for what keeps it from answering, or give the probe more time.',
    log: true,
  },
  {
    code: 'crash-loop',
    signal: 'stopped',
    when: ({looping}) => looping === true,
    course: course('L'),
    severity: byRestarts(ALIKE),
    title: 'keeps crashing',
    cause: 'The container ends with exit code {exit} again and again; {times}.',
    next: 'Read the last lines of its log, correct what they name, then apply again.',
    log: true,
  },
  {
    code: 'exited',
    signal: 'stopped',
    course: course('W'),
    severity: byRestarts(() => false),
    title: 'container ended',
    cause: 'The container ended with exit code {exit}; {times}.',
    next: 'Kubernetes starts it again. Read the last lines of its log if it goes on.',
    log: true,
  },
];
