/** An abort controller that follows others. */
export interface LinkedAbort {
  readonly signal: AbortSignal;
  abort(): void;
  /** Stops following; to be called when the work is done. */
  release(): void;
}

/**
 * Aborted when any of the signals is, or by itself. Released by hand when its work is done: a long watch starts
 * thousands of short ones on one signal, which must not remember them all.
 */
export function linkedAbort(...signals: readonly (AbortSignal | undefined)[]): LinkedAbort {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const given = signals.filter((signal) => signal !== undefined);
  for (const signal of given) {
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, {once: true});
  }
  return {
    signal: controller.signal,
    abort,
    release() {
      for (const signal of given) signal.removeEventListener('abort', abort);
    },
  };
}
