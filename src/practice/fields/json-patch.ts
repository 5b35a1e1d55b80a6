import {isDeepStrictEqual} from 'node:util';
import {isMap, textAt} from '../objects.ts';

const unescape = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

/**
 * The value after a JSON patch (add, replace, remove, test).
 * Throws an Error in the words of the API server when an operation does not apply. Source: RFC 6902.
 */
export function jsonPatch(target: unknown, operations: readonly unknown[]): unknown {
  const root = {value: structuredClone(target)};
  for (const operation of operations) {
    const op = textAt(operation, 'op');
    const steps = ['value', ...textAt(operation, 'path').split('/').slice(1).map(unescape)];
    const last = steps.pop() ?? '';
    let parent: unknown = root;
    for (const step of steps)
      parent = isMap(parent) ? parent[step] : Array.isArray(parent) ? parent[Number(step)] : undefined;
    const value = isMap(operation) ? operation['value'] : undefined;
    const missing = `${op} operation does not apply: doc is missing path: ${textAt(operation, 'path')}: missing value`;
    if (Array.isArray(parent)) {
      const index = last === '-' ? parent.length : Number(last);
      if (op !== 'add' && !(index in parent)) throw new Error(missing);
      if (op === 'test' && !isDeepStrictEqual(parent[index], value)) throw new Error(testFailed(operation));
      if (op === 'add') parent.splice(index, 0, value);
      if (op === 'replace') parent[index] = value;
      if (op === 'remove') parent.splice(index, 1);
    } else if (isMap(parent)) {
      if (op !== 'add' && !(last in parent)) throw new Error(missing);
      if (op === 'test' && !isDeepStrictEqual(parent[last], value)) throw new Error(testFailed(operation));
      if (op === 'add' || op === 'replace') parent[last] = value;
      if (op === 'remove') delete parent[last];
    } else throw new Error(missing);
  }
  return root.value;
}

const testFailed = (operation: unknown): string =>
  `testing value ${textAt(operation, 'path')} failed: test failed`;
