import assert from 'node:assert/strict';
import {test} from 'node:test';
import {courseOf, medianOf, slopeOf, type Sample} from '../../scripts/soak/fit.ts';
import {isTainted, HOSTILE} from '../../scripts/soak/hostile.ts';
import {isWell, soakText, type SoakReport} from '../../scripts/soak/report.ts';
import {paceFor, rounds} from '../../scripts/soak/schedule.ts';
import {differences, shownOnScreen, type Truth} from '../../scripts/soak/truth.ts';

const samples = (minutes: number, valueAt: (minute: number) => number): Sample[] =>
  Array.from({length: minutes + 1}, (_, minute) => ({minute, value: valueAt(minute)}));
const LIMITS = {warmUp: 20, shortest: 30, bound: 6000};

test('the slope of a line is found through noise that comes and goes', () => {
  assert.equal(slopeOf(samples(10, (minute) => 5 + 3 * minute)), 3);
  const noisy = samples(600, (minute) => 3 * minute + (minute % 2 === 0 ? 50 : -50));
  assert.ok(Math.abs(slopeOf(noisy) - 3) < 0.01);
  assert.equal(slopeOf([{minute: 1, value: 7}]), 0);
  assert.equal(medianOf([9, 1, 5, 7]), 5);
});

for (const {what, course, verdict} of [
  {
    what: 'warms up and stays',
    course: samples(110, (minute) => Math.min(minute, 15) * 4000),
    verdict: 'flat',
  },
  {
    what: 'leaks after the warm-up',
    course: samples(110, (minute) => 90_000 + 120 * minute),
    verdict: 'grows',
  },
  {what: 'shrinks', course: samples(110, (minute) => 90_000 - 500 * minute), verdict: 'flat'},
  {
    what: 'was not looked at for long',
    course: samples(49, (minute) => 900 * minute),
    verdict: 'too short to judge',
  },
])
  test(`memory that ${what}: ${verdict}`, () => assert.equal(courseOf(course, LIMITS).verdict, verdict));

const first = (seed: number, count: number) => {
  const all = rounds(seed, paceFor(120));
  return Array.from({length: count}, () => all.next().value);
};

test('rounds follow from the seed, and leave nothing out', () => {
  assert.deepEqual(first(7, 5), first(7, 5));
  assert.notDeepEqual(first(7, 5), first(8, 5));
  const many = first(7, 20);
  const acts = many.flatMap(({steps}) => steps.map(({act}) => (act.on === 'line' ? act.fault : act.upset)));
  assert.equal(new Set(acts).size, 20);
  assert.equal(new Set(many.map(({turn}) => turn)).size, 7);
  for (const {steps} of many)
    assert.deepEqual(
      steps,
      steps.toSorted((a, b) => a.atMs - b.atMs),
    );
});

const COUNTS = {desired: 3, updated: 3, ready: 2, available: 1};
const TRUTH: Truth = {
  counts: COUNTS,
  pods: [{name: 'a', ready: true, restarts: 2}],
  words: ['progressing', 'at-risk'],
};

test('a screen is read as it stands, and every difference is told', () => {
  const shown = shownOnScreen([
    ' delegate-tui   long-del                                     rollout',
    ' rollout  revision 1 · ready 2 of 3 · available 1 of 3 · updated 3 of 3',
    ' ⚠ At risk: image not found in long-del-1.',
  ]);
  assert.deepEqual(shown, {word: 'at-risk', counts: COUNTS});
  assert.deepEqual(differences(shown, TRUTH), []);
  const wrong = {word: 'complete', counts: {...COUNTS, ready: 3}, pods: []} as const;
  assert.deepEqual(
    differences(wrong, TRUTH).map((text) => text.split(' ')[0]),
    ['verdict', 'counts', 'pods'],
  );
  assert.equal(differences(shown, {...TRUTH, words: []}).length, 1);
});

test('hostile text that gets through is seen', () => {
  for (const text of HOSTILE.slice(0, 5)) assert.ok(isTainted(text), JSON.stringify(text));
  assert.ok(!isTainted('✔ Complete: größer, 日本 – all well'));
});

test('a report with a mistake, or with growth, is not well', () => {
  const course = {min: 1, median: 2, max: 3, perHour: 12_345, verdict: 'flat'} as const;
  const watcher = {
    name: 'json',
    minutes: 74.2,
    resident: course,
    descriptors: course,
    children: 4,
    processor: 1.23,
  };
  const none = new Map<string, number>();
  const report: SoakReport = {
    seed: 1,
    minutes: 2,
    rounds: 3,
    faults: new Map([['cut', 2]]),
    upsets: none,
    turns: none,
    checks: 9,
    mistakes: [],
    watchers: [watcher],
  };
  assert.ok(isWell(report));
  assert.match(
    soakText(report),
    /\| faults of the line, 2 \| cut 2 \|[^]*\| json \| 74 \| 1 \/ 2 \/ 3 \| \+12,345 \| flat/,
  );
  assert.ok(!isWell({...report, mistakes: ['at minute 1']}));
  assert.ok(!isWell({...report, watchers: [{...watcher, resident: {...course, verdict: 'grows'}}]}));
});
