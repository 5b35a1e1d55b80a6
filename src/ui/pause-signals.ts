interface Pauses {
  /** The terminal goes back to the shell. */
  readonly pause: () => void;
  /** The shell has given it to us again. */
  readonly resume: () => void;
}

/**
 * When the process is asked to stop (SIGTSTP), `pause` is called before it does; when it goes on (SIGCONT),
 * `resume`, unless nothing was paused. Returns the way out.
 */
export function betweenPauses({pause, resume}: Pauses): () => void {
  let isPaused = false;
  const onStop = (): void => {
    // What the screen is drawn on is raw. A terminal that is lent is not: then nothing is given back, or taken again.
    isPaused = process.stdin.isRaw;
    pause();
    process.kill(process.pid, 'SIGSTOP');
  };
  const onContinue = (): void => {
    if (isPaused) resume();
    isPaused = false;
  };
  process.on('SIGTSTP', onStop);
  process.on('SIGCONT', onContinue);
  return () => {
    process.off('SIGTSTP', onStop);
    process.off('SIGCONT', onContinue);
  };
}
