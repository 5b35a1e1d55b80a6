import {NO_PASTE, separatePaste} from '../wizard/separate-paste.ts';
import type {ReadBatch} from './read-batch.ts';

/**
 * The same stream, but pasted text in it is marked for the key parser, and the batch learns where a read begins
 * and ends. Ink reads until there is nothing left.
 */
export function withMarks(
  stdin: NodeJS.ReadStream,
  batch: Pick<ReadBatch, 'begin' | 'end'>,
): NodeJS.ReadStream {
  let state = NO_PASTE;
  const read = (size?: number): unknown => {
    const chunk: unknown = stdin.read(size);
    if (typeof chunk !== 'string') {
      if (chunk === null) batch.end();
      return chunk;
    }
    batch.begin();
    const [marked, next] = separatePaste(state, chunk);
    state = next;
    return marked;
  };
  return new Proxy(stdin, {
    get: (target, property): unknown => {
      if (property === 'read') return read;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
