import {COMMANDS} from './commands.ts';
import type {Message} from './effects.ts';
import {handleEvent} from './events.ts';
import {commandOf} from './keymap.ts';
import {followChange} from './preview-change.ts';
import {directoryOf} from './review-files.ts';
import {sceneOf} from './scene.ts';
import {only, type Result, type WizardState} from './state.ts';

type KeyMessage = Extract<Message, {type: 'key'}>;

/** State and message -> the next state, and what to do in the world. Pure; never throws, whatever the message. */
export function update(state: WizardState, message: Message): Result {
  if (state.outcome) return only(state);
  if (message.type === 'key') return settle(handleKey(state, message));
  const [next, effects] = handleEvent(state, message);
  return settle([followChange(state, next, true), effects]);
}

function handleKey(before: WizardState, {key, glued}: KeyMessage): Result {
  const {said: _said, ...state} = before;
  const scene = sceneOf(state);
  const command = commandOf(scene, key, glued);
  if (command === undefined) return only(state);
  const [next, effects] = COMMANDS[command](scene, key);
  return [followChange(state, next, scene.focused?.row.kind === 'text'), effects];
}

/** In the review the disk is looked at whenever the directory is another one, once its row is left. */
export function settle([state, effects]: Result): Result {
  const {plan, askedDirectory, ask} = state.review;
  const directory = directoryOf(state);
  if (
    state.step !== 'review' ||
    !plan ||
    state.outcome ||
    state.overlay ||
    askedDirectory === directory ||
    state.focus['review'] === 'directory'
  )
    return [state, effects];
  const {comparisons: _comparisons, ...review} = state.review;
  const next: WizardState = {...state, review: {...review, ask: ask + 1, askedDirectory: directory}};
  return [next, [...effects, {type: 'compare', ask: ask + 1, plan, directory}]];
}
