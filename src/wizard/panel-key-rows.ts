import {CLOSE_KEYS, SCROLL_KEYS} from './key-sets.ts';
import type {KeyTableRow} from './key-table.ts';
import type {ScrollCommandId} from './panel-scroll.ts';

interface PanelKeys<Scene> {
  /** In front of the ids: `deploy-`. */
  readonly prefix?: string;
  /** Letters that open a panel here, and close it again. */
  readonly letters: readonly string[];
  readonly when: (scene: Scene) => boolean;
}

/** The keys that every open panel takes: one row that scrolls, one that closes it. */
export function panelKeyRows<Scene>({prefix = '', letters, when}: PanelKeys<Scene>) {
  const where = 'in an open panel';
  const scroll: KeyTableRow<Scene, ScrollCommandId> = {
    id: `${prefix}scroll`,
    where,
    keys: SCROLL_KEYS,
    shown: '↑↓',
    label: 'scroll',
    help: 'Scroll the open panel; page up and page down go faster.',
    when,
  };
  const close: KeyTableRow<Scene, ScrollCommandId> = {
    id: `${prefix}close-panel`,
    where,
    keys: {...CLOSE_KEYS, ...Object.fromEntries(letters.map((letter) => [letter, 'close-panel' as const]))},
    shown: 'esc',
    label: 'close',
    help: 'Close the open panel.',
    when,
  };
  return {scroll, close};
}
