import assert from 'node:assert/strict';
import {test} from 'node:test';
import {calmEvents} from '../../src/deploy-front/calm-events.ts';
import type {DeployEvent} from '../../src/domain/deploy/events.ts';
import {completeView, doomedView, ended, pod, view} from '../helpers/deploy-samples.ts';

/** Events, each with the time at which it comes -> what is passed on, as `type` or the pod's age. */
function passed(events: readonly (readonly [atMs: number, event: DeployEvent])[]): string[] {
  const sent: string[] = [];
  let clock = 0;
  const calm = calmEvents({
    everyMs: 1000,
    now: () => clock,
    send: (event) =>
      sent.push(
        event.type === 'rollout' ? `${event.view.verdict.word} ${event.view.rows[0]?.ageMs}` : event.type,
      ),
  });
  for (const [atMs, event] of events) {
    clock = atMs;
    calm.take(event);
  }
  return sent;
}

const aged = (ageMs: number): DeployEvent => ({
  type: 'rollout',
  view: view({rows: [pod({ageMs})], eta: {pullingForMs: ageMs}}),
  afterMs: ageMs,
});
const looked = (at: typeof doomedView): DeployEvent => ({type: 'rollout', view: at, afterMs: 0});

test('ages alone are passed on once a second, the newest of them', () => {
  const events = [0, 100, 500, 900, 1000, 1500, 2100].map((ms) => [ms, aged(ms)] as const);
  assert.deepEqual(passed(events), ['progressing 0', 'progressing 1000', 'progressing 2100']);
});

test('news are passed on at once, but five times a second at most', () => {
  assert.deepEqual(
    passed([
      [0, aged(0)],
      [250, looked(doomedView)],
      [300, looked(completeView)],
      [400, looked(doomedView)],
      [460, looked(completeView)],
    ]),
    ['progressing 0', 'doomed 36000', 'complete 36000'],
  );
});

test('the newest view goes before whatever follows it, and is never lost', () => {
  assert.deepEqual(
    passed([
      [0, aged(0)],
      [10, aged(10)],
      [20, {type: 'settling', forMs: 1}],
      [30, looked(completeView)],
      [40, ended()],
    ]),
    ['progressing 0', 'progressing 10', 'settling', 'complete 36000', 'end'],
  );
});
