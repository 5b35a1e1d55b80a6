import assert from 'node:assert/strict';
import {test} from 'node:test';
import {checkAnswers} from '../../../src/domain/check-answers.ts';
import {expectationOf} from '../../../src/domain/live-delegate/expected.ts';
import {withDigest} from '../../../src/domain/pinned-plan.ts';
import {mergeAnswers} from '../../../src/domain/merge.ts';
import {pickPod} from '../../../src/domain/live-delegate/pick-pod.ts';
import {readImage} from '../../../src/domain/live-delegate/read-image.ts';

const TODAY = {year: 2026, month: 11};
const {answers} = checkAnswers(
  mergeAnswers({
    flags: {
      image: {repository: 'acme/custom-delegate'},
      delegate: {accountId: 'A', managerUrl: 'https://app.harness.io'},
      tools: ['kubectl@1.33.1'],
    },
  }),
  {today: TODAY},
);
assert.ok(answers !== undefined);
const complete = {value: answers, namesImage: true};

const imageOf = (ref: string) => ({image: readImage({name: 'delegate', image: ref}, {})});

/** Tags of images, and what is known of the base underneath; the answers are those of 26.08.89806. */
const BASES: readonly (readonly [ref: string, from: string, version?: string, withAnswers?: boolean])[] = [
  ['harness/delegate:26.08.89806', 'tag', '26.08.89806'],
  ['harness/delegate:26.08.89806.minimal', 'tag', '26.08.89806'],
  ['harness/delegate:26.08.89806.minimal-fips', 'tag', '26.08.89806'],
  ['docker.io/harnesssecure/delegate:26.08.89806-fips', 'tag', '26.08.89806'],
  ['harness/delegate:24.10.84205-ubi9-beta', 'tag', '24.10.84205'],
  ['harness/delegate:latest', 'unknown'],
  ['harness/delegate', 'unknown'],
  [`harness/delegate:26.08.89806@sha256:${'a'.repeat(64)}`, 'tag', '26.08.89806'],
  ['acme/custom-delegate:26.08.89806-1', 'hint', '26.08.89806'],
  ['registry.corp:5000/acme/delegate', 'unknown'],
  ['acme/custom-delegate:v7', 'unknown'],
  ['acme/custom-delegate:26.13.89806-1', 'unknown'],
  ['', 'unknown'],
  ['acme/custom-delegate:26.08.89806-1', 'answers', '26.08.89806', true],
  [`acme/custom-delegate:26.08.89806-1@sha256:${'b'.repeat(64)}`, 'answers', '26.08.89806', true],
  ['acme/custom-delegate:v7', 'unknown', undefined, true],
];

for (const [ref, from, version, withAnswers = false] of BASES) {
  test(`the base of ${ref || 'nothing'} is known by ${from}${withAnswers ? ', with answers' : ''}`, () => {
    const {base} = expectationOf(imageOf(ref), {today: TODAY, ...(withAnswers ? {answers: complete} : {})});
    assert.equal(base.from, from);
    assert.equal(base.version, version);
    assert.equal(base.age === undefined, version === undefined);
  });
}

test('an old base is found, unless a tag alone suggests it', () => {
  const codes = (ref: string) => expectationOf(imageOf(ref), {today: TODAY}).findings.map(({code}) => code);
  assert.deepEqual(codes('harness/delegate:26.06.89000'), ['base-old']);
  assert.deepEqual(codes('harness/delegate:26.05.89000'), ['base-unsupported']);
  assert.deepEqual(codes('harness/delegate:24.04.82804'), ['base-end-of-life']);
  assert.deepEqual(codes('acme/custom-delegate:24.04.82804-1'), []);
});

test('a pinned digest is met by itself alone', () => {
  const digest = `sha256:${'b'.repeat(64)}`;
  const pinned = {value: withDigest(answers, digest), namesImage: true};
  const codes = (ref: string) =>
    expectationOf(imageOf(ref), {today: TODAY, answers: pinned}).findings.map(({code}) => code);
  assert.deepEqual(codes(`acme/custom-delegate:26.08.89806-1@${digest}`), []);
  assert.deepEqual(codes('acme/custom-delegate:26.08.89806-1'), ['other-image']);
  assert.deepEqual(codes(`acme/custom-delegate:26.08.89806-1@sha256:${'c'.repeat(64)}`), ['other-image']);
});

test('tools and image are those of the answers', () => {
  const {expected, findings} = expectationOf(imageOf('acme/other:1'), {today: TODAY, answers: complete});
  assert.equal(expected?.image, 'acme/custom-delegate:26.08.89806-1');
  assert.deepEqual(expected?.tools, [{name: 'kubectl', version: '1.33.1'}]);
  assert.deepEqual(
    findings.map(({code, text}) => [code, text]),
    [['other-image', 'It runs acme/other:1, and the answers say acme/custom-delegate:26.08.89806-1.']],
  );
  const partly = expectationOf(imageOf('acme/other:1'), {
    today: TODAY,
    answers: {value: answers, namesImage: false},
  });
  assert.equal(partly.expected?.image, undefined);
  assert.deepEqual(partly.findings, []);
});

const pod = (name: string, {image = 'a:2', age = 0, ready = true, phase = 'Running', more = {}} = {}) => ({
  metadata: {name, creationTimestamp: `2026-11-21T0${9 - age}:00:00Z`, ...more},
  spec: {
    containers: [
      {name: 'sidecar', image: 'x'},
      {name: 'delegate', image},
    ],
  },
  status: {phase, conditions: [{type: 'Ready', status: ready ? 'True' : 'False'}]},
});

const PICKS: readonly (readonly [what: string, pods: readonly unknown[], name: string | undefined])[] = [
  ['the newest', [pod('a', {age: 2}), pod('b'), pod('c', {age: 1})], 'b'],
  ['one of the current image before a newer one', [pod('a', {age: 2}), pod('b', {image: 'a:1'})], 'a'],
  ['an older image when there is no other', [pod('b', {image: 'a:1'})], 'b'],
  ['none that is not ready', [pod('a', {ready: false})], undefined],
  ['none that goes', [pod('a', {more: {deletionTimestamp: '2026-11-21T09:00:00Z'}})], undefined],
  ['none that has ended', [pod('a', {phase: 'Succeeded'})], undefined],
  ['none whose name could be a flag', [pod('--kubeconfig=/x')], undefined],
  ['none of what is no pod', [null, 1, {}, []], undefined],
];

for (const [what, pods, name] of PICKS) {
  test(`${what} is looked into`, () => {
    const picked = pickPod(pods, {container: 'delegate', image: 'a:2'});
    assert.equal(picked?.name, name);
    if (picked !== undefined) assert.equal(picked.isCurrent, picked.image === 'a:2');
  });
}
