import type {TestContext} from 'node:test';
import type {RolloutInput, StreamKind} from '../../../src/domain/rollout/types.ts';
import type {WatchTiming} from '../../../src/services/kubectl/watch/timing.ts';
import {watchRollout, type WatchRequest} from '../../../src/services/kubectl/watch.ts';

/** Short times, so that a broken watch is back at once. */
export const QUICK: Partial<WatchTiming> = {
  tick: 50,
  backoff: 10,
  maxBackoff: 50,
  busy: 20,
  poll: 50,
  forbidden: 100,
  minLife: 60_000,
  maxLife: 60_000,
};

export interface WatchReader {
  readonly inputs: readonly RolloutInput[];
  /** Names and resourceVersions as a reader of the inputs knows them. */
  known(kind: StreamKind): Readonly<Record<string, string>>;
  /** How many ticks have come. */
  ticks(): number;
  /** Last word on a stream. */
  state(kind: StreamKind): {state: string; reason?: string | undefined} | undefined;
  /** Resolves when the condition holds; it is asked after every input. */
  until(condition: () => boolean): Promise<void>;
  stop(): Promise<void>;
}

/** Reads a watch in the background until the test ends. */
export function readWatch(t: TestContext, request: Omit<WatchRequest, 'watched'>): WatchReader {
  const stop = new AbortController();
  const inputs: RolloutInput[] = [];
  const known = new Map<StreamKind, Map<string, string>>();
  const states = new Map<StreamKind, {state: string; reason?: string | undefined}>();
  const waiting = new Set<() => void>();
  let ticks = 0;
  const entry = (object: unknown): [string, string] => {
    const {name, resourceVersion} = (object as {metadata: {name: string; resourceVersion: string}}).metadata;
    return [name, resourceVersion];
  };
  function take(input: RolloutInput): void {
    if (input.type === 'reset') known.set(input.kind, new Map(input.items.map(entry)));
    if (input.type === 'event') {
      const [name, version] = entry(input.object);
      const map = known.get(input.kind) ?? new Map<string, string>();
      if (input.change === 'DELETED') map.delete(name);
      else map.set(name, version);
    }
    if (input.type === 'stream') states.set(input.kind, {state: input.state, reason: input.reason});
  }
  const done = (async () => {
    const watched = {name: 'custom-del', selector: 'harness.io/name=custom-del'};
    for await (const input of watchRollout({timing: QUICK, ...request, watched, signal: stop.signal})) {
      if (input.type === 'tick') ticks += 1;
      else inputs.push(input);
      take(input);
      for (const check of waiting) check();
    }
  })();
  const end = async () => {
    stop.abort();
    await done;
  };
  t.after(end);
  return {
    inputs,
    known: (kind) =>
      Object.fromEntries([...(known.get(kind) ?? [])].sort(([left], [right]) => (left < right ? -1 : 1))),
    ticks: () => ticks,
    state: (kind) => states.get(kind),
    until: (condition) =>
      new Promise((resolve) => {
        const check = () => {
          if (!condition()) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    stop: end,
  };
}
