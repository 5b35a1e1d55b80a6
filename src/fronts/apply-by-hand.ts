import {shellPath, shellQuote} from '../console/shell-quote.ts';

/** The command that applies files without us; it can be copied as it is, but for a context that is not known. */
export const applyByHand = (paths: readonly string[], context = 'CONTEXT'): string =>
  `kubectl --context ${shellQuote(context)} apply --server-side ${paths.map((path) => `-f ${shellPath(path)}`).join(' ')}`;
