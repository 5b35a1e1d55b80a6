import {COMMANDS} from './commands.ts';
import type {Message} from './effects.ts';
import {handleEvent} from './events.ts';
import {commandOf, isTextKey} from './keymap.ts';
import {keyId, type Key} from './keys.ts';
import {directoryOf} from './review-files.ts';
import {sceneOf, type Scene} from './scene.ts';
import {only, type Result, type WizardState} from './state.ts';
import {editText} from './text-field.ts';

/** State and message -> the next state, and what to do in the world. Pure; never throws, whatever the message. */
export function update(state: WizardState, message: Message): Result {
  if (state.outcome) return only(state);
  return settle(message.type === 'key' ? handleKey(state, message.key) : handleEvent(state, message));
}

function handleKey(before: WizardState, key: Key): Result {
  const {said: _said, ...state} = before;
  const scene = sceneOf(state);
  const id = keyId(key);
  if (state.busy === undefined && isTextKey(scene, id)) return only(typeKey(scene, key));
  const command = commandOf(scene, id);
  return command === undefined ? only(state) : COMMANDS[command](scene);
}

function typeKey({state, focused, place}: Scene, key: Key): WizardState {
  if (state.filter.editing && !state.overlay) {
    const {text} = editText({text: state.filter.text, cursor: state.filter.text.length}, key);
    return {...state, filter: {text, editing: true}};
  }
  if (focused?.setText === undefined) return state;
  const text = focused.text ?? '';
  const field = editText({text, cursor: state.caret ?? text.length}, key);
  const moved: WizardState = {...state, caret: field.cursor, focus: {...state.focus, [place]: focused.row.id}};
  if (field.text === text) return moved;
  const {recalled: _recalled, ...typed} = focused.setText({...moved, editing: focused.row.id}, field.text);
  return typed;
}

/** In the review the disk is looked at whenever the directory is another one, once its row is left. */
export function settle([state, effects]: Result): Result {
  const {plan, askedDirectory, ask} = state.review;
  const directory = directoryOf(state);
  if (state.step !== 'review' || !plan || state.outcome || state.overlay || askedDirectory === directory || state.focus['review'] === 'directory') return [state, effects];
  const {comparisons: _comparisons, ...review} = state.review;
  const next: WizardState = {...state, review: {...review, ask: ask + 1, askedDirectory: directory}};
  return [next, [...effects, {type: 'compare', ask: ask + 1, plan, directory}]];
}
