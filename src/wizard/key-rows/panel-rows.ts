import {CLOSE_KEYS, SCROLL_KEYS} from '../key-sets.ts';
import type {KeyRow} from './key-row.ts';
import {inPanel} from './when.ts';

/** Keys of an open panel, which takes them all. */
export const PANEL_ROWS: readonly KeyRow[] = [
  {
    id: 'scroll',
    where: 'in an open panel',
    keys: SCROLL_KEYS,
    shown: '↑↓',
    label: 'scroll',
    help: 'Scroll the open panel; page up and page down go faster.',
    when: inPanel,
  },
  {
    id: 'other-file',
    where: 'in an open panel',
    keys: {tab: 'next-file', right: 'next-file', 'shift+tab': 'previous-file', left: 'previous-file'},
    shown: 'tab',
    label: 'next file',
    help: 'Show the next file; shift+tab the one before.',
    when: ({state}) => state.panel !== undefined && state.panel.kind !== 'help',
  },
  {
    id: 'close-panel',
    where: 'in an open panel',
    keys: {...CLOSE_KEYS, p: 'close-panel'},
    shown: 'esc',
    label: 'close',
    help: 'Close the open panel.',
    when: inPanel,
  },
];
