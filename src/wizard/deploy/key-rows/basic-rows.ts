import {ARROW_KEYS, EDIT_KEYS} from '../../key-sets.ts';
import {panelKeyRows} from '../../panel-key-rows.ts';
import type {DeployScene} from '../scene.ts';
import type {DeployKeyRow} from './key-row.ts';
import {always, at, inPanel, isTyping, rowsMove} from './when.ts';

const {scroll, close} = panelKeyRows<DeployScene>({
  prefix: 'deploy-',
  letters: ['l', 'e', 'c', 'v'],
  when: inPanel,
});

/** Panels, moving and typing. */
export const BASIC_ROWS: readonly DeployKeyRow[] = [
  scroll,
  close,
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
