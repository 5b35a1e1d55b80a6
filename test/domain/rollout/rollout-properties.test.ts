import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {createRollout} from '../../../src/domain/rollout/create-rollout.ts';
import type {RolloutState} from '../../../src/domain/rollout/create-rollout.ts';
import {reduce} from '../../../src/domain/rollout/reduce.ts';
import {STREAM_KINDS} from '../../../src/domain/rollout/types.ts';
import type {RolloutInput, RolloutView, StreamKind} from '../../../src/domain/rollout/types.ts';
import {viewRollout} from '../../../src/domain/rollout/view-rollout.ts';
import {pass, reduceAll} from './objects.ts';
import {recordedInputs} from './replay.ts';

const NAMES = [
  'first-deploy-ok',
  'update-slow',
  'update-ok-min-ready',
  'update-crash-loop',
  'update-oom',
  'update-image-not-found-then-undo',
  'missing-secret-then-created',
  'quota-exceeded-then-raised',
  'openshift-scc-denied-then-anyuid',
  'pod-security-denied',
  'webhook-unreachable',
  'unschedulable',
  'deadline-then-fixed',
  'namespace-deleted',
  'evicted-pod',
  'superseded',
] as const;

type Change = Extract<RolloutInput, {type: 'event'}>;
interface History {
  readonly target: RolloutState['target'];
  /** Baseline, lists and the first apply. */
  readonly opening: readonly RolloutInput[];
  readonly changes: readonly Change[];
}

const HISTORIES = new Map<string, History>(
  NAMES.map((name) => {
    const {target, inputs} = recordedInputs(name);
    const all = inputs.map(({input}) => input);
    const first = all.find(({type}) => type === 'applied');
    const before = all.filter(({type}) => type === 'baseline' || type === 'reset');
    const changes = all.filter((input): input is Change => input.type === 'event');
    return [name, {target, opening: first ? [...before, first] : before, changes}];
  }),
);

const history = fc.constantFrom(...NAMES).chain((name) => {
  const found = HISTORIES.get(name);
  assert.ok(found);
  return fc.nat(found.changes.length).map((cut) => ({...found, name, changes: found.changes.slice(0, cut)}));
});

const begin = ({target, opening}: History): RolloutState =>
  reduceAll(reduce(createRollout({target}), {type: 'tick', nowMs: 0}), opening);

const uidOf = (object: unknown): string => (object as {metadata?: {uid?: string}}).metadata?.uid ?? '';

/** The objects of one kind that a history leaves. */
function remaining({opening, changes}: History, kind: StreamKind): unknown[] {
  const objects = new Map<string, unknown>();
  for (const input of opening) {
    if (input.type === 'reset' && input.kind === kind)
      for (const item of input.items) objects.set(uidOf(item), item);
  }
  for (const input of changes.filter((one) => one.kind === kind)) {
    if (input.change === 'DELETED') objects.delete(uidOf(input.object));
    else if (input.change !== 'BOOKMARK') objects.set(uidOf(input.object), input.object);
  }
  return [...objects.values()];
}

const lists = (past: History): RolloutInput[] =>
  STREAM_KINDS.map((kind) => ({type: 'reset', kind, items: remaining(past, kind), resourceVersion: 'any'}));

/** A random order that keeps the order of each object's own changes, with some of them twice. */
const shuffled = (changes: readonly Change[]): fc.Arbitrary<Change[]> =>
  fc
    .tuple(
      fc.array(fc.nat(), {minLength: changes.length, maxLength: changes.length}),
      fc.array(fc.boolean(), {minLength: changes.length, maxLength: changes.length}),
    )
    .map(([picks, twice]) => {
      const queues = new Map<string, Change[]>();
      changes.forEach((change, index) => {
        const queue = queues.get(uidOf(change.object)) ?? [];
        queue.push(change);
        if (twice[index]) queue.push(change);
        queues.set(uidOf(change.object), queue);
      });
      const order: Change[] = [];
      for (let turn = 0; queues.size > 0; turn += 1) {
        const uids = [...queues.keys()];
        const uid = uids[(picks[turn % Math.max(1, picks.length)] ?? 0) % uids.length] ?? '';
        const queue = queues.get(uid) ?? [];
        const next = queue.shift();
        if (next !== undefined) order.push(next);
        if (queue.length === 0) queues.delete(uid);
      }
      return order;
    });

test('the order between objects, and repetition, do not change the end', () => {
  fc.assert(
    fc.property(
      history.chain((past) => shuffled(past.changes).map((order) => ({past, order}))),
      ({past, order}) => {
        const told = pass(reduceAll(begin(past), past.changes), 8000);
        const otherwise = pass(reduceAll(begin(past), order), 8000);
        assert.deepEqual(viewRollout(otherwise), viewRollout(told));
      },
    ),
    {numRuns: 150},
  );
});

test('a list changes nothing for one who followed the history', () => {
  fc.assert(
    fc.property(history, (past) => {
      const followed = reduceAll(begin(past), past.changes);
      assert.deepEqual(
        viewRollout(pass(reduceAll(followed, lists(past)), 8000)),
        viewRollout(pass(followed, 8000)),
      );
    }),
    {numRuns: 100},
  );
});

