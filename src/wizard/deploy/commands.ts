import type {Key} from '../keys.ts';
import {SCROLL_COMMANDS} from '../panel-scroll.ts';
import {rowMoves} from '../row-moves.ts';
import {editText} from '../text-field.ts';
import type {DeployCommand} from './command.ts';
import {LEAVING_COMMANDS} from './commands-leave.ts';
import type {DeployEffect} from './effects.ts';
import type {DeployCommandId} from './key-rows/key-row.ts';
import {logOf} from './panel.ts';
import type {DeployScene} from './scene.ts';
import {nameToType} from './screens/preflight.ts';
import {startRun, withRun} from './start-run.ts';
import {stay, tell, type DeployState, type DeployStep, type OpenDeployPanel} from './state.ts';

function focusAt(scene: DeployScene, index: number): DeployStep {
  const {state, items, place} = scene;
  const id = items[index]?.row.id;
  return stay(id === undefined ? state : {...state, focus: {...state.focus, [place]: id}});
}

const open =
  (kind: OpenDeployPanel['kind']): DeployCommand =>
  ({state}) =>
    stay({...state, panel: {kind, scroll: 0}});

const answer = (state: DeployState, yes: boolean): DeployStep => {
  const {asking: _asking, ...rest} = state;
  const effects: DeployEffect[] = state.run === undefined ? [] : [{type: 'answer', run: state.run.id, yes}];
  return [rest, effects];
};

/** The first change to the cluster: only with the name typed to its last character, where that is asked. */
function apply({state}: DeployScene): DeployStep {
  const name = nameToType(state);
  if (name !== undefined && state.typed.text !== name)
    return stay(tell(state, 'notice', `Type ${name} to its last character, then enter; esc goes back.`));
  const [next, effects] = answer(state, true);
  return [{...next, step: 'rollout'}, effects];
}

function edit({state}: DeployScene, key: Key): DeployStep {
  return stay({...state, typed: editText(state.typed, key)});
}

function choose({state, focused}: DeployScene): DeployStep {
  const {choice} = focused ?? {};
  if (choice === undefined) return stay(state);
  return choice === 'scenarios' ? stay({...state, picking: true}) : startRun(state, 'deploy', choice);
}

/** Fields of others stay theirs: the run ends with that. */
const no = ({state}: DeployScene): DeployStep =>
  answer(state.asking?.kind === 'take-over' ? withRun(state, {leftAlone: true}) : state, false);

function openLog(scene: DeployScene): DeployStep {
  const {state, focused} = scene;
  const pod = focused?.pod;
  if (pod === undefined || state.run === undefined) return stay(state);
  const next: DeployState = {...state, panel: {kind: 'log', scroll: 0, pod}};
  const log = logOf(scene, pod);
  const isKnown = log !== undefined && log.isAsked !== true;
  return [next, isKnown ? [] : [{type: 'read-log', run: state.run.id, pod}]];
}

/** What was found before stays while the panel is only closed; a verification that goes on is not begun twice. */
function verify({state}: DeployScene): DeployStep {
  const {run} = state;
  if (run === undefined) return stay(state);
  const next: DeployState = {...state, panel: {kind: 'verify', scroll: 0}};
  if (run.verified?.isOver === false) return stay(next);
  return [
    withRun(next, {verified: {lines: [], isOver: false}}),
    [{type: 'verify', run: run.id, name: run.name || state.job.name}],
  ];
}

function again({state}: DeployScene): DeployStep {
  if (state.step === 'target') {
    const {listFailure: _failure, ...rest} = state;
    return [rest, [{type: 'list-contexts'}]];
  }
  return startRun(state, 'deploy', state.chosen ?? {});
}

function watchOn({state}: DeployScene): DeployStep {
  if (state.run?.ended !== undefined) return startRun(state, 'watch', state.chosen ?? {});
  return stay(
    tell({...state, watchOn: true}, 'notice', 'Watching on. u undoes and d detaches whenever you like.'),
  );
}

/** One function for every command of the key table. */
export const DEPLOY_COMMANDS: Readonly<Record<DeployCommandId, DeployCommand>> = {
  ...LEAVING_COMMANDS,
  ...rowMoves(focusAt),
  ...SCROLL_COMMANDS,
  help: open('help'),
  changes: open('changes'),
  details: open('details'),
  events: open('events'),
  // Whoever draws the screen hears these keys too.
  redraw: ({state}) => stay(state),
  suspend: ({state}) => stay(state),
  log: openLog,
  verify,
  edit,
  choose,
  apply,
  yes: ({state}) => answer(state, true),
  no,
  'log-in': ({state}) => {
    const {asking, run, ...rest} = state;
    if (asking?.kind !== 'login' || run === undefined) return stay(state);
    const {kind: _kind, ...need} = asking;
    return [{...rest, run}, [{type: 'log-in', run: run.id, need}]];
  },
  again,
  'watch-on': watchOn,
};
