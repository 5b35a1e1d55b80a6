import {usageProblem} from '../../args/usage-problem.ts';
import {runCommand} from '../../domain/deploy/run-advice.ts';
import type {Problem} from '../../domain/problem.ts';
import type {RunRecord} from '../../services/run-record.ts';
import {namedRun, type NamedRun} from './named-run.ts';

/** Whoever has only practised looks for that run. */
export const PRACTICE_IS_NOT_KEPT = 'practice runs are not kept';

const NOTHING = `nothing was applied from here, or it was taken back already; ${PRACTICE_IS_NOT_KEPT}, undo --practice shows one`;
/** A flag that nobody typed is not complained of. */
const noRun = (isLastGiven: boolean): Problem =>
  isLastGiven
    ? usageProblem('no-run', `finds no run: ${NOTHING}`, '--last')
    : usageProblem('no-run', `There is nothing to undo: ${NOTHING}`);
/** To take back an older one in its place would surprise. */
const unseenRun = (flag: string, {id}: RunRecord): Problem =>
  usageProblem(
    'unseen-run',
    `finds a run whose apply nobody has seen the end of, and what it changed is not known; look at it first: ${runCommand('watch', id)}`,
    flag,
  );

/** What is to be taken back, as the command line says it. */
export type SoughtUndo = Partial<NamedRun>;

/**
 * The run that is named; without a name the newest one that was not taken back, on the context if one is given. Or
 * why there is none. Runs of which it is certain that they changed nothing do not count. `runs`: newest first.
 */
export function runToUndo(
  runs: readonly RunRecord[],
  {run, last: wantsLast, context}: SoughtUndo = {},
): RunRecord | Problem {
  if (run !== undefined) {
    const named = namedRun(runs, {run, last: wantsLast, context});
    if (!isRun(named) || named.undo.length > 0) return named;
    return named.phase === 'applying'
      ? unseenRun('--run', named)
      : usageProblem('no-change', 'names a run that changed nothing; there is nothing to take back', '--run');
  }
  const last = runs.find(
    ({phase, undo, target}) =>
      phase !== 'undone' &&
      (undo.length > 0 || phase === 'applying') &&
      (context === undefined || target.context === context),
  );
  if (last === undefined) return noRun(wantsLast === true);
  return last.undo.length === 0 ? unseenRun('--last', last) : last;
}

export const isRun = (found: RunRecord | Problem): found is RunRecord => 'phase' in found;
