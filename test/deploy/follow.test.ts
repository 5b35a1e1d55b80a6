import assert from 'node:assert/strict';
import {chmodSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, test, type TestContext} from 'node:test';
import {deploy} from '../../src/deploy/deploy.ts';
import {follow} from '../../src/deploy/follow.ts';
import {goOn} from '../../src/deploy/go-on.ts';
import {openPractice, type OpenedPractice} from '../../src/deploy/open-target.ts';
import type {DeployEvent} from '../../src/domain/deploy/events.ts';
import {practiceManifests} from '../../src/domain/deploy/practice-manifests.ts';
import {beginWatch} from '../../src/domain/deploy/watch-end.ts';
import {ATTENDED, UNATTENDED} from '../../src/domain/deploy/watch-options.ts';
import {createRollout} from '../../src/domain/rollout/create-rollout.ts';
import {reduce} from '../../src/domain/rollout/reduce.ts';
import {exampleManifest} from '../../src/inputs/example-manifest.ts';
import {needs} from '../helpers/needs.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const delegate = {name: 'custom-del', namespace: 'harness-delegate-ng'};

async function practice(t: TestContext, scenario: string, serving: boolean): Promise<OpenedPractice> {
  const opened = await openPractice({scenario, delegate, serving, env: process.env, speed: 200});
  t.after(opened.close);
  return opened;
}

/** One that says no to the undo sees what was there before. */
test('a watch that goes on gives nothing before every kind was read again, then the time first', () => {
  const kinds = ['deployments', 'replicasets', 'pods', 'events'] as const;
  const live = kinds.map((kind) => ({type: 'stream', kind, state: 'live', sinceMs: 9}) as const);
  const state = live.reduce(reduce, reduce(createRollout({target: delegate}), {type: 'tick', nowMs: 9}));
  let nowMs = 40;
  const clock = {now: () => nowMs, setRate: () => undefined};
  const left = {state, clock, memory: beginWatch(0), started: 0};
  const begin = () => goOn(left, () => nowMs);
  const take = begin();
  const [last, ...first] = live.toReversed();
  assert.ok(last);
  assert.deepEqual([{type: 'tick', nowMs} as const, ...first].flatMap(take), []);
  assert.deepEqual(take(last), [{type: 'tick', nowMs}, ...first, last]);
  assert.deepEqual(take(last), [last]);

  const silent = begin();
  assert.deepEqual(first.flatMap(silent), []);
  nowMs = 9000;
  const [stale, tick, ...others] = silent({type: 'tick', nowMs});
  assert.deepEqual(stale, {type: 'stream', kind: last.kind, state: 'stale', sinceMs: 9});
  assert.deepEqual([tick, ...others], [{type: 'tick', nowMs}, ...first]);
});

describe('following a rollout', {...needs('kubectl'), concurrency: 1}, () => {
  test('asks for no login once it is complete; what cannot be heard is shown', async (t) => {
    const {cluster, ...place} = await practice(t, 'ok', true);
    const leave = new AbortController();
    let asked = 0;
    const login = async () => {
      asked++;
      return true;
    };
    const request = {
      ...place,
      name: delegate.name,
      selector: `harness.io/name=${delegate.name}`,
      known: [],
      options: {...ATTENDED, settleMs: 3_600_000},
    };
    const events = follow(request, {leave: leave.signal, login});
    for (;;) {
      const {value, done} = await events.next();
      if (done) {
        assert.deepEqual([value.outcome, value.wasComplete, asked], ['detached', true, 0]);
        return;
      }
      if (value.type === 'settling') {
        // The watches that go on are cut, and the next ones are refused.
        cluster.inject({kind: 'token-expired-401', afterSeconds: 0, forSeconds: 1_000_000});
        cluster.inject('connection-reset');
      }
      const streams = value.type === 'rollout' ? Object.values(value.view.streams) : [];
      if (streams.some(({state}) => state === 'auth')) leave.abort();
    }
  });

  test('reads a log once more before the end when the cause may stand in it', async (t) => {
    const {cluster: _cluster, ...place} = await practice(t, 'exec-format-error', false);
    const {kubectl} = place.connection;
    const directory = temporaryDirectory(t);
    const path = join(directory, 'kubectl');
    // The first time, the container has only just ended, and nobody has its log.
    const early = `case " $* " in *" logs "*) if mkdir '${directory}/once' 2>/dev/null; then exit 1; fi;; esac`;
    writeFileSync(path, `#!/bin/sh\n${early}\nexec '${kubectl.path}' "$@"\n`);
    chmodSync(path, 0o755);
    const run = deploy(
      {
        ...place,
        connection: {...place.connection, kubectl: {...kubectl, path}},
        manifests: practiceManifests([exampleManifest(delegate)]),
        options: UNATTENDED,
        now: new Date(0),
      },
      {confirm: async () => true, takeOver: async () => true, confirmUndo: async () => false},
    );
    const events: DeployEvent[] = [];
    for await (const event of run) events.push(event);
    const end = events.at(-1);
    assert.ok(end?.type === 'end');
    assert.match(end.result.sentence, /built for another architecture/);
  });
});
