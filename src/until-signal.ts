import {endBySignal} from './end-by-signal.ts';

interface UntilSignal<Exit, Name extends NodeJS.Signals> {
  /** Signals that end the screens. */
  readonly names: readonly Name[];
  /** True for a signal that is for another program, which has the terminal. */
  readonly isForOthers?: (name: Name) => boolean;
  /** Tells the machine that one came. */
  readonly onSignal: () => void;
  readonly stdin: NodeJS.ReadStream;
  readonly run: () => Promise<Exit>;
  /** Ends what was started; also where `run` throws. */
  readonly close: () => Promise<void>;
}

const ignore = (): void => undefined;

/**
 * Runs screens to their end, and tells them when the process is asked to end. Resolves with their end and the
 * last of the signals. Throws what `run` throws.
 */
export async function untilSignal<Exit, Name extends NodeJS.Signals>({
  names,
  isForOthers = () => false,
  onSignal,
  stdin,
  run,
  close,
}: UntilSignal<Exit, Name>): Promise<{readonly exit: Exit; readonly signal: Name | undefined}> {
  let signal: Name | undefined;
  const hear = (name: NodeJS.Signals): void => {
    const known = names.find((each) => each === name);
    if (known === undefined || isForOthers(known)) return;
    signal = known;
    onSignal();
  };
  for (const name of names) process.on(name, hear);
  // Reading from a terminal that is gone fails before the signal comes; the signal is what counts.
  stdin.on('error', ignore);
  try {
    const exit = await run();
    return {exit, signal};
  } finally {
    await close();
    for (const name of names) process.off(name, hear);
    stdin.off('error', ignore);
    // The terminal is gone, and Node aborts where it cannot set it back: nothing of ours is left, so end as asked.
    if (signal === 'SIGHUP') await endBySignal(signal);
  }
}
