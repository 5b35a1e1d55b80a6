import {fstatSync, statSync} from 'node:fs';
import {devNull} from 'node:os';

/** Long enough for a signal to come back to us, in ms. */
const SIGNAL_MS = 1000;

/** Ends the process by the signal. What listens for it to restore the cursor sends it on once more. */
export async function endBySignal(signal: NodeJS.Signals): Promise<void> {
  process.kill(process.pid, signal);
  await new Promise((resolve) => setTimeout(resolve, SIGNAL_MS));
}

/** Also of a terminal that is gone, which is none any more for those who ask it. */
function isTerminal(descriptor: number): boolean {
  const stats = fstatSync(descriptor);
  return stats.isCharacterDevice() && stats.rdev !== statSync(devNull).rdev;
}

/** Node aborts where it cannot set a terminal back that is gone: ends by SIGHUP, of which a shell makes the same code. */
export async function endWithTerminal(): Promise<void> {
  if (process.platform !== 'win32' && [0, 1, 2].some(isTerminal)) await endBySignal('SIGHUP');
}
