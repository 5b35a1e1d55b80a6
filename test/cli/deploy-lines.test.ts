import assert from 'node:assert/strict';
import {test} from 'node:test';
import {eventLines} from '../../src/commands/deploy/event-lines.ts';
import {jsonLines} from '../../src/commands/deploy/json-lines.ts';
import type {DeployEvent} from '../../src/domain/deploy/events.ts';
import type {RolloutView} from '../../src/domain/rollout/types.ts';
import {sampleFinding, samplePod, sampleView, withStream, withVerdict} from '../deploy/sample-view.ts';

const rollout = (seconds: number, view: RolloutView): DeployEvent => ({
  type: 'rollout',
  view,
  afterMs: seconds * 1000,
});

/** Lines of all events, and of nothing else. */
function linesOf(events: readonly DeployEvent[], lines = eventLines()): string[] {
  return events.flatMap((event) => [...lines(event)]);
}

const CREATING = samplePod({word: 'ContainerCreating'});

test('every thing that happens is one line, and nothing is told twice', () => {
  const complete = sampleView({
    phase: 'complete',
    sentence: 'deployment "custom-del" successfully rolled out',
    rows: [samplePod({ready: true})],
    verdict: {word: 'complete', sentence: 'Complete: custom-del serves revision 2.'},
  });
  const lines = linesOf([
    rollout(0, sampleView({rows: [CREATING]})),
    rollout(1, sampleView({rows: [{...CREATING, ageMs: 1000}]})),
    rollout(5, sampleView({rows: [samplePod()]})),
    rollout(65, complete),
    rollout(66, complete),
  ]);
  assert.deepEqual(lines, [
    '0:00   Rollout  0 of 1 updated replicas are available...',
    '0:00   Pod      custom-del-1 ContainerCreating',
    '0:05   Pod      custom-del-1 Running',
    '1:05   Rollout  deployment "custom-del" successfully rolled out',
    '1:05   Pod      custom-del-1 Running, ready',
    '1:05   Verdict  Complete: custom-del serves revision 2.',
  ]);
});

test('advice beside the check that refused is not given again at the end', () => {
  const next = 'Check that the cluster runs, and the server address of the context.';
  const result = {
    outcome: 'refused',
    sentence: 'Nothing was changed. It refused the connection.',
    next: [next, 'Or apply later.'],
    context: 'c',
    server: 's',
    namespace: 'n',
    seconds: 0,
  } as const;
  assert.deepEqual(
    linesOf([
      {type: 'check', id: 'server', state: 'fail', text: 'It refused the connection.', next},
      {type: 'end', exitCode: 3, result},
    ]),
    ['Check    refused  It refused the connection.', `         ${next}`, 'Next     Or apply later.'],
  );
});

test('what stands behind a check is told where its sentence does not say it, and not without end', () => {
  const told = (check: Partial<DeployEvent & {type: 'check'}>) =>
    linesOf([{type: 'check', id: 'trial', state: 'fail', text: 'Secret a: no.', next: 'Mend it.', ...check}]);
  const head = 'Check    refused  Secret a: no.';
  const next = '         Mend it.';
  assert.deepEqual(told({details: ['Secret a: no.', '', 'Secret b:\u001b[2J no.']}), [
    head,
    '         Secret b: no.',
    next,
  ]);
  const many = told({details: Array.from({length: 20}, (_, index) => `object ${index}`)});
  assert.deepEqual([many.length, many.at(-2), many.at(-1)], [11, '         and 12 more', next]);
  // What a server that is none answers is for those who read the events.
  assert.deepEqual(told({id: 'server', details: ['<html>']}), [head, next]);
});

test('states that take turns are told once each', () => {
  const words = ['ErrImagePull', 'ImagePullBackOff', 'ErrImagePull', 'ImagePullBackOff', 'ErrImagePull'];
  const lines = linesOf(words.map((word, index) => rollout(index, sampleView({rows: [samplePod({word})]}))));
  assert.equal(lines.filter((line) => line.includes('Pod ')).length, 2);
});

