import assert from 'node:assert/strict';
import {test} from 'node:test';
import {FINDING_ROWS} from '../../../src/domain/rollout/finding-rows/finding-rows.ts';
import {viewRollout} from '../../../src/domain/rollout/view-rollout.ts';
import {IMAGE_CASES} from './finding-cases/image-cases.ts';
import {START_CASES} from './finding-cases/start-cases.ts';
import {CRASH_CASES} from './finding-cases/crash-cases.ts';
import {POD_CASES} from './finding-cases/pod-cases.ts';
import {CREATE_CASES} from './finding-cases/create-cases.ts';
import {EVENT_CASES} from './finding-cases/event-cases.ts';
import {told, creating} from './finding-cases/finding-case.ts';
import {passTo, put, readyPod, reduceAll, underWay} from './objects.ts';

const CASES = [...IMAGE_CASES, ...START_CASES, ...CRASH_CASES, ...POD_CASES, ...CREATE_CASES, ...EVENT_CASES];

const severityNow = (state: ReturnType<typeof underWay>, code: string) =>
  viewRollout(state).findings.find((finding) => finding.code === code)?.severity;

for (const {what, code, inputs, course, own, cause, next, heal} of CASES) {
  test(`${what}: ${code} goes ${course}`, () => {
    let state = reduceAll(underWay(own), inputs);
    const finding = viewRollout(state).findings.find((one) => one.code === code);
    assert.deepEqual(
      viewRollout(state).findings.map((one) => one.code),
      [code],
    );
    if (cause) assert.match(finding?.cause ?? '', cause);
    if (next) assert.match(finding?.next ?? '', next);
    assert.doesNotMatch([finding?.title, finding?.cause, finding?.next].join(' '), /undefined|\{\w+\}|!/);
    const [start, ...steps] = course.split(' ');
    assert.equal(finding?.severity, start);
    let at = 0;
    for (let index = 0; index < steps.length; index += 2) {
      at += Number(steps[index]) * 1000;
      assert.equal(severityNow(passTo(state, at - 100), code), index === 0 ? start : steps[index - 1]);
      state = passTo(state, at);
      assert.equal(severityNow(state, code), steps[index + 1]);
    }
    assert.equal(
      severityNow(passTo(state, at + 900_000), code),
      steps.at(-1) ?? start,
      'the last step lasts',
    );
    const healed = reduceAll(state, heal ?? [put('pods', readyPod())]);
    if (what !== 'restarted and well again') assert.equal(severityNow(healed, code), undefined, 'heals');
  });
}

test('every row of the table is tried', () => {
  const tried = new Set(CASES.map(({code}) => code));
  assert.deepEqual(
    FINDING_ROWS.filter(({code}) => !tried.has(code)).map(({code}) => code),
    [],
  );
});

test('each row says what happens and what to do in whole sentences', () => {
  for (const {code, title, cause, next} of FINDING_ROWS) {
    assert.match(cause, /^[A-Z{"].*(\.|\})$/, code);
    assert.match(next, /^[A-Z{].*(\.|\})$/, code);
    assert.doesNotMatch(title, /\.$/, code);
  }
});

const NOISE = [
  'Scheduled',
  'Pulling',
  'Pulled',
  'Created',
  'Started',
  'SuccessfulCreate',
  'SuccessfulDelete',
  'ScalingReplicaSet',
  'SuccessfulRescale',
];
test('everyday events are no findings', () => {
  const state = reduceAll(underWay(), [creating, ...NOISE.map((reason) => told(reason, 'x', 'Normal'))]);
  assert.deepEqual(viewRollout(state).findings, []);
});
