import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test, type TestContext} from 'node:test';
import {pinFiles} from '../../src/build-front/pin-files.ts';
import {imageRef} from '../../src/domain/image-ref.ts';
import {makePlan} from '../../src/domain/plan.ts';
import {execute} from '../../src/services/execute.ts';
import {completeAnswers} from '../helpers/arbitrary-answers.ts';
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
  assert.deepEqual(await pinFiles(DIGEST, {directory, answers}), []);
  assert.ok(read(MANIFEST).includes(`${imageRef(answers)}@${DIGEST}`));
  assert.ok(read('delegate-tui.yaml').includes(DIGEST));
  assert.deepEqual(await pinFiles(undefined, {directory, answers}), []);
  assert.equal(read(MANIFEST), before);
});

test('pin: a manifest of one’s own is kept and named', async (t) => {
  const {directory, answers, read} = await written(t);
  writeFileSync(join(directory, MANIFEST), `# mine\n${read(MANIFEST)}`);
  assert.deepEqual(await pinFiles(DIGEST, {directory, answers}), [join(directory, MANIFEST)]);
  assert.ok(!read(MANIFEST).includes(DIGEST));
  assert.ok(read('delegate-tui.yaml').includes(DIGEST));
});

test('pin: where a file of one’s own installs the delegate, none of ours is made', async (t) => {
  const {directory, answers} = await written(t);
  rmSync(join(directory, MANIFEST));
  assert.deepEqual(await pinFiles(DIGEST, {directory, answers, patched: '/k8s/delegate.yaml'}), [
    '/k8s/delegate.yaml',
  ]);
  assert.ok(!existsSync(join(directory, MANIFEST)));
});

test('pin: what is in the way is told, and nothing is changed', async (t) => {
  const {directory, answers, read} = await written(t);
  rmSync(join(directory, MANIFEST));
  mkdirSync(join(directory, MANIFEST));
  const before = read('delegate-tui.yaml');
  await assert.rejects(pinFiles(DIGEST, {directory, answers}), /cannot be replaced/);
  assert.equal(read('delegate-tui.yaml'), before);
});
