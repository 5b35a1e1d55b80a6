import {EXIT_CODE, type ExitCode} from '../exit-code.ts';
import type {DeployOutcome} from './events.ts';

/** Exit code of each outcome. */
export const OUTCOME_CODE: Readonly<Record<DeployOutcome, ExitCode>> = {
  complete: EXIT_CODE.ok,
  progressing: EXIT_CODE.ok,
  checked: EXIT_CODE.ok,
  refused: EXIT_CODE.refused,
  declined: EXIT_CODE.refused,
  'not-applied': EXIT_CODE.notApplied,
  'not-undone': EXIT_CODE.notApplied,
  partial: EXIT_CODE.partial,
  'undone-in-part': EXIT_CODE.partial,
  doomed: EXIT_CODE.rolloutFailed,
  failed: EXIT_CODE.rolloutFailed,
  timeout: EXIT_CODE.timeout,
  lost: EXIT_CODE.lost,
  deleted: EXIT_CODE.overtaken,
  replaced: EXIT_CODE.overtaken,
  superseded: EXIT_CODE.overtaken,
  paused: EXIT_CODE.overtaken,
  undone: EXIT_CODE.undone,
  detached: EXIT_CODE.cancelled,
  cancelled: EXIT_CODE.cancelled,
};
