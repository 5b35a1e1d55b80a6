import type {Command} from './command.ts';
import {only} from './state.ts';
import type {Key} from './keys.ts';
import {editText, LINE_ENDS} from './text-field.ts';

/** Answers that hold one word; a terminal that wraps what is copied may have cut it. */
const ONE_WORD = /^image\./;

const joined = (key: Key): Key =>
  key.name === 'paste' ? {...key, text: key.text.replaceAll(LINE_ENDS, '')} : key;

/** A key that types or edits: in the filter while it is open, else in the focused text. */
export const edit: Command = ({state, focused, place}, key) => {
  if (state.filter.editing && !state.overlay) {
    const {text} = editText({text: state.filter.text, cursor: state.filter.text.length}, key);
    return only({...state, filter: {text, editing: true}});
  }
  if (focused?.setText === undefined) return only(state);
  const text = focused.text ?? '';
  const isWord = ONE_WORD.test(focused.row.id);
  const field = editText({text, cursor: state.caret ?? text.length}, isWord ? joined(key) : key);
  const moved = {...state, caret: field.cursor, focus: {...state.focus, [place]: focused.row.id}};
  if (field.text === text) return only(moved);
  const {recalled: _recalled, ...typed} = focused.setText({...moved, editing: focused.row.id}, field.text);
  return only(typed);
};
