import type {BuildOutcome} from '../domain/build-run/build-events.ts';
import {EXIT_CODE, type ExitCode} from '../domain/exit-code.ts';

/** How a build or a push ends, as the shell sees it. */
export const BUILD_CODES: Readonly<Record<BuildOutcome, ExitCode>> = {
  built: EXIT_CODE.ok,
  pushed: EXIT_CODE.ok,
  failed: EXIT_CODE.failed,
  refused: EXIT_CODE.refused,
  cancelled: EXIT_CODE.cancelled,
};
