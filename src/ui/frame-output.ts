import {shortenMoves} from './short-moves.ts';

/** Source: synchronized output, DEC private mode 2026: what follows appears at once. */
const BEGIN_TOGETHER = '\u001b[?2026h';

export interface FrameOutput {
  /** What frames are written to. */
  readonly stream: NodeJS.WriteStream;
  /** Does `forget`, of which nothing is written, and writes `clear` in one piece with the next frame. */
  readonly replaceFrame: (clear: string, forget: () => void) => void;
}

/** The same stream, but what is written to it is shortened, and a frame can take the place of whatever is there. */
export function createFrameOutput(stdout: NodeJS.WriteStream): FrameOutput {
  let isForgetting = false;
  let clearing = '';
  const write = (chunk: string | Uint8Array, ...rest: [callback?: () => void]): boolean => {
    if (isForgetting) return true;
    if (typeof chunk !== 'string' || chunk === BEGIN_TOGETHER || chunk === '')
      return stdout.write(chunk, ...rest);
    const text = clearing + shortenMoves(chunk);
    clearing = '';
    return stdout.write(text, ...rest);
  };
  const stream = new Proxy(stdout, {
    get: (target, property): unknown => {
      if (property === 'write') return write;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return {
    stream,
    replaceFrame: (clear, forget) => {
      isForgetting = true;
      try {
        forget();
      } finally {
        isForgetting = false;
      }
      clearing = clear;
    },
  };
}