const essence = ({phase, sentence, counts, revision, oldRevision, rows, registration}: RolloutView) => ({
  phase,
  sentence,
  counts,
  revision,
  oldRevision,
  registration,
  rows: rows.map(({uid, word, ready, restarts, init}) => ({uid, word, ready, restarts, init})),
});

test('one who comes later and reads lists sees what one sees who was there', () => {
  fc.assert(
    fc.property(
      history.filter(
        ({name}) => !['superseded', 'deadline-then-fixed', 'update-image-not-found-then-undo'].includes(name),
      ),
      (past) => {
        const there = pass(reduceAll(begin(past), past.changes), 8000);
        const later = pass(
          reduceAll(
            begin({...past, opening: past.opening.filter(({type}) => type !== 'reset')}),
            lists(past),
          ),
          8000,
        );
        assert.deepEqual(essence(viewRollout(later)), essence(viewRollout(there)));
      },
    ),
    {numRuns: 100},
  );
});

test('a silent stream allows no verdict that is good or final', () => {
  fc.assert(
    fc.property(
      history,
      fc.constantFrom<StreamKind>('deployments', 'replicasets', 'pods'),
      fc.constantFrom('stale', 'auth'),
      fc.integer({min: 0, max: 40_000}),
      (past, kind, state, ms) => {
        const heard = pass(reduceAll(begin(past), past.changes), 8000);
        const silent = reduce(heard, {type: 'stream', kind, state, sinceMs: heard.nowMs});
        const {phase, verdict} = viewRollout(pass(silent, ms));
        assert.ok(verdict.word !== 'complete' && verdict.word !== 'doomed');
        const lost = ['deleted', 'replaced', 'superseded'].includes(phase);
        if (ms > 15_000 && !lost) assert.equal(verdict.word, 'unknown');
      },
    ),
    {numRuns: 100},
  );
});

const JUNK = fc.oneof(
  fc.constantFrom(null, '', 0, -1, Number.MAX_VALUE, true, [], {}, [null], '\u001b[31m', '9'.repeat(400), {
    length: 3,
  }),
  fc.anything(),
);

/** Replaces or removes a part of a copy, somewhere along a random path. */
function mutilate(object: unknown, path: readonly number[], junk: unknown): unknown {
  const copy: unknown = structuredClone(object);
  let current = copy as Record<string, unknown>;
  for (const [depth, pick] of path.entries()) {
    const keys = Object.keys(current);
    const key = keys[pick % Math.max(1, keys.length)];
    if (key === undefined) return copy;
    const value = current[key];
    if (depth === path.length - 1 || typeof value !== 'object' || value === null) {
      current[key] = junk;
      return copy;
    }
    current = value as Record<string, unknown>;
  }
  return copy;
}

const wound = fc.record({
  at: fc.nat(),
  path: fc.array(fc.nat({max: 30}), {minLength: 1, maxLength: 7}),
  junk: JUNK,
});

test('broken objects never throw', () => {
  fc.assert(
    fc.property(history, fc.array(wound, {minLength: 1, maxLength: 30}), (past, wounds) => {
      const changes = [...past.changes];
      for (const {at, path, junk} of wounds) {
        const place = at % Math.max(1, changes.length);
        const change = changes[place];
        if (change) changes[place] = {...change, object: mutilate(change.object, path, junk)};
      }
      const state = reduceAll(begin(past), changes);
      const relisted = reduceAll(
        state,
        lists({
          ...past,
          changes: changes.filter(({object}) => typeof object === 'object' && object !== null),
        }),
      );
      for (const reached of [state, relisted]) {
        const view = viewRollout(pass(reached, 4000));
        assert.ok(view.verdict.sentence.length > 0);
        assert.doesNotMatch(JSON.stringify(view), /\\u001b/);
      }
    }),
    {numRuns: 150},
  );
});

test('anything at all can be thrown at it', () => {
  const input = fc.oneof(
    fc.record({
      type: fc.constant('event'),
      kind: fc.constantFrom(...STREAM_KINDS),
      change: fc.constantFrom('ADDED', 'DELETED', 'ERROR'),
      object: JUNK,
    }),
    fc.record({
      type: fc.constant('reset'),
      kind: fc.constantFrom(...STREAM_KINDS),
      items: fc.array(JUNK),
      resourceVersion: fc.string(),
    }),
    fc.record({type: fc.constant('baseline'), deployment: JUNK}),
    fc.record({type: fc.constant('tick'), nowMs: fc.double()}),
    fc.record({
      type: fc.constant('logs'),
      pod: fc.string(),
      container: fc.string(),
      previous: fc.boolean(),
      lines: fc.array(fc.string()),
    }),
  ) as fc.Arbitrary<RolloutInput>;
  fc.assert(
    fc.property(fc.array(input, {maxLength: 12}), (inputs) => {
      const view = viewRollout(
        reduceAll(createRollout({target: {namespace: 'ns', name: 'delegate'}}), inputs),
      );
      assert.ok(view.verdict.word.length > 0);
    }),
    {numRuns: 200},
  );
});
