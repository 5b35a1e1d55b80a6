interface Pauses {
  /** The terminal goes back to the shell. */
  readonly pause: () => void;
  /** The shell has given it to us again. */
  readonly resume: () => void;
  /** We go on after a stop that nobody tells of beforehand (SIGSTOP). */
  readonly onUntoldStop: () => void;
}

interface PauseSignals {
  /** Stops the process, as the terminal itself does at Ctrl+Z where it is not raw; comes back when it goes on. */
  readonly suspend: () => void;
  readonly close: () => void;
}

/** Our process group: whoever has started us for the shell (`npx`) has to stop too, or the shell waits for it. */
const OUR_GROUP = 0;

/**
 * When the process is asked to stop (SIGTSTP), `pause` is called before it does; when it goes on (SIGCONT),
 * `resume`; `onUntoldStop` where nothing was paused.
 */
export function betweenPauses({pause, resume, onUntoldStop}: Pauses): PauseSignals {
  let isPaused = false;
  let isBack = false;
  const onStop = (): void => {
    // What the screen is drawn on is raw. A terminal that is lent is not: then nothing is given back, or taken again.
    isPaused = process.stdin.isRaw;
    pause();
    process.kill(process.pid, 'SIGSTOP');
  };
  const goOn = (): void => {
    if (isPaused) resume();
    isPaused = false;
  };
  const onContinue = (): void => {
    if (isPaused) goOn();
    else if (!isBack) onUntoldStop();
  };
  process.on('SIGTSTP', onStop);
  process.on('SIGCONT', onContinue);
  return {
    suspend: () => {
      isPaused = process.stdin.isRaw;
      // Before the others stop: with them the shell takes the terminal, and we may not set its modes any more.
      pause();
      // Nobody listening, the system stops us in this call, and only where a shell can let us go on: it knows
      // whether there is one (POSIX, "orphaned process group"). Where there is none, we are back at once.
      process.off('SIGTSTP', onStop);
      try {
        process.kill(OUR_GROUP, 'SIGTSTP');
      } catch {
        // This system cannot stop processes.
      }
      process.on('SIGTSTP', onStop);
      goOn();
      // The signal that let us go on is still to be read, in this round of the event loop.
      isBack = true;
      setImmediate(() => (isBack = false));
    },
    close: () => {
      process.off('SIGTSTP', onStop);
      process.off('SIGCONT', onContinue);
    },
  };
}
