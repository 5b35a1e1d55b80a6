import type {KeyRow} from './key-row.ts';
import {atRows, hasFilter, inStep, isFiltering} from './when.ts';

/** What Esc does; never more than one step back. */
export const ESCAPE_ROWS: readonly KeyRow[] = [
  {
    id: 'clear-filter',
    where: 'at the tools',
    keys: {escape: 'clear-filter'},
    shown: 'esc',
    shownInText: 'esc',
    label: 'show all',
    help: 'Clear the filter.',
    when: (scene) => hasFilter(scene) || isFiltering(scene),
  },
  {
    id: 'close-overlay',
    where: 'in lists and forms',
    keys: {escape: 'close-overlay'},
    shown: 'esc',
    shownInText: 'esc',
    label: 'close',
    help: 'Close what is open over the step; nothing is lost.',
    when: (scene) => atRows(scene) && scene.overlay !== undefined,
  },
  {
    id: 'back',
    where: 'in lists and forms',
    keys: {escape: 'back'},
    shown: 'esc',
    shownInText: 'esc',
    label: 'back',
    help: 'Go to the step before; every answer is kept.',
    when: (scene) => inStep(scene) && scene.place !== 'start',
  },
];
