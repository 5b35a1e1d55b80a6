/** Long enough for a signal to come back to us, in ms. */
const SIGNAL_MS = 1000;

/** Ends the process by the signal. What listens for it to restore the cursor sends it on once more. */
export async function endBySignal(signal: NodeJS.Signals): Promise<void> {
  process.kill(process.pid, signal);
  await new Promise((resolve) => setTimeout(resolve, SIGNAL_MS));
}
