import type {DeployCommand} from './command.ts';
import type {Stop} from './effects.ts';
import {isComplete, mayTryAgain, mayUndo, mayWatchAgain} from './key-rows/when.ts';
import {startUndo} from './handle-end.ts';
import {isGoing, leaveNow, leaveRun} from './leave.ts';
import type {DeployScene} from './scene.ts';
import {stay, tell, type DeployState, type DeployStep} from './state.ts';
import {withRun} from './start-run.ts';

/**
 * From the checks to where the target was chosen, what was found out is thrown away; from the scenarios to the
 * clusters; from there, out.
 */
function back({state}: DeployScene): DeployStep {
  const list = state.contexts === undefined ? [{type: 'list-contexts'} as const] : [];
  if (state.step === 'target')
    return state.picking ? [{...state, picking: false}, list] : leaveNow(state, 'back');
  const {asking, run, said: _said, ...rest} = state;
  const picking = state.scenarios.length > 0 && state.chosen?.context === undefined;
  const next: DeployState = {...rest, step: 'target', picking, journal: []};
  if (run === undefined || run.ended !== undefined) return [next, picking ? [] : list];
  return [
    next,
    [
      ...(asking === undefined ? [] : [{type: 'answer', run: run.id, yes: false} as const]),
      {type: 'stop', run: run.id, how: 'leave'},
      ...(picking ? [] : list),
    ],
  ];
}

function undo({state}: DeployScene): DeployStep {
  return isGoing(state) ? leaveRun(state, 'undo') : startUndo(state);
}

const STOPS: readonly Stop[] = ['leave', 'stop-waiting', 'break-off'];
const STOP_WORDS: Readonly<Record<Stop, string>> = {
  leave:
    'kubectl is not broken off: it ends in a moment, then this leaves. ctrl+c again stops waiting for it.',
  'stop-waiting': 'Looking at what was done so far. ctrl+c again ends kubectl.',
  'break-off': 'Ending kubectl, and looking at what it has done. ctrl+c again leaves at once.',
};

/** While objects are applied, each Ctrl+C asks for a little more; after all of them it leaves at once. */
function stopApply(state: DeployState): DeployStep {
  const {run} = state;
  const how = STOPS[run?.stopped === undefined ? 0 : STOPS.indexOf(run.stopped) + 1];
  if (run === undefined || how === undefined) return leaveNow(state, 'ctrl+c');
  const {asking: _asking, ...rest} = withRun(state, {stopped: how, leaving: 'ctrl+c'});
  return [
    tell(rest, 'warning', STOP_WORDS[how]),
    [
      ...(state.asking === undefined ? [] : [{type: 'answer', run: run.id, yes: false} as const]),
      {type: 'stop', run: run.id, how},
    ],
  ];
}

function leave({state}: DeployScene): DeployStep {
  const {run, step} = state;
  if (run === undefined || run.ended !== undefined || step !== 'rollout') return leaveNow(state, 'ctrl+c');
  // Once the rollback is watched, nothing is changed any more.
  const isChanging =
    run.kind === 'undo' ? run.view === undefined : run.applying !== undefined && run.counts === undefined;
  if (isChanging) return stopApply(state);
  return run.leaving === undefined ? leaveRun(state, 'ctrl+c') : leaveNow(state, 'ctrl+c');
}

/** What is still offered once it has ended. */
const OFFERS = [
  [mayUndo, 'u takes back what was applied.'],
  [isComplete, 'v verifies what runs.'],
  [mayWatchAgain, 'k watches on.'],
  [mayTryAgain, 'r tries again.'],
] as const;

function explainBack(scene: DeployScene): DeployStep {
  const {state} = scene;
  const {kind, practice, ended} = state.run ?? {};
  if (ended !== undefined) {
    const offers = OFFERS.filter(([isOffered]) => isOffered(scene)).map(([, words]) => words);
    return stay(tell(state, 'notice', ['Press enter to leave.', ...offers].join(' ')));
  }
  if (kind === 'undo')
    return stay(tell(state, 'notice', 'Going on with the undo. ctrl+c leaves when it is through.'));
  const says =
    practice === undefined
      ? 'Press d to leave the rollout alone: it goes on in the cluster. u takes it back.'
      : 'Press d to leave: the practice cluster ends with that. u takes back what was applied.';
  return stay(tell(state, 'notice', says));
}

/** Ways back and out. */
export const LEAVING_COMMANDS = {
  back,
  leave,
  undo,
  'explain-back': explainBack,
  detach: ({state}) => leaveRun(state, 'detach'),
  done: ({state}) => leaveNow(state, 'done'),
  enough: ({state}) => leaveRun(state, 'done'),
} as const satisfies Readonly<Record<string, DeployCommand>>;
