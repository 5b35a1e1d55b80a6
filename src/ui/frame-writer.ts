import {cells} from './cells.ts';
import {eraseFrame, framePatch} from './patch/frame-patch.ts';
import {newLines} from './patch/new-lines.ts';
import {wrapWords} from './wrap.ts';

/** Source: synchronized output, DEC private mode 2026: what stands between appears at once. */
const BEGIN_TOGETHER = '\u001b[?2026h';
const END_TOGETHER = '\u001b[?2026l';
/** Shorter patches arrive in one piece anyway. */
const LEAST_TOGETHER = 1000;

/** Modes and answers begin like this, frames never do. */
const CONTROL = '\u001b[?';
const SEQUENCE = '\u001b';
/** Where a terminal does not tell. */
const USUAL_COLUMNS = 80;

export interface FrameWriter {
  /** What Ink writes to, in its debug mode: every write is a whole frame, or a control sequence. */
  readonly stream: NodeJS.WriteStream;
  /** Writes a frame that waits for its turn. */
  readonly flush: () => void;
  /** Takes the frame away; the cursor stands where it began. */
  readonly erase: () => void;
  /** Takes the frame away for good: no frame is drawn any more. */
  readonly close: () => void;
  /** Writes `clear`, and draws the last frame anew after it, whatever stood on the screen. */
  readonly redraw: (clear: string) => void;
}

/**
 * Draws frames with few bytes: only what differs from the frame before is written, at most once every
 * `intervalMs`, and never faster than the line takes it: frames in between are left out.
 *
 * @param isPlain the terminal obeys no sequences: lines that are new are written below, and nothing is taken away
 */
export function createFrameWriter(
  stdout: NodeJS.WriteStream,
  {intervalMs, isPlain = false}: {readonly intervalMs: number; readonly isPlain?: boolean},
): FrameWriter {
  let shown: readonly string[] = [];
  let wanted: readonly string[] | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isDraining = false;
  let isClosed = false;
  let clearing = '';

  const added = (lines: readonly string[]): string => {
    const width = stdout.columns || USUAL_COLUMNS;
    const fitted = (text: string): string[] =>
      cells(text) <= width ? [text] : wrapWords({text, width, maxLines: 99, ellipsis: ''});
    return lines
      .flatMap(fitted)
      .map((line) => `${line}\n`)
      .join('');
  };
  const draw = (): void => {
    if (wanted === undefined) return;
    const patch = isPlain ? added(newLines(shown, wanted)) : clearing + framePatch(shown, wanted);
    shown = wanted;
    wanted = undefined;
    clearing = '';
    if (patch === '') return;
    const text = isPlain || patch.length < LEAST_TOGETHER ? patch : BEGIN_TOGETHER + patch + END_TOGETHER;
    if (stdout.write(text)) return;
    isDraining = true;
    stdout.once('drain', () => {
      isDraining = false;
      drawInTime();
    });
  };
  const drawInTime = (): void => {
    if (timer !== undefined || isDraining || wanted === undefined) return;
    draw();
    timer = setTimeout(() => {
      timer = undefined;
      drawInTime();
    }, intervalMs);
    timer.unref();
  };
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    draw();
  };
  const write = (chunk: string | Uint8Array, ...rest: [callback?: () => void]): boolean => {
    if (isPlain && typeof chunk === 'string' && chunk.startsWith(SEQUENCE)) return stdout.write('', ...rest);
    if (typeof chunk !== 'string' || chunk.startsWith(CONTROL)) return stdout.write(chunk, ...rest);
    if (chunk === '') {
      flush();
      return stdout.write('', ...rest);
    }
    if (!isClosed) {
      wanted = chunk.split('\n');
      drawInTime();
    }
    return true;
  };
  const stream = new Proxy(stdout, {
    get: (target, property): unknown => {
      if (property === 'write') return write;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  const erase = (): void => {
    clearTimeout(timer);
    timer = undefined;
    wanted = undefined;
    if (shown.length > 0 && !isPlain) stdout.write(eraseFrame(shown.length));
    shown = [];
  };
  return {
    stream,
    flush,
    erase,
    close: () => {
      isClosed = true;
      erase();
    },
    redraw: (clear) => {
      wanted ??= shown;
      shown = [];
      clearing = clear;
      flush();
    },
  };
}
