/** Source: xterm, "Bracketed Paste Mode" and "DECTCEM". */
const PASTE_MARKERS_ON = '\u001b[?2004h';
const PASTE_MARKERS_OFF = '\u001b[?2004l';
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
/** What others left in the line of the cursor goes, so that a frame can begin there. */
const CLEAN_LINE = '\r\u001b[J';

/** What we ask of the terminal beside frames. Nothing is written while it is lent or after it was given back. */
export interface TerminalModes {
  /** While another program has the terminal. */
  readonly lend: (work: () => Promise<void>) => Promise<void>;
  /** Until `resume`, while the process is stopped. */
  readonly pause: () => void;
  readonly resume: () => void;
  readonly isOurs: () => boolean;
  /** Another program has it, which is not so while we are stopped. */
  readonly isLent: () => boolean;
  readonly giveBack: () => void;
}

/**
 * Asks for markers around pasted text and for no cursor from now on, until the terminal is given back.
 *
 * @param obeys the terminal knows sequences; one that does not is asked for nothing
 */
export function openTerminalModes(stdout: NodeJS.WriteStream, obeys = true): TerminalModes {
  const ask = (sequences: string): void => void (obeys && stdout.isTTY && stdout.write(sequences));
  let isOurs = false;
  let isLent = false;
  const take = (): void => {
    isOurs = true;
    ask(PASTE_MARKERS_ON + HIDE_CURSOR);
  };
  const release = (): void => {
    if (isOurs) ask(PASTE_MARKERS_OFF + SHOW_CURSOR);
    isOurs = false;
  };
  let isOver = false;
  const resume = (): void => {
    if (isOver || isOurs) return;
    ask(CLEAN_LINE);
    take();
  };
  take();
  return {
    lend: async (work) => {
      release();
      isLent = true;
      try {
        await work();
      } finally {
        isLent = false;
        resume();
      }
    },
    pause: release,
    resume,
    isOurs: () => isOurs,
    isLent: () => isLent,
    giveBack: () => {
      isOver = true;
      release();
    },
  };
}
