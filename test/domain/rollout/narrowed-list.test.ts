import assert from 'node:assert/strict';
import {test} from 'node:test';
import {lookUp, valuesOf} from '../../../src/domain/rollout/buckets.ts';
import type {RolloutState} from '../../../src/domain/rollout/create-rollout.ts';
import {viewRollout} from '../../../src/domain/rollout/view-rollout.ts';
import {drop, event, pass, pod, put, reduceAll, reset, underWay} from './objects.ts';

const unscheduled = pod('one', {
  conditions: [
    {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message: '0/3 nodes are available: 3 Insufficient cpu.',
    },
  ],
});
const scaleUp = event('one', 'TriggeredScaleUp', 'pool 3->4', {type: 'Normal', container: ''});
const warning = event('one', 'FailedScheduling', '0/3 nodes are available', {container: ''});
const narrowed = (items: readonly unknown[]) => ({...reset('events', items), narrowed: true as const});
const codes = (state: RolloutState) =>
  viewRollout(pass(state, 60_000))
    .findings.map(({code}) => code)
    .join();
const reasons = (state: RolloutState) =>
  Array.from(valuesOf(state.events))
    .flat()
    .map(({reason}) => reason)
    .toSorted();

const scaling = reduceAll(underWay([], [unscheduled]), [put('events', scaleUp), put('events', warning)]);

test('a list without ordinary events takes none of them away: a scale-up goes on', () => {
  assert.equal(codes(scaling), 'scaling-up');
  assert.equal(codes(reduceAll(scaling, [narrowed([warning])])), 'scaling-up');
  assert.equal(codes(reduceAll(scaling, [reset('events', [warning])])), 'unschedulable', 'a whole list does');
});

test('warnings that such a list lacks are gone, and one that it has is there once', () => {
  assert.deepEqual(reasons(reduceAll(scaling, [narrowed([])])), ['TriggeredScaleUp']);
  assert.deepEqual(reasons(reduceAll(scaling, [narrowed([warning, scaleUp])])), [
    'FailedScheduling',
    'TriggeredScaleUp',
  ]);
});

test('they do not pile up: what they tell about has to be there, and each has its bound', () => {
  const gone = reduceAll(scaling, [drop('pods', unscheduled), narrowed([])]);
  assert.equal(gone.events.size, 0);
  const many = Array.from({length: 200}, (_, at) =>
    put('events', event('one', 'Pulling', 'x', {type: 'Normal', at})),
  );
  const full = reduceAll(reduceAll(scaling, many), [narrowed([warning]), narrowed([warning])]);
  assert.equal(lookUp(full.events, 'one')?.length, 50);
});
