import type {DeployKeyRow} from './key-row.ts';
import {always, at, mayReview} from './when.ts';

/** Going back. */
export const BACK_ROWS: readonly DeployKeyRow[] = [
  {
    id: 'deploy-back',
    where: 'at the checks and questions',
    keys: {escape: 'back'},
    shown: 'esc',
    shownInText: 'esc',
    label: 'back',
    help: 'Go back to where the target was chosen; nothing is applied.',
    when: at('scenario', 'preflight', 'confirm'),
  },
  {
    id: 'deploy-leave-list',
    where: 'at the choice of a cluster',
    keys: {escape: 'back'},
    shown: 'esc',
    label: 'leave',
    help: 'Leave without a cluster: nothing is applied, and the files stay.',
    when: (scene) => at('target')(scene) && !mayReview(scene),
  },
  {
    id: 'deploy-to-review',
    where: 'at the choice of a cluster',
    keys: {escape: 'back'},
    shown: 'esc',
    label: 'back',
    help: 'Go back to the review of the wizard, with all answers; nothing is applied, and the files stay.',
    when: mayReview,
  },
  {
    id: 'deploy-explain-back',
    where: 'at the rollout',
    keys: {escape: 'explain-back'},
    shown: 'esc',
    label: 'ways out',
    help: 'Say how to leave the rollout; esc alone never does.',
    when: at('rollout'),
    quiet: always,
  },
];
