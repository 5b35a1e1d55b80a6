import {usageProblem} from '../../args/usage-problem.ts';
import type {Problem} from '../../domain/problem.ts';
import type {RunRecord} from '../../services/run-record.ts';

/** Whoever has only practised looks for that run. */
export const PRACTICE_IS_NOT_KEPT = 'practice runs are not kept';

const NO_RUN = usageProblem(
  'no-run',
  `finds no run: nothing was applied from here; ${PRACTICE_IS_NOT_KEPT}, undo --practice shows one`,
  '--last',
);
/** To take back an older one in its place would surprise. */
const UNSEEN_RUN = usageProblem(
  'unseen-run',
  'finds a run whose apply nobody has seen the end of, and what it changed is not known; look at it first: npx delegate-tui watch --last',
  '--last',
);

/**
 * The newest run that was not taken back, or why there is none. Runs of which it is certain that they changed nothing
 * do not count. `runs`: newest first. `context`: only runs on it.
 */
export function runToUndo(runs: readonly RunRecord[], context?: string): RunRecord | Problem {
  const last = runs.find(
    ({phase, undo, target}) =>
      phase !== 'undone' &&
      (undo.length > 0 || phase === 'applying') &&
      (context === undefined || target.context === context),
  );
  if (last === undefined) return NO_RUN;
  return last.undo.length === 0 ? UNSEEN_RUN : last;
}

export const isRun = (found: RunRecord | Problem): found is RunRecord => 'phase' in found;
