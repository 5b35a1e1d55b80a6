import type {Finding} from './types.ts';

/** ` Seen 3 times.`, to go behind a sentence; nothing where once says it all. */
export const seenWords = ({count}: Pick<Finding, 'count'>): string =>
  count > 1 ? ` Seen ${count} times.` : '';
