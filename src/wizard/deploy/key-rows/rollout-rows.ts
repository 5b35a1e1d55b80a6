import type {DeployKeyRow} from './key-row.ts';
import {hasLog, hasStory, isComplete, isWatching, mayUndo, mayWatchAgain, mayWatchOn} from './when.ts';

/** The rollout: three ways to go, and what to look at. */
export const ROLLOUT_ROWS: readonly DeployKeyRow[] = [
  {
    id: 'deploy-watch-on',
    keys: {k: 'watch-on'},
    shown: 'k',
    label: 'keep watching',
    help: 'Keep watching: the cluster keeps trying, and some things heal.',
    when: (scene) => mayWatchOn(scene) || mayWatchAgain(scene),
  },
  {
    id: 'deploy-undo',
    keys: {u: 'undo'},
    shown: 'u',
    label: 'undo',
    help: 'Take back what was applied; you are shown what that means, and asked.',
    alone: true,
    when: mayUndo,
  },
  {
    id: 'deploy-detach',
    keys: {d: 'detach'},
    shown: 'd',
    label: 'detach',
    help: 'Leave the rollout alone: it goes on, and delegate-tui watch comes back to it.',
    alone: true,
    when: isWatching,
  },
  {
    id: 'deploy-verify',
    keys: {v: 'verify'},
    shown: 'v',
    label: 'verify',
    help: 'Ask each tool inside the running delegate for its version, and whether it is registered; v again asks anew.',
    when: isComplete,
  },
  {
    id: 'deploy-log',
    keys: {l: 'log'},
    shown: 'l',
    label: 'log',
    help: 'Show the last lines of the log of the pod.',
    when: hasLog,
  },
  {
    id: 'deploy-events',
    keys: {e: 'events'},
    shown: 'e',
    label: 'events',
    help: 'Show what happened so far, in the words of the cluster.',
    when: hasStory,
  },
];
