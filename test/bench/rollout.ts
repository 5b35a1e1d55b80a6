/** Bundled and run by `npm run bench`: the rollout reducer with a crowd of changing pods. Prints one JSON line. */
import {reduce} from '../../src/domain/rollout/reduce.ts';
import {viewRollout} from '../../src/domain/rollout/view-rollout.ts';
import {createRollout} from '../../src/domain/rollout/create-rollout.ts';
import type {RolloutInput} from '../../src/domain/rollout/types.ts';
import {deployment, pod, replicaSet} from '../domain/rollout/objects.ts';

const PODS = 5000;
const CHANGES = 40_000;
const TICKS = 2000;
const VIEWS = 20;

const podAt = (index: number, restarts: number) =>
  pod(`pod-${index}`, {
    metadata: {name: `delegate-new-set-${index}`},
    container: {restartCount: restarts, ready: restarts % 2 === 0},
  });

const reset = (kind: 'deployments' | 'replicasets' | 'pods' | 'events', items: unknown[]): RolloutInput => ({
  type: 'reset',
  kind,
  items,
  resourceVersion: '1',
});

let state = [
  {type: 'tick', nowMs: 0} as const,
  {type: 'baseline', deployment: undefined} as const,
  {type: 'applied', objects: []} as const,
  reset('deployments', [deployment({spec: {replicas: PODS}})]),
  reset('replicasets', [replicaSet('new-set', {spec: {replicas: PODS}})]),
  reset(
    'pods',
    Array.from({length: PODS}, (_, index) => podAt(index, 0)),
  ),
  reset('events', []),
].reduce<ReturnType<typeof createRollout>>(
  reduce,
  createRollout({target: {namespace: 'delegates', name: 'delegate'}}),
);

const changes = Array.from({length: CHANGES}, (_, index) => podAt(index % PODS, index));

function milliseconds(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

const changing = milliseconds(() => {
  for (const object of changes)
    state = reduce(state, {type: 'event', kind: 'pods', change: 'MODIFIED', object});
});
const ticking = milliseconds(() => {
  for (let tick = 1; tick <= TICKS; tick++) state = reduce(state, {type: 'tick', nowMs: tick * 10});
});
const viewing = milliseconds(() => {
  for (let view = 0; view < VIEWS; view++) viewRollout(state);
});

process.stdout.write(
  `${JSON.stringify({
    pods: PODS,
    eventsPerSecond: Math.round(CHANGES / (changing / 1000)),
    tickMicroseconds: Math.round((ticking / TICKS) * 1000),
    viewMilliseconds: Math.round(viewing / VIEWS),
    residentMegabytes: Math.round(process.memoryUsage.rss() / 1e6),
  })}\n`,
);
