import {ARROW_KEYS, EDIT_KEYS} from '../key-sets.ts';
import type {KeyRow} from './key-row.ts';
import {always, at, isTyping, kindIs, rowsMove} from './when.ts';

/** Moving, ticking and changing. */
export const MOVE_ROWS: readonly KeyRow[] = [
  {
    id: 'edit',
    keys: EDIT_KEYS,
    shown: '←→',
    shownInText: '←→',
    label: 'edit',
    help: 'Edit the text with arrows, home, end, backspace and delete; ctrl+u, ctrl+k and ctrl+w erase to its start, to its end, and one word.',
    when: isTyping,
    quiet: always,
  },
  {
    id: 'move',
    keys: {...ARROW_KEYS, j: 'down', k: 'up'},
    shown: '↑↓',
    shownInText: '↑↓',
    label: 'move',
    help: 'Move between rows; j and k do the same outside text, page up and page down go faster.',
    when: (scene) => rowsMove(scene) && scene.place !== 'review',
  },
  {
    id: 'move-files',
    keys: ARROW_KEYS,
    shown: '↑↓',
    shownInText: '↑↓',
    label: 'move',
    help: 'Move between files.',
    when: at('review'),
  },
  {
    id: 'tick',
    keys: {space: 'toggle', x: 'toggle'},
    shown: 'space',
    label: 'tick',
    help: 'Tick or untick the row; in the filter too.',
    when: kindIs('check'),
  },
  {
    id: 'choose-radio',
    keys: {space: 'toggle', x: 'toggle'},
    shown: 'space',
    label: 'choose',
    help: 'Choose this one of several.',
    when: kindIs('radio'),
  },
  {
    id: 'change',
    keys: {left: 'change-back', right: 'change-on', space: 'toggle'},
    shown: '←→',
    label: 'change',
    help: 'Change the value of the row; space does the same.',
    when: kindIs('options'),
  },
  {
    id: 'unfold',
    keys: {space: 'toggle'},
    shown: 'space',
    label: 'unfold',
    help: 'Show the rows that few people need.',
    when: (scene) => kindIs('choose')(scene) && scene.focused?.toggle !== undefined,
    quiet: always,
  },
];
