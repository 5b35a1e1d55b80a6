import type {Scene} from './scene.ts';
import {only, type Result, type WizardState} from './state.ts';

const earlierValues = (state: WizardState, id: string): readonly string[] =>
  Object.hasOwn(state.recent, id) ? (state.recent[id] ?? []) : [];

/** True when the field held something else in earlier runs. */
export const canRecall = ({state, focused}: Scene): boolean =>
  focused?.setText !== undefined &&
  [
    ...earlierValues(state, focused.row.id),
    ...(state.recalled?.id === focused.row.id ? [state.recalled.text] : []),
  ].some((value) => value !== focused.text);

/** Puts the next earlier value into the field; after the last comes what stood there before. */
export function recall({state, focused}: Scene): Result {
  if (focused?.setText === undefined) return only(state);
  const {id} = focused.row;
  const text = focused.text ?? '';
  const before = state.recalled?.id === id ? state.recalled.text : text;
  const round = [before, ...earlierValues(state, id).filter((value) => value !== before)];
  const next = round[(round.indexOf(text) + 1) % round.length] ?? text;
  const {caret: _caret, ...rest} = focused.setText(state, next);
  return only({...rest, recalled: {id, text: before}});
}
