import type {DeployKeyRow} from './key-row.ts';
import {hasLog, hasStory, isComplete, isWatching, mayUndo, mayWatchAgain, mayWatchOn} from './when.ts';

/** The rollout: three ways to go, and what to look at. */
export const ROLLOUT_ROWS: readonly DeployKeyRow[] = [
  {
    id: 'deploy-watch-on',
    where: 'at the rollout',
    keys: {k: 'watch-on'},
    shown: 'k',
    label: 'keep watching',
    help: 'Keep watching: the cluster keeps trying, and some things heal.',
    when: (scene) => mayWatchOn(scene) || mayWatchAgain(scene),
  },
  {
    id: 'deploy-undo',
    where: 'at the rollout',
    keys: {u: 'undo'},
    shown: 'u',
    label: 'undo',
    help: 'Take back what was applied; you are shown what that means, and asked.',
    alone: true,
    when: mayUndo,
  },
  {
    id: 'deploy-detach',
    where: 'at the rollout',
    keys: {d: 'detach'},
    shown: 'd',
    label: 'detach',
    help: 'Leave the rollout alone; on a real cluster it goes on, and delegate-tui watch comes back to it.',
    alone: true,
    when: isWatching,
  },
  {
    id: 'deploy-verify',
    where: 'at the rollout',
    keys: {v: 'verify'},
    shown: 'v',
    label: 'verify',
    help: 'Ask each tool inside the running delegate for its version, and whether it is registered; v again asks anew.',
    when: isComplete,
  },
  {
    id: 'deploy-log',
    where: 'at the rollout',
    keys: {l: 'log'},
    shown: 'l',
    label: 'log',
    help: 'Show the last lines of the log of the pod.',
    when: hasLog,
  },
  {
    id: 'deploy-events',
    where: 'at the rollout',
    keys: {e: 'events'},
    shown: 'e',
    label: 'events',
    help: 'Show what happened so far, in the words of the cluster.',
    when: hasStory,
  },
];
