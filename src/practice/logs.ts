import type {Clock} from './clock.ts';
import type {ContainerRun, Logs} from './cluster.ts';

const RUNS_KEPT = 2;

/** An empty log book. Like the kubelet's, it keeps the present and the previous run of a container. */
export function createLogs(clock: Clock): Logs {
  const book = new Map<string, ContainerRun[]>();
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    runs: (podUid, container) => book.get(`${podUid}/${container}`) ?? [],
    begin(podUid, container) {
      const run: ContainerRun = {lines: [], ended: false};
      const key = `${podUid}/${container}`;
      book.set(key, [...(book.get(key) ?? []), run].slice(-RUNS_KEPT));
      return run;
    },
    write(run, text) {
      run.lines.push({time: clock.now(), text});
      tell();
    },
    end(run) {
      run.ended = true;
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
