import {BUILD_COMMANDS} from './commands.ts';
import type {BuildMessage} from './effects.ts';
import {handleMessage} from './handle-message.ts';
import {buildCommandOf} from './keymap.ts';
import {buildSceneOf} from './scene.ts';
import {stay, type BuildState, type BuildStep} from './state.ts';

type KeyMessage = Extract<BuildMessage, {type: 'key'}>;

/** State and message -> the next state, and what to do in the world. Pure; never throws, whatever the message. */
export function buildUpdate(state: BuildState, message: BuildMessage): BuildStep {
  if (state.outcome !== undefined) return stay(state);
  return message.type === 'key' ? handleKey(state, message) : handleMessage(state, message);
}

function handleKey(before: BuildState, {key, glued}: KeyMessage): BuildStep {
  const {said: _said, ...state} = before;
  const scene = buildSceneOf(state);
  const command = buildCommandOf(scene, key, glued);
  // Any other key takes the question back whether to break off.
  const goesOn =
    command !== 'leave' && state.run?.stopping === 'asked' ? {...scene, state: withoutAsking(state)} : scene;
  return command === undefined ? stay(goesOn.state) : BUILD_COMMANDS[command](goesOn);
}

function withoutAsking(state: BuildState): BuildState {
  const {run} = state;
  if (run === undefined) return state;
  const {stopping: _stopping, ...going} = run;
  return {...state, run: going};
}
