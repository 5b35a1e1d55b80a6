import {SCROLL_COMMANDS, SCROLL_END} from '../panel-scroll.ts';
import {rowMoves} from '../row-moves.ts';
import type {BuildCommandId} from './key-rows/key-row.ts';
import {leaveNow, leaveWith} from './leave.ts';
import type {BuildScene} from './scene.ts';
import {lookForBuilder, startBuild, startPush} from './start-run.ts';
import {isGoing, stay, tell, withRun, type BuildStep, type OpenBuildPanel} from './state.ts';

/** What a command does to the scene it was given in. */
export type BuildCommand = (scene: BuildScene) => BuildStep;

function focusAt({state, items}: BuildScene, index: number): BuildStep {
  const id = items[index]?.row.id;
  return stay(id === undefined ? state : {...state, focus: {...state.focus, [state.step]: id}});
}

const open =
  (kind: OpenBuildPanel['kind'], scroll = 0): BuildCommand =>
  ({state}) =>
    stay({...state, panel: {kind, scroll}});

const change =
  (by: number): BuildCommand =>
  ({state, focused}) =>
    stay(focused?.change === undefined ? state : focused.change(state, by));

/** From the push to the build, which is still there; from the build to the builder; from there, to the review. */
function back({state}: BuildScene): BuildStep {
  const {run, build} = state;
  if (state.step === 'builder') return leaveNow(state, 'back');
  if (state.step === 'push' && build !== undefined) return stay({...state, step: 'build', run: build});
  const {run: _run, ...rest} = state;
  return stay({...rest, step: 'builder', ...(run === undefined ? {} : {focus: {}})});
}

function again({state}: BuildScene): BuildStep {
  if (state.step === 'builder') return lookForBuilder(state);
  return state.run?.kind === 'push' ? startPush(state) : startBuild(state);
}

/** The first Ctrl+C asks, the second breaks off and waits, the third does not wait. */
function leave({state}: BuildScene): BuildStep {
  const {run} = state;
  if (run === undefined || !isGoing(state)) return leaveNow(state, 'ctrl+c');
  if (run.stopping === undefined) return stay(withRun(state, {stopping: 'asked'}));
  if (run.stopping === 'stopped') return leaveNow(state, 'ctrl+c');
  return [withRun(state, {stopping: 'stopped'}), [{type: 'stop', run: run.id}]];
}

/** One function for every command of the key table. */
export const BUILD_COMMANDS: Readonly<Record<BuildCommandId, BuildCommand>> = {
  ...rowMoves(focusAt),
  ...SCROLL_COMMANDS,
  'change-back': change(-1),
  'change-on': change(1),
  build: ({state}) => startBuild(state),
  'to-push': ({state}) => stay({...state, step: 'push'}),
  push: ({state}) => startPush(state),
  again,
  done: ({state}) => leaveWith(state, 'done'),
  deploy: ({state}) => leaveWith(state, 'deploy'),
  back,
  'ways-out': ({state}) =>
    stay(tell(state, 'notice', 'ctrl+c breaks it off; it asks first, and leaves nothing half-done.')),
  log: open('log', SCROLL_END),
  help: open('help'),
  // Whoever draws the screen hears these keys too.
  redraw: ({state}) => stay(state),
  suspend: ({state}) => stay(state),
  leave,
};
