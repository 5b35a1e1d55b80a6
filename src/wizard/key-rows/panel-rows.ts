import type {KeyRow} from './key-row.ts';
import {inPanel} from './when.ts';

const SCROLL = {
  up: 'scroll-up',
  down: 'scroll-down',
  k: 'scroll-up',
  j: 'scroll-down',
  'page up': 'scroll-page-up',
  'page down': 'scroll-page-down',
  home: 'scroll-first',
  end: 'scroll-last',
  g: 'scroll-first',
  G: 'scroll-last',
  b: 'scroll-page-up',
  space: 'scroll-page-down',
} as const;

/** Keys of an open panel, which takes them all. */
export const PANEL_ROWS: readonly KeyRow[] = [
  {
    id: 'scroll',
    keys: SCROLL,
    shown: '↑↓',
    label: 'scroll',
    help: 'Scroll the open panel; page up and page down go faster.',
    when: inPanel,
  },
  {
    id: 'other-file',
    keys: {tab: 'next-file', right: 'next-file', 'shift+tab': 'previous-file', left: 'previous-file'},
    shown: 'tab',
    label: 'next file',
    help: 'Show the next file; shift+tab the one before.',
    when: ({state}) => state.panel !== undefined && state.panel.kind !== 'help',
  },
  {
    id: 'close-panel',
    keys: {
      escape: 'close-panel',
      enter: 'close-panel',
      q: 'close-panel',
      p: 'close-panel',
      'ctrl+p': 'close-panel',
      '?': 'close-panel',
      'ctrl+g': 'close-panel',
    },
    shown: 'esc',
    label: 'close',
    help: 'Close the open panel.',
    when: inPanel,
  },
];
