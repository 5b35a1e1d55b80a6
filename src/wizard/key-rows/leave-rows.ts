import type {KeyRow} from './key-row.ts';
import {at} from './when.ts';

/** The answers to the question that Ctrl+C asks; a second Ctrl+C is one too. */
export const LEAVE_ROWS: readonly KeyRow[] = [
  {
    id: 'leave-agreed',
    where: 'everywhere',
    alone: true,
    keys: {y: 'leave', enter: 'leave'},
    shown: 'y',
    label: 'leave',
    help: 'Once ctrl+c has asked: leave, and lose what you changed. Enter does the same.',
    when: at('leave'),
  },
  {
    id: 'stay',
    where: 'everywhere',
    keys: {escape: 'stay', n: 'stay'},
    shown: 'esc',
    label: 'stay',
    help: 'Once ctrl+c has asked: stay, with everything as it was.',
    when: at('leave'),
  },
];
