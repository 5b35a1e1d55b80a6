import {DEPLOY_COMMANDS} from './commands.ts';
import type {DeployMessage} from './effects.ts';
import {handleMessage} from './handle-message.ts';
import {deployCommandOf} from './keymap.ts';
import {deploySceneOf} from './scene.ts';
import {stay, type DeployState, type DeployStep} from './state.ts';

type KeyMessage = Extract<DeployMessage, {type: 'key'}>;

/** State and message -> the next state, and what to do in the world. Pure; never throws, whatever the message. */
export function deployUpdate(state: DeployState, message: DeployMessage): DeployStep {
  if (state.outcome !== undefined) return stay(state);
  return message.type === 'key' ? handleKey(state, message) : handleMessage(state, message);
}

function handleKey(before: DeployState, {key, glued}: KeyMessage): DeployStep {
  const {said: _said, ...state} = before;
  const scene = deploySceneOf(state);
  const command = deployCommandOf(scene, key, glued);
  return command === undefined ? stay(state) : DEPLOY_COMMANDS[command](scene, key);
}
