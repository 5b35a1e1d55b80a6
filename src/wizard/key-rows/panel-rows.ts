import {panelKeyRows} from '../panel-key-rows.ts';
import type {KeyRow} from './key-row.ts';
import type {Scene} from '../scene.ts';
import {inPanel} from './when.ts';

const {scroll, close} = panelKeyRows<Scene>({letters: ['p'], when: inPanel});

/** Keys of an open panel, which takes them all. */
export const PANEL_ROWS: readonly KeyRow[] = [
  scroll,
  {
    id: 'other-file',
    where: 'in an open panel',
    keys: {tab: 'next-file', right: 'next-file', 'shift+tab': 'previous-file', left: 'previous-file'},
    shown: 'tab',
    label: 'next file',
    help: 'Show the next file; shift+tab the one before.',
    when: ({state}) => state.panel !== undefined && state.panel.kind !== 'help',
  },
  close,
];
