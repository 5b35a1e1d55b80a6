import type {DeployKeyRow} from './key-row.ts';
import {always, atRows, hasChanges} from './when.ts';

/** What can be looked at, and what works nearly everywhere. */
export const GENERAL_ROWS: readonly DeployKeyRow[] = [
  {
    id: 'deploy-details',
    where: 'at the checks and questions',
    keys: {space: 'details'},
    shown: 'space',
    label: 'details',
    help: 'Show all that is known about the check.',
    when: (scene) => atRows(scene) && scene.focused?.details !== undefined,
  },
  {
    id: 'deploy-changes',
    where: 'at the checks and questions',
    keys: {space: 'changes', c: 'changes', 'ctrl+p': 'changes'},
    shown: 'c',
    shownInText: 'ctrl+p',
    label: 'changes',
    help: 'Show line by line what would change in the cluster; secrets are masked.',
    when: hasChanges,
  },
  {
    id: 'deploy-help',
    where: 'everywhere',
    keys: {'?': 'help', 'ctrl+g': 'help'},
    shown: '?',
    shownInText: 'ctrl+g',
    label: 'help',
    help: 'Show every key; those that work now come first.',
    when: atRows,
  },
  {
    id: 'deploy-redraw',
    where: 'everywhere',
    keys: {'ctrl+l': 'redraw'},
    shown: 'ctrl+l',
    shownInText: 'ctrl+l',
    label: 'redraw',
    help: 'Draw the whole screen anew.',
    when: always,
    quiet: always,
  },
  {
    id: 'deploy-leave',
    where: 'everywhere',
    keys: {'ctrl+c': 'leave'},
    shown: 'ctrl+c',
    shownInText: 'ctrl+c',
    label: 'leave',
    help: 'Leave: before the apply nothing changes, during it you are told, after it the rollout goes on.',
    when: always,
    quiet: always,
  },
];
