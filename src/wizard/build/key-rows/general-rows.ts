import {ARROW_KEYS} from '../../key-sets.ts';
import {panelKeyRows} from '../../panel-key-rows.ts';
import type {BuildScene} from '../scene.ts';
import type {BuildKeyRow} from './key-row.ts';
import {always, atRows, changes, hasOutput, inPanel, rowsMove, runs} from './when.ts';

const {scroll, close} = panelKeyRows<BuildScene>({prefix: 'build-', letters: ['l'], when: inPanel});

/** Panels and moving. */
export const MOVE_ROWS: readonly BuildKeyRow[] = [
  scroll,
  close,
  {
    id: 'build-change',
    where: 'in lists and forms',
    keys: {left: 'change-back', right: 'change-on', space: 'change-on'},
    shown: '←→',
    label: 'change',
    help: 'Change the platform, or whether the digest is pinned.',
    when: changes,
  },
  {
    id: 'build-move',
    where: 'in lists and forms',
    keys: {...ARROW_KEYS, j: 'down', k: 'up', g: 'first', G: 'last', home: 'first', end: 'last'},
    shown: '↑↓',
    label: 'move',
    help: 'Move between rows: steps, tools and what to do.',
    when: rowsMove,
  },
];

/** What works nearly everywhere. */
export const GENERAL_ROWS: readonly BuildKeyRow[] = [
  {
    id: 'build-log',
    where: 'at the build',
    keys: {l: 'log'},
    shown: 'l',
    label: 'log',
    help: 'Show the last lines of the builder, and where all of them are.',
    when: hasOutput,
  },
  {
    id: 'build-help',
    where: 'everywhere',
    keys: {'?': 'help', 'ctrl+g': 'help'},
    shown: '?',
    label: 'help',
    help: 'Show every key; those that work now come first.',
    when: atRows,
  },
  {
    id: 'build-redraw',
    where: 'everywhere',
    keys: {'ctrl+l': 'redraw'},
    shown: 'ctrl+l',
    label: 'redraw',
    help: 'Draw the whole screen anew.',
    when: always,
    quiet: always,
  },
  {
    id: 'build-suspend',
    where: 'everywhere',
    keys: {'ctrl+z': 'suspend'},
    shown: 'ctrl+z',
    label: 'to the shell',
    help: 'Stop for a while, and have the shell back; its command fg leads back here. What the builder does goes on.',
    when: always,
    quiet: always,
  },
  {
    id: 'build-leave',
    where: 'everywhere',
    keys: {'ctrl+c': 'leave'},
    shown: 'ctrl+c',
    label: 'break off',
    help: 'While something is built or pushed: asks first, then breaks it off; else leave. The files stay.',
    when: always,
    quiet: (scene) => !runs(scene),
  },
];
