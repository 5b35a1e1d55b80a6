import {isPlainObject} from './merge.ts';

/** The value at a path of keys; `undefined` where there is none, also for keys that only a prototype has. */
export const valueAt = (tree: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (node, key) => (isPlainObject(node) && Object.hasOwn(node, key) ? node[key] : undefined),
    tree,
  );