test('a finding says cause, evidence and next step, and later only what has changed', () => {
  const worse = sampleFinding({cause: 'The registry does not have it; tried 3 times.'});
  const lines = linesOf([
    rollout(3, sampleView({sentence: '', findings: [sampleFinding({severity: 'T'})]})),
    rollout(9, sampleView({sentence: '', findings: [sampleFinding({severity: 'F'})]})),
    rollout(12, sampleView({sentence: '', findings: [worse]})),
  ]);
  assert.deepEqual(lines, [
    '0:03   Notice   custom-del-1: image not found. The registry does not have it.',
    '                manifest unknown',
    '                Push it.',
    '0:12   Problem  custom-del-1: image not found. The registry does not have it; tried 3 times.',
  ]);
});

test('ages are told every 30 s at most, and only while nothing else happens', () => {
  const pulling = (seconds: number) => rollout(seconds, sampleView({eta: {pullingForMs: seconds * 1000}}));
  const lines = linesOf(Array.from({length: 100}, (_, second) => pulling(second)));
  assert.deepEqual(lines.slice(1), [
    '0:30   Still    pulling the image for 30 s',
    '1:00   Still    pulling the image for 1 min',
    '1:30   Still    pulling the image for 1 min 30 s',
  ]);
});

test('a line that breaks for a moment is not worth a word, a long silence is', () => {
  const stale = (forMs: number) =>
    withStream('pods', {state: 'stale', forMs, reason: 'The connection was lost.'});
  const lines = linesOf([
    rollout(0, sampleView()),
    rollout(1, stale(900)),
    rollout(2, sampleView()),
    rollout(8, stale(5000)),
    rollout(9, stale(6000)),
    rollout(10, sampleView()),
    rollout(20, stale(5000)),
  ]);
  assert.deepEqual(lines.slice(1), [
    '0:08   Line     no word for 5 s about pods. The connection was lost.',
    '0:10   Line     the cluster is heard again',
  ]);
});

test('a moment without a verdict is not told', () => {
  const words = ['complete', 'unknown', 'complete', 'unknown'] as const;
  const lines = linesOf(words.map((word, second) => rollout(second, withVerdict(word))));
  assert.equal(lines.filter((line) => line.includes('Verdict')).length, 1);
  const long = linesOf([0, 3, 6].map((second) => rollout(second, withVerdict('unknown'))));
  assert.equal(long.filter((line) => line.includes('Verdict')).length, 1);
});

test('the same log is shown once, whichever run it is called', () => {
  const log = {type: 'log', pod: 'p', container: 'delegate', lines: ['one', 'two']} as const;
  assert.deepEqual(
    linesOf([
      {...log, previous: false},
      {...log, previous: true},
    ]),
    ['Log      p, container delegate, last 2 lines', '         | one', '         | two'],
  );
});

test('JSON: a rollout in which only ages grow is told once', () => {
  const lines = jsonLines();
  const view = (ageMs: number) => sampleView({rows: [samplePod({ageMs})], eta: {pullingForMs: ageMs}});
  const printed = [0, 1, 2, 29, 31].flatMap((second) => lines(rollout(second, view(second * 1000))));
  assert.deepEqual(
    printed.map((line) => (JSON.parse(line) as {afterMs: number}).afterMs),
    [0, 31_000],
  );
});

test('a watch of days still tells what is new, and forgets what is long gone', () => {
  const lines = eventLines();
  const pods = Array.from({length: 12_000}, (_, index) => samplePod({uid: `uid-${index}`}));
  for (const pod of pods) linesOf([rollout(0, sampleView({rows: [CREATING, pod]}))], lines);
  const last = sampleView({rows: [CREATING, samplePod({uid: 'uid-last', pod: 'custom-del-last'})]});
  assert.deepEqual(linesOf([rollout(1, last)], lines), ['0:01   Pod      custom-del-last Running']);
});
