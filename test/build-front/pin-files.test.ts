import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test, type TestContext} from 'node:test';
import {pinFiles} from '../../src/build-front/pin-files.ts';
import {imageRef} from '../../src/domain/image-ref.ts';
import {planFile} from '../../src/domain/patch/plan-file.ts';
import {makePlan} from '../../src/domain/plan.ts';
import {execute} from '../../src/services/execute.ts';
import {completeAnswers} from '../helpers/arbitrary-answers.ts';
import {SEED_MANIFEST} from '../helpers/patch-manifests.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const DIGEST = `sha256:${'d'.repeat(64)}`;
const MANIFEST = 'harness-delegate.yaml';

/** A directory as the wizard leaves it. */
async function written(context: TestContext) {
  const directory = temporaryDirectory(context);
  const answers = completeAnswers({delegate: {token: {from: 'later'}}});
  const plan = makePlan({answers});
  const outcomes: string[] = [];
  for await (const event of execute({plan, directory, choices: {}})) outcomes.push(event.type);
  assert.equal(outcomes.at(-1), 'done');
  const read = (name: string) => readFileSync(join(directory, name), 'utf8');
  return {directory, answers, read};
}

test('pin: the manifest and the answers name the digest, and none again', async (t) => {
  const {directory, answers, read} = await written(t);
  const before = read(MANIFEST);
  assert.deepEqual(await pinFiles(DIGEST, {directory, answers}), {kept: []});
  assert.ok(read(MANIFEST).includes(`${imageRef(answers)}@${DIGEST}`));
  assert.ok(read('delegate-tui.yaml').includes(DIGEST));
  assert.deepEqual(await pinFiles(undefined, {directory, answers}), {kept: []});
  assert.equal(read(MANIFEST), before);
});

test('pin: a manifest of one’s own is kept and named', async (t) => {
  const {directory, answers, read} = await written(t);
  writeFileSync(join(directory, MANIFEST), `# mine\n${read(MANIFEST)}`);
  assert.deepEqual(await pinFiles(DIGEST, {directory, answers}), {kept: [join(directory, MANIFEST)]});
  assert.ok(!read(MANIFEST).includes(DIGEST));
  assert.ok(read('delegate-tui.yaml').includes(DIGEST));
});

/** A file that people have, which the wizard has edited already. */
function ownFile(directory: string, text: string) {
  const path = join(directory, 'own.yaml');
  writeFileSync(path, text);
  rmSync(join(directory, MANIFEST));
  const delegate = {name: 'custom-del', namespace: 'harness-delegate-ng'};
  return {path, delegate, isKept: false};
}

const editedFor = (text: string, image: string): string => {
  const {plan} = planFile({text, file: 'own.yaml', wishes: {image}, today: {year: 2026, month: 11}});
  assert.ok(plan.state === 'planned');
  return plan.text;
};

for (const [what, own] of [
  ['a manifest', SEED_MANIFEST],
  [
    'values of the chart',
    'delegateName: custom-del\ndelegateDockerImage: acme/old:1\nupgrader:\n  enabled: false\n',
  ],
] as const)
  test(`pin: ${what} of one’s own gets the digest and nothing else, with a backup, and loses it again`, async (t) => {
    const {directory, answers, read} = await written(t);
    const patched = ownFile(directory, editedFor(own, imageRef(answers)));
    const before = read('own.yaml');
    const backup = `${patched.path}.backup-1`;
    assert.deepEqual(await pinFiles(DIGEST, {directory, answers, patched}), {kept: [], backup});
    assert.equal(read('own.yaml'), before.replace(imageRef(answers), `${imageRef(answers)}@${DIGEST}`));
    assert.equal(readFileSync(backup, 'utf8'), before);
    assert.ok(!existsSync(join(directory, MANIFEST)), 'none of ours is made');
    assert.match(read('delegate-tui.yaml'), /generate --file <your manifest>/);
    await pinFiles(undefined, {directory, answers, patched});
    assert.equal(read('own.yaml'), before);
  });

test('pin: a file of one’s own is kept where that was chosen, where more would change, and where it is gone', async (t) => {
  const {directory, answers, read} = await written(t);
  const patched = ownFile(directory, SEED_MANIFEST);
  const kept = {kept: [patched.path]};
  assert.deepEqual(await pinFiles(DIGEST, {directory, answers, patched}), kept, 'nobody saw the other edits');
  writeFileSync(patched.path, editedFor(SEED_MANIFEST, imageRef(answers)));
  const left = {...patched, isKept: true};
  assert.deepEqual(await pinFiles(DIGEST, {directory, answers, patched: left}), kept);
  assert.ok(!read('own.yaml').includes(DIGEST));
  rmSync(patched.path);
  assert.deepEqual(await pinFiles(DIGEST, {directory, answers, patched}), kept);
});

test('pin: what is in the way is told, and nothing is changed', async (t) => {
  const {directory, answers, read} = await written(t);
  rmSync(join(directory, MANIFEST));
  mkdirSync(join(directory, MANIFEST));
  const before = read('delegate-tui.yaml');
  await assert.rejects(pinFiles(DIGEST, {directory, answers}), /cannot be replaced/);
  assert.equal(read('delegate-tui.yaml'), before);
});
