import type {WindowSize} from './app.tsx';

/** For terminals that do not tell their size. */
const USUAL_SIZE: WindowSize = {columns: 80, rows: 24};
/** A window that is dragged changes its size many times; this long without a change, and it is done. */
const SETTLED_MS = 120;

export const sizeOf = (stdout: NodeJS.WriteStream): WindowSize => ({
  columns: stdout.columns || USUAL_SIZE.columns,
  rows: stdout.rows || USUAL_SIZE.rows,
});

/**
 * Asks the terminal for its size, as Node does when it is told of a new one: while the process is stopped or the
 * terminal is lent, nobody tells it. Where the size is another, the stream says so as always.
 */
export const readSize = (): void => void process.emit('SIGWINCH', 'SIGWINCH');

interface Following {
  /** Takes the frame of the size before away. */
  readonly clear: () => void;
  readonly draw: () => void;
  /** Draws on an empty window, whatever stood there. */
  readonly redraw: () => void;
}

/**
 * Draws anew whenever the window changes its size. Ink draws the frame of the old size once more before its hooks
 * learn the new one, so this must listen before Ink does: it takes the old frame away where it may no longer
 * fit. Terminals wrap and move lines while the window is dragged, and what was written meanwhile lands
 * elsewhere; so when the size has settled, all is drawn on an empty window. Returns the way out.
 */
export function followSize(stdout: NodeJS.WriteStream, {clear, draw, redraw}: Following): () => void {
  let last = sizeOf(stdout);
  let settled: NodeJS.Timeout | undefined;
  const resize = (): void => {
    const size = sizeOf(stdout);
    if (size.columns < last.columns || size.rows < last.rows) clear();
    last = size;
    draw();
    clearTimeout(settled);
    settled = setTimeout(redraw, SETTLED_MS);
  };
  stdout.prependListener('resize', resize);
  return () => {
    clearTimeout(settled);
    stdout.off('resize', resize);
  };
}
