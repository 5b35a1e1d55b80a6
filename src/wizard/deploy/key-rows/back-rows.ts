import type {DeployKeyRow} from './key-row.ts';
import {always, at, atRows, isApplying, isWatching} from './when.ts';

/** Going back and leaving. */
export const BACK_ROWS: readonly DeployKeyRow[] = [
  {
    id: 'deploy-back',
    keys: {escape: 'back'},
    shown: 'esc',
    shownInText: 'esc',
    label: 'back',
    help: 'Go back to the list of clusters, and from there leave; nothing is applied.',
    when: at('target', 'preflight', 'confirm'),
  },
  {
    id: 'deploy-explain-back',
    keys: {escape: 'explain-back'},
    shown: 'esc',
    label: 'ways out',
    help: 'Say how to leave a rollout that goes on.',
    when: (scene) => isWatching(scene) || isApplying(scene),
    quiet: always,
  },
  {
    id: 'deploy-help',
    keys: {'?': 'help', 'ctrl+g': 'help'},
    shown: '?',
    shownInText: 'ctrl+g',
    label: 'help',
    help: 'Show every key; those that work now come first.',
    when: atRows,
  },
  {
    id: 'deploy-leave',
    keys: {'ctrl+c': 'leave'},
    shown: 'ctrl+c',
    shownInText: 'ctrl+c',
    label: 'leave',
    help: 'Leave: before the apply nothing changes, during it you are told, after it the rollout goes on.',
    when: always,
    quiet: (scene) => scene.place !== 'target',
  },
];
