/** Ink's way to give the terminal to another program, and to take it back after. */
type Suspend = (work: () => Promise<void>) => Promise<void>;

/** Where whoever needs the terminal asks for it. The app that draws on it attaches itself. */
export interface TerminalDesk {
  /** The app is up: it can give the terminal away. Returns the way out. */
  readonly attach: (suspend: Suspend) => () => void;
  /**
   * Takes the frame away and the keyboard out of our hands while `work` goes on, then draws again. Does the work
   * as it is where no app draws. Throws what the work throws.
   */
  readonly lend: (work: () => Promise<void>) => Promise<void>;
}

export function createTerminalDesk(stdin: Pick<NodeJS.ReadStream, 'pause'>): TerminalDesk {
  let suspend: Suspend = (work) => work();
  return {
    attach(found) {
      suspend = found;
      return () => {
        suspend = (work) => work();
      };
    },
    lend: (work) =>
      suspend(async () => {
        // Node forgets that somebody listened only after this turn; before that, pausing does nothing, and our
        // own reading would take keys away from the other program.
        await new Promise((resolve) => setImmediate(resolve));
        stdin.pause();
        await work();
      }),
  };
}
