import {logKey} from '../domain/rollout/log-key.ts';
import type {RolloutInput, WantedLog} from '../domain/rollout/types.ts';
import type {Connection} from '../services/kubectl/kubectl-types.ts';
import {readLog} from '../services/kubectl/logs.ts';

type LogInput = Extract<RolloutInput, {type: 'logs'}>;

export interface ReadLogs {
  readonly input: LogInput;
  /** Whether somebody should see it: it explains a finding. */
  readonly shown: boolean;
}

/** Reads logs beside the watch. */
export interface LogDesk {
  /**
   * Begins to read what is not being read already, and was not asked for a moment ago. With `search` more lines
   * are read, to look for something in them; with `again` it does not matter when they were asked for.
   */
  readonly want: (
    logs: readonly WantedLog[],
    how?: {readonly search?: boolean; readonly again?: boolean},
  ) => void;
  /** What has come since the last call. */
  readonly take: () => readonly ReadLogs[];
  /** Settles when nothing is being read. */
  readonly idle: () => Promise<void>;
}

/** A log that could not be read is asked for again after so long. */
const AGAIN_MS = 3000;
const SEARCHED_LINES = 1000;

export function logDesk(connection: Connection, signal: AbortSignal): LogDesk {
  const running = new Map<string, Promise<void>>();
  const askedAt = new Map<string, number>();
  let arrived: ReadLogs[] = [];
  async function read(log: WantedLog, search: boolean): Promise<void> {
    const tail = search ? {tail: SEARCHED_LINES} : {};
    const {state, lines} = await readLog({connection, ...log, signal, ...tail});
    if (state === 'read' && !signal.aborted)
      arrived.push({input: {type: 'logs', ...log, lines}, shown: !search});
  }
  return {
    want(logs, {search = false, again = false} = {}) {
      for (const log of logs) {
        const key = logKey(log);
        const now = performance.now();
        const isEarly = !again && now - (askedAt.get(key) ?? -AGAIN_MS) < AGAIN_MS;
        if (running.has(key) || isEarly) continue;
        askedAt.set(key, now);
        running.set(
          key,
          read(log, search).finally(() => running.delete(key)),
        );
      }
    },
    take() {
      const taken = arrived;
      arrived = [];
      return taken;
    },
    async idle() {
      await Promise.all(running.values());
    },
  };
}
