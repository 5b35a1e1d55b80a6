import type {DeployEvent, DeployOutcome} from '../../domain/deploy/events.ts';
import {EXIT_CODE} from '../../domain/exit-code.ts';
import {journalWith} from './journal.ts';
import {startRun} from './start-run.ts';
import {stay, tell, type DeployState, type DeployStep, type Run} from './state.ts';

type End = Extract<DeployEvent, {type: 'end'}>;

/** The undo was not wanted after all, so nothing has changed. */
const NO_UNDO: readonly DeployOutcome[] = ['declined', 'cancelled', 'refused'];

/** The engine has ended: the screen stays until the person leaves, unless somebody is leaving already. */
export function handleEnd(before: DeployState, event: End): DeployStep {
  const {run: going, asking: _asking, ...rest} = before;
  if (going === undefined) return stay(before);
  const {result, exitCode} = event;
  const run: Run = {...going, ended: {result, exitCode}};
  const state: DeployState = {...rest, run, journal: journalWith(before.journal, going, event)};
  switch (run.leaving) {
    case 'detach':
    case 'ctrl+c': {
      const outcome = {by: run.leaving, result, exitCode, hadBegun: hasBegun(state)};
      return [{...state, outcome}, [{type: 'exit', outcome}]];
    }
    case 'done': {
      const accepted = {...result, ...completeAs(run)};
      const outcome = {by: run.leaving, result: accepted, exitCode: EXIT_CODE.ok, hadBegun: hasBegun(state)};
      return [{...state, outcome}, [{type: 'exit', outcome}]];
    }
    case 'undo':
      return startUndo(state);
    case undefined:
      // Nothing was applied: the checks are what matters.
      if (run.kind === 'deploy' && !hasBegun(state)) return stay({...state, step: 'preflight'});
      return run.kind === 'undo' && NO_UNDO.includes(result.outcome) ? backFromUndo(state, run) : stay(state);
  }
}

const COMPLETE_BEFORE = 'Complete when last heard of. Nobody looks for restarts any more.';

/** Complete had been seen; only the look-out for restarts was cut short. */
const completeAs = ({view}: Run) => ({
  outcome: 'complete' as const,
  ...(view?.verdict.word === 'complete' ? {sentence: view.verdict.sentence} : {sentence: COMPLETE_BEFORE}),
  next: [],
});

/** True once anything may have changed in the cluster, in this run or the one that is undone. */
export const hasBegun = ({run, undoing}: DeployState): boolean =>
  run?.applying !== undefined || run?.counts !== undefined || undoing !== undefined || run?.kind === 'undo';

/** Starts taking back what the run has applied, and remembers the run. */
export function startUndo(state: DeployState): DeployStep {
  const [next, effects] = startRun(state, 'undo', state.chosen ?? {});
  const {run} = state;
  if (run === undefined) return [next, effects];
  const {leaving: _leaving, ...undoing} = run;
  return [{...next, watchOn: state.watchOn, undoing}, effects];
}

/** Where the undo was asked for: at a run that had ended, or in the middle of a watch. */
function backFromUndo(state: DeployState, undo: Run): DeployStep {
  const {undoing, ...rest} = state;
  const said = undo.ended?.result.sentence ?? '';
  if (undoing === undefined) return stay(state);
  if (undoing.ended !== undefined && undoing.ended.result.outcome !== 'detached')
    return stay(tell({...rest, run: {...undoing, id: undo.id}}, 'notice', said));
  const {ended: _ended, stopped: _stopped, ...watched} = undoing;
  const id = rest.runs + 1;
  const next: DeployState = {...rest, runs: id, run: {...watched, id}};
  return [tell(next, 'notice', said), [{type: 'watch', run: id, goesOn: true}]];
}
