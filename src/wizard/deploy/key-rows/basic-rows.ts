import {ARROW_KEYS, CLOSE_KEYS, EDIT_KEYS, SCROLL_KEYS} from '../../key-sets.ts';
import type {DeployKeyRow} from './key-row.ts';
import {always, at, inPanel, isTyping, rowsMove} from './when.ts';

/** Panels, moving and typing. */
export const BASIC_ROWS: readonly DeployKeyRow[] = [
  {
    id: 'deploy-scroll',
    where: 'in an open panel',
    keys: SCROLL_KEYS,
    shown: '↑↓',
    label: 'scroll',
    help: 'Scroll the open panel; page up and page down go faster.',
    when: inPanel,
  },
  {
    id: 'deploy-close-panel',
    where: 'in an open panel',
    keys: {...CLOSE_KEYS, l: 'close-panel', e: 'close-panel', c: 'close-panel', v: 'close-panel'},
    shown: 'esc',
    label: 'close',
    help: 'Close the open panel.',
    when: inPanel,
  },
  {
    id: 'deploy-edit',
    where: 'in a text field',
    keys: EDIT_KEYS,
    shown: '←→',
    shownInText: '←→',
    label: 'edit',
    help: 'Edit the name of the target as it is typed.',
    when: isTyping,
    quiet: always,
  },
  {
    id: 'deploy-move',
    where: 'in lists and forms',
    keys: ARROW_KEYS,
    shown: '↑↓',
    shownInText: '↑↓',
    label: 'move',
    help: 'Move between rows: clusters, checks, objects and pods.',
    when: rowsMove,
  },
  {
    id: 'deploy-move-letters',
    where: 'in lists and forms',
    keys: {j: 'down', k: 'up', g: 'first', G: 'last', home: 'first', end: 'last'},
    shown: 'j k',
    label: 'move',
    help: 'Move as with the arrows; g and G go to the first and the last row.',
    when: (scene) => rowsMove(scene) && at('target', 'scenario', 'preflight')(scene),
    quiet: always,
  },
];
