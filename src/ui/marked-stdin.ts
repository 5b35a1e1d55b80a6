import {NO_PASTE, separatePaste} from '../wizard/separate-paste.ts';
import type {ReadBatch} from './read-batch.ts';

interface Marks {
  /** Learns where a read begins and ends. */
  readonly batch: Pick<ReadBatch, 'begin' | 'end'>;
  /** True once the terminal is to stay as it is for the screen that follows: without echo. */
  readonly staysRaw: () => boolean;
}

/** The same stream, but pasted text in it is marked for the key parser. Ink reads until there is nothing left. */
export function withMarks(stdin: NodeJS.ReadStream, {batch, staysRaw}: Marks): NodeJS.ReadStream {
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
  const setRawMode = (isRaw: boolean): unknown => (isRaw || !staysRaw() ? stdin.setRawMode(isRaw) : stdin);
  return new Proxy(stdin, {
    get: (target, property): unknown => {
      if (property === 'read') return read;
      if (property === 'setRawMode' && typeof target.setRawMode === 'function') return setRawMode;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
