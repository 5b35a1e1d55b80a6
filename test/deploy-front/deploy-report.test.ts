import assert from 'node:assert/strict';
import {test} from 'node:test';
import {deployReport, practisedLines} from '../../src/deploy-front/deploy-report.ts';
import {unfinishedSentence} from '../../src/screens/unfinished-sentence.ts';
import {result} from '../helpers/deploy-samples.ts';

const made = {directory: 'custom-del', preset: 'delegate-tui.yaml'};

test('report: what was applied, how it ended, and how to do it again', () => {
  const exit = {
    by: 'done',
    result: result({next: ['Look at it in Harness.']}),
    exitCode: 0,
    hadBegun: true,
  } as const;
  assert.deepEqual(deployReport({exit, made}), [
    'Applied to prod-east / harness-delegate-ng: 1 created, 1 changed, 9 unchanged',
    'Complete: custom-del serves revision 12. (after 2 min 41 s, revision 12, image acme/custom-delegate:26.08.89806-1)',
    'Next    Look at it in Harness.',
    'Again   npx delegate-tui apply --preset custom-del/delegate-tui.yaml --output custom-del --context prod-east --yes',
  ]);
});

test('report: practice is called that, and is not to be repeated', () => {
  const exit = {by: 'done', result: result({practice: 'ok'}), exitCode: 0, hadBegun: true} as const;
  const lines = deployReport({exit, made});
  assert.match(lines[0] ?? '', /^Applied to the practice cluster \(ok\)/);
  assert.ok(!lines.some((line) => line.startsWith('Again')));
});

test('report: leaving before the apply, and leaving before its end is known', () => {
  assert.deepEqual(deployReport({exit: {by: 'back', hadBegun: false}}), ['Nothing was applied.']);
  const left = (lookAgain?: string) =>
    deployReport({exit: {by: 'ctrl+c', hadBegun: true, ...(lookAgain === undefined ? {} : {lookAgain})}});
  assert.deepEqual(left('npx delegate-tui watch --run r'), [
    'You left before the end was known. Look again with: npx delegate-tui watch --run r',
  ]);
  assert.deepEqual(left(), ['You left before the end was known. Look at the cluster.']);
});

test('report: what was left on practice does not go on', () => {
  const exit = {by: 'ctrl+c', hadBegun: true, practice: 'ok'} as const;
  assert.match(deployReport({exit}).at(-1) ?? '', /^You left before the end; the practice cluster is gone/);
  const left = result({practice: 'ok', outcome: 'detached', sentence: 'You left; the image is not there.'});
  assert.match(
    deployReport({exit: {by: 'detach', result: left, exitCode: 130, hadBegun: true, practice: 'ok'}}).at(
      -1,
    ) ?? '',
    /^You left; the image is not there\.$/,
  );
  assert.deepEqual(deployReport({exit: {by: 'back', hadBegun: false, practice: 'ok'}}), [
    'Nothing was applied.',
  ]);
  assert.deepEqual(practisedLines('my del'), [
    "Next    On a cluster of yours: npx delegate-tui apply --output 'my del'",
    "        Once more on practice: npx delegate-tui apply --output 'my del' --practice",
  ]);
});

test('report: names that a shell would read are quoted', () => {
  const exit = {
    by: 'done',
    result: result({context: "a b'; rm -rf /"}),
    exitCode: 0,
    hadBegun: true,
  } as const;
  assert.match(deployReport({exit, made}).at(-1) ?? '', /--context 'a b'\\''; rm -rf \/' --yes$/);
});

const record = {
  started: '2026-11-21T12:00:00.000Z',
  deployment: {name: 'custom-del'},
  target: {context: 'prod-east'},
} as unknown as Parameters<typeof unfinishedSentence>[0];
for (const [now, words] of [
  ['2026-11-21T12:00:20.000Z', 'a moment ago'],
  ['2026-11-21T12:03:20.000Z', '3 min ago'],
  ['2026-11-24T12:00:00.000Z', '3 d ago'],
] as const) {
  test(`an unfinished rollout of ${words}`, () => {
    assert.equal(
      unfinishedSentence(record, new Date(now)),
      `An unfinished rollout was begun ${words}: custom-del on prod-east.`,
    );
  });
}
