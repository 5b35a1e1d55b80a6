import {END_SIGNALS} from '../domain/end-signals.ts';

/**
 * Before one of the signals ends the process, `restore` is called. Where others listen already, they end the
 * app in their own way, and nothing is done here. While the terminal is lent, SIGINT is for who has it; while we are
 * stopped, it is for us. Returns the way out.
 */
export function beforeEndSignals(restore: () => void, isLent: () => boolean): () => void {
  const names = END_SIGNALS.filter((name) => process.listenerCount(name) === 0);
  const onSignal = (name: NodeJS.Signals): void => {
    if (name === 'SIGINT' && isLent()) return;
    stop();
    restore();
    process.kill(process.pid, name);
  };
  const stop = (): void => {
    for (const name of names) process.off(name, onSignal);
  };
  for (const name of names) process.on(name, onSignal);
  return stop;
}
