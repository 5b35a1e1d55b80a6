import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parse} from 'yaml';
import {INSTALLS} from '../../src/domain/choices.ts';
import {imageRef, runningImage} from '../../src/domain/image-ref.ts';
import {mergeAnswers} from '../../src/domain/merge.ts';
import {pinnedPlan, withDigest} from '../../src/domain/pinned-plan.ts';
import {makePlan} from '../../src/domain/plan.ts';
import {completeAnswers} from '../helpers/arbitrary-answers.ts';

const DIGEST = `sha256:${'d'.repeat(64)}`;
const OTHER = `sha256:${'e'.repeat(64)}`;
const PINNED = `registry.corp:5000/acme/delegate:1@${DIGEST}`;

const answersFor = (install: (typeof INSTALLS)[number]) =>
  completeAnswers({
    image: {registry: 'other', host: 'registry.corp:5000', repository: 'acme/delegate', tag: '1'},
    delegate: {install, token: {from: 'file'}},
  });

const LINES: Readonly<Record<(typeof INSTALLS)[number], readonly [role: string, line: RegExp]>> = {
  manifest: ['manifest', /^ +image: "?(.+?)"?$/m],
  helm: ['values', /^delegateDockerImage: "?(.+?)"?$/m],
  terraform: ['terraform', /^ +delegate_image += "(.+)"$/m],
};

for (const install of INSTALLS)
  test(`${install}: the digest stands behind the tag, and goes again`, () => {
    const answers = answersFor(install);
    const [role, line] = LINES[install];
    const imageIn = (files: ReturnType<typeof makePlan>['files']) =>
      line.exec(files.find((file) => file.role === role)?.content ?? '')?.[1];
    const {files} = pinnedPlan(answers, DIGEST);
    assert.equal(imageIn(files), PINNED);
    assert.deepEqual(
      files.map((file) => file.role),
      [role, 'answers'],
    );
    const kept = parse(files.find((file) => file.role === 'answers')?.content ?? '') as object;
    assert.equal((kept as {image: {digest: string}}).image.digest, DIGEST);
    const pinned = withDigest(answers, DIGEST);
    assert.equal(imageIn(pinnedPlan(pinned, undefined).files), imageRef(answers));
    // Nothing else of the files knows the digest.
    const whole = makePlan({answers: pinned}).files;
    const naming = whole.filter(({content}) => content.includes(DIGEST)).map((file) => file.role);
    assert.deepEqual(naming, [role, 'answers']);
    assert.equal(runningImage(withDigest(pinned, undefined)), runningImage(answers));
  });

const image = {repository: 'acme/x', tag: '1', digest: DIGEST};
const base = {version: '26.08.89806'};
const layers: readonly (readonly [string, object, object, string | undefined])[] = [
  ['nothing else said', {image}, {}, DIGEST],
  ['the same tag again', {image}, {image: {tag: '1'}}, DIGEST],
  ['another tag', {image}, {image: {tag: '2'}}, undefined],
  ['another repository', {image}, {image: {repository: 'acme/y'}}, undefined],
  ['another registry', {image}, {image: {registry: 'other', host: 'r.io'}}, undefined],
  ['another tag with its digest', {image}, {image: {tag: '2', digest: OTHER}}, OTHER],
  ['another base under its own tag', {base, image}, {base: {version: '26.09.90000'}}, DIGEST],
  [
    'another base, which names the image',
    {base, image: {repository: 'acme/x', digest: DIGEST}},
    {base: {version: '26.09.90000'}},
    undefined,
  ],
  ['what is no mapping', {image}, {image: 'x'}, undefined],
];
for (const [name, preset, flags, expected] of layers)
  test(`a digest of the preset, and ${name}`, () =>
    assert.equal(mergeAnswers({preset, flags}).image?.digest, expected));
