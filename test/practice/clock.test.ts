import assert from 'node:assert/strict';
import {test} from 'node:test';
import {watchClock} from '../../src/deploy/watch-clock.ts';
import {createRollout} from '../../src/domain/rollout/create-rollout.ts';
import {reduce} from '../../src/domain/rollout/reduce.ts';
import {STREAM_KINDS, type StreamKind} from '../../src/domain/rollout/types.ts';
import {viewRollout} from '../../src/domain/rollout/view-rollout.ts';
import {realClock} from '../../src/practice/clock.ts';
import {resourceOf} from '../../src/practice/kinds.ts';
import {scenarioNamed} from '../../src/practice/scenarios.ts';
import {applyManifest, clusterOf} from '../helpers/play-scenario.ts';

/** What kubectl and the pipe to us take, in real time. */
const LATE_MS = 100;
/** Until every kind has been read: so long the watch does not hurry. */
const UNHEARD_MS = 600;
const STEP_PLAYED_MS = 200;
const LIMIT_PLAYED_MS = 10 * 60_000;

const flush = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
const kindOf = (resource: string): StreamKind | undefined =>
  STREAM_KINDS.find((kind) => resource.split('.')[0] === kind);

for (const speed of [5, 20]) {
  test(`at speed ${speed}, what is said about the wait for "available" comes true`, async (t) => {
    t.mock.timers.enable({apis: ['setTimeout']});
    let realMs = 1000;
    const scenario = scenarioNamed('ok');
    assert.ok(scenario);
    const played = realClock({speed, real: () => realMs});
    const reader = watchClock(() => realMs);
    const cluster = clusterOf(scenario, played);
    applyManifest(cluster);

    let state = reduce(createRollout({target: {namespace: 'harness-delegate-ng', name: 'custom-del'}}), {
      type: 'tick',
      nowMs: reader.now(),
    });
    const resources = cluster.kinds.map(resourceOf);
    for (const kind of STREAM_KINDS) {
      const resource = resources.find((one) => kindOf(one) === kind) ?? kind;
      state = reduce(state, {type: 'reset', kind, resourceVersion: '1', items: cluster.store.list(resource)});
    }
    const underway: {readonly atMs: number; readonly deliver: () => void}[] = [];
    cluster.store.subscribe(({type: change, resource, object}) => {
      const kind = kindOf(resource);
      if (kind === undefined) return;
      const deliver = (): void => void (state = reduce(state, {type: 'event', kind, change, object}));
      underway.push({atMs: realMs + LATE_MS, deliver});
    });

    const foretold: number[] = [];
    let completeAt: number | undefined;
    for (let passed = 0; passed < LIMIT_PLAYED_MS && completeAt === undefined; passed += STEP_PLAYED_MS) {
      realMs += STEP_PLAYED_MS / speed;
      t.mock.timers.tick(STEP_PLAYED_MS / speed);
      await flush();
      if (realMs - 1000 >= UNHEARD_MS) reader.setRate(speed);
      while ((underway[0]?.atMs ?? Infinity) <= realMs) underway.shift()?.deliver();
      state = reduce(state, {type: 'tick', nowMs: reader.now()});
      const {eta, verdict} = viewRollout(state);
      if (eta.availableInMs !== undefined) foretold.push(reader.now() + eta.availableInMs);
      if (verdict.word === 'complete') completeAt = reader.now();
    }
    played.close();

    assert.ok(completeAt !== undefined);
    const errors = foretold.map((each) => Math.round((each - (completeAt ?? 0)) / 1000));
    // It is told for as long as the wait takes, from its first second to its last.
    assert.ok(errors.length * STEP_PLAYED_MS >= 115_000, `${errors.length}`);
    assert.deepEqual(
      errors.filter((error) => Math.abs(error) > 5),
      [],
    );
  });
}

test('what is due runs in the order of its time, however long the process was kept from it', async () => {
  let realMs = 0;
  const clock = realClock({speed: 100, real: () => realMs});
  const done: string[] = [];
  await new Promise<void>((resolve) => {
    // As long as the last wait, and due before most others: Node would run both together.
    clock.after(4, () => done.push('another container'));
    realMs = 20;
    clock.after(1, () => done.push('first line'));
    clock.after(3, () => {
      done.push('last line');
      queueMicrotask(() => done.push('what it sets going'));
    });
    clock.after(3, () => done.push('what follows it'));
    const cancel = clock.after(3.5, () => done.push('cancelled'));
    clock.after(4, () => {
      done.push('end');
      clock.after(0, resolve);
    });
    cancel();
    realMs = 80;
  });
  clock.close();
  assert.deepEqual(done, [
    'first line',
    'another container',
    'last line',
    'what it sets going',
    'what follows it',
    'end',
  ]);
});
