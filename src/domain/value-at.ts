import {isPlainObject} from './merge.ts';

/** The value at a path of keys; `undefined` where there is none, also for keys that only a prototype has. */
export const valueAt = (tree: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (node, key) => (isPlainObject(node) && Object.hasOwn(node, key) ? node[key] : undefined),
    tree,
  );

/** The value at a path such as `delegate.name`. */
export const answerAt = (tree: unknown, path: string): unknown => valueAt(tree, path.split('.'));

/** A tree that holds nothing but a value at such a path. */
export const nested = (path: string, value: unknown): unknown =>
  path.split('.').reduceRight<unknown>((inner, key) => ({[key]: inner}), value);
