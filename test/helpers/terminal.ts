import {EventEmitter} from 'node:events';
import xterm from '@xterm/headless';

/** A terminal emulator and the streams of a program that believes it runs in it. */
export interface FakeTerminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** What is visible, line by line, without blanks at the end. */
  readonly screen: () => Promise<string[]>;
  /** What was pushed out of the screen, and what is visible. */
  readonly history: () => Promise<string[]>;
  /** Every character in its cell, and whether it is inverted. */
  readonly inverted: () => Promise<string>;
  readonly cursor: () => Promise<{x: number; y: number}>;
  /** Whether the last word about the cursor was to hide it. */
  readonly cursorHidden: () => boolean;
  /** Sends bytes as one read. */
  readonly press: (text: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  /** Everything written since the last call. */
  readonly takeWritten: () => string;
  readonly isRaw: () => boolean;
  /** Order in which raw mode was set and frames were written. */
  readonly log: readonly ('raw on' | 'raw off' | 'write')[];
}

class FakeStdin extends EventEmitter {
  readonly isTTY = true;
  isRaw = false;
  onRaw: (isRaw: boolean) => void = () => undefined;
  #chunks: string[] = [];
  setRawMode(isRaw: boolean): this {
    this.isRaw = isRaw;
    this.onRaw(isRaw);
    return this;
  }
  setEncoding(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  read(): string | null {
    return this.#chunks.shift() ?? null;
  }
  push(text: string): void {
    this.#chunks.push(text);
    this.emit('readable');
  }
}

class FakeStdout extends EventEmitter {
  readonly isTTY = true;
  columns: number;
  rows: number;
  onWrite: (text: string) => void = () => undefined;
  constructor(columns: number, rows: number) {
    super();
    this.columns = columns;
    this.rows = rows;
  }
  write(text: string, callback?: () => void): boolean {
    if (text !== '') this.onWrite(text);
    if (callback !== undefined) queueMicrotask(callback);
    return true;
  }
}

/** A terminal of that size, replayed by xterm.js. `before` is what stands on the screen at the start. */
export function createFakeTerminal({
  columns,
  rows,
  before = '',
}: {
  columns: number;
  rows: number;
  before?: string;
}): FakeTerminal {
  const emulator = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, convertEol: true});
  const stdin = new FakeStdin();
  const stdout = new FakeStdout(columns, rows);
  const log: ('raw on' | 'raw off' | 'write')[] = [];
  let written = '';
  let hidden = false;
  emulator.write(before);
  stdin.onRaw = (isRaw) => void log.push(isRaw ? 'raw on' : 'raw off');
  stdout.onWrite = (text) => {
    written += text;
    const mode = /.*\u001b\[\?25([lh])/s.exec(text)?.[1];
    if (mode !== undefined) hidden = mode === 'l';
    log.push('write');
    emulator.write(text);
  };
  const settled = (): Promise<void> => new Promise((resolve) => emulator.write('', resolve));
  const linesFrom = async (first: number): Promise<string[]> => {
    await settled();
    const {buffer} = emulator;
    const last = buffer.active.baseY + emulator.rows;
    const lines: string[] = [];
    for (let y = first; y < last; y++)
      lines.push(buffer.active.getLine(y)?.translateToString(true).trimEnd() ?? '');
    return lines;
  };
  return {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    screen: async () => {
      await settled();
      return linesFrom(emulator.buffer.active.baseY);
    },
    history: () => linesFrom(0),
    inverted: async () => {
      await settled();
      const {active} = emulator.buffer;
      let text = '';
      for (let y = active.baseY; y < active.baseY + emulator.rows; y++) {
        for (let x = 0; x < emulator.cols; x++) {
          const cell = active.getLine(y)?.getCell(x);
          if (cell?.isInverse()) text += cell.getChars() || ' ';
        }
      }
      return text;
    },
    cursor: async () => {
      await settled();
      const {cursorX, cursorY} = emulator.buffer.active;
      return {x: cursorX, y: cursorY};
    },
    cursorHidden: () => hidden,
    press: (text) => stdin.push(text),
    resize: (newColumns, newRows) => {
      emulator.resize(newColumns, newRows);
      stdout.columns = newColumns;
      stdout.rows = newRows;
      stdout.emit('resize');
    },
    takeWritten: () => {
      const text = written;
      written = '';
      return text;
    },
    isRaw: () => stdin.isRaw,
    log,
  };
}
