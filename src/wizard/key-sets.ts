/** Keys that mean the same in both key tables, and what each does. */

/** Through the rows. */
export const ARROW_KEYS = {up: 'up', down: 'down', 'page up': 'page-up', 'page down': 'page-down'} as const;

/** Through an open panel. */
export const SCROLL_KEYS = {
  up: 'scroll-up',
  down: 'scroll-down',
  k: 'scroll-up',
  j: 'scroll-down',
  'page up': 'scroll-page-up',
  'page down': 'scroll-page-down',
  b: 'scroll-page-up',
  space: 'scroll-page-down',
  home: 'scroll-first',
  end: 'scroll-last',
  g: 'scroll-first',
  G: 'scroll-last',
} as const;

/** Out of an open panel, whatever it shows. */
export const CLOSE_KEYS = {
  escape: 'close-panel',
  enter: 'close-panel',
  q: 'close-panel',
  '?': 'close-panel',
  'ctrl+g': 'close-panel',
  'ctrl+p': 'close-panel',
} as const;

/** In a text field. */
export const EDIT_KEYS = {
  left: 'edit',
  right: 'edit',
  home: 'edit',
  end: 'edit',
  backspace: 'edit',
  delete: 'edit',
  'ctrl+a': 'edit',
  'ctrl+e': 'edit',
  'ctrl+u': 'edit',
  'ctrl+k': 'edit',
  'ctrl+w': 'edit',
} as const;
