import {END_SIGNALS, type EndSignal} from '../domain/end-signals.ts';
import {endBySignal} from './end-by-signal.ts';

interface UntilSignal<Exit> {
  /** True for a signal that is for another program, which has the terminal. */
  readonly isForOthers?: (name: EndSignal) => boolean;
  /** Tells the machine that one came. */
  readonly onSignal: () => void;
  readonly stdin: NodeJS.ReadStream;
  readonly run: () => Promise<Exit>;
  /** Ends what was started; also where `run` throws. */
  readonly close: () => Promise<void>;
}

const ignore = (): void => undefined;

/** Whoever presses Ctrl+C once more than it takes still reads what is said at the end. In ms. */
const LATE_INTERRUPT_MS = 2000;

/** A screen that follows has the terminal in raw mode, and hears of the key itself. */
function forgiveLateInterrupt(stdin: NodeJS.ReadStream): void {
  if (stdin.isRaw) return;
  process.on('SIGINT', ignore);
  setTimeout(() => process.off('SIGINT', ignore), LATE_INTERRUPT_MS).unref();
}

/**
 * Runs screens to their end, and tells them when the process is asked to end. Resolves with their end and the
 * last of the signals. Throws what `run` throws.
 */
export async function untilSignal<Exit>({
  isForOthers = () => false,
  onSignal,
  stdin,
  run,
  close,
}: UntilSignal<Exit>): Promise<{readonly exit: Exit; readonly signal: EndSignal | undefined}> {
  let signal: EndSignal | undefined;
  const hear = (name: NodeJS.Signals): void => {
    const ours = END_SIGNALS.find((each) => each === name);
    if (ours === undefined || isForOthers(ours)) return;
    signal = ours;
    onSignal();
  };
  for (const name of END_SIGNALS) process.on(name, hear);
  // Reading from a terminal that is gone fails before the signal comes; the signal is what counts.
  stdin.on('error', ignore);
  try {
    const exit = await run();
    return {exit, signal};
  } finally {
    await close();
    forgiveLateInterrupt(stdin);
    for (const name of END_SIGNALS) process.off(name, hear);
    stdin.off('error', ignore);
    // The terminal is gone, and Node aborts where it cannot set it back: nothing of ours is left, so end as asked.
    if (signal === 'SIGHUP') await endBySignal(signal);
  }
}
