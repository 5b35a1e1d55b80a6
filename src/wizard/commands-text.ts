import type {Command} from './command.ts';
import {only} from './state.ts';
import {editText} from './text-field.ts';

/** A key that types or edits: in the filter while it is open, else in the focused text. */
export const edit: Command = ({state, focused, place}, key) => {
  if (state.filter.editing && !state.overlay) {
    const {text} = editText({text: state.filter.text, cursor: state.filter.text.length}, key);
    return only({...state, filter: {text, editing: true}});
  }
  if (focused?.setText === undefined) return only(state);
  const text = focused.text ?? '';
  const field = editText({text, cursor: state.caret ?? text.length}, key);
  const moved = {...state, caret: field.cursor, focus: {...state.focus, [place]: focused.row.id}};
  if (field.text === text) return only(moved);
  const {recalled: _recalled, ...typed} = focused.setText({...moved, editing: focused.row.id}, field.text);
  return only(typed);
};
