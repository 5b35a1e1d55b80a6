import assert from 'node:assert/strict';
import {readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test, type TestContext} from 'node:test';
import {deployment, join as joined, SEED_MANIFEST} from '../helpers/patch-manifests.ts';
import {runCli} from '../helpers/run-cli.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

function setUp(context: TestContext, text = SEED_MANIFEST) {
  const directory = temporaryDirectory(context);
  const file = join(directory, 'harness-delegate.yaml');
  writeFileSync(file, text);
  const output = join(directory, 'out');
  const generate = async (...flags: string[]) =>
    await runCli(['generate', '--file', file, '--output', output, ...flags]);
  return {directory, file, output, generate};
}

test('generate --file: the files fit the manifest, which stays as it is', async (t) => {
  const {file, output, generate} = setUp(t);
  const {code, out, err} = await generate('--account-id', 'abc123', '--tools', 'kubectl');
  assert.equal(code, 0, err);
  assert.deepEqual(readdirSync(output), [
    'Dockerfile',
    'build-and-push.yaml',
    'delegate-tui.yaml',
    'validate-delegate.yaml',
  ]);
  assert.equal(readFileSync(file, 'utf8'), SEED_MANIFEST);
  assert.match(readFileSync(join(output, 'build-and-push.yaml'), 'utf8'), /foobar\/org/);
  assert.match(out, /^Kept {4}\S+harness-delegate\.yaml, which was not edited$/m);
  assert.match(
    out,
    /Edit it: npx delegate-tui patch \S+harness-delegate\.yaml --preset \S+delegate-tui\.yaml$/m,
  );
  assert.match(out, /npx delegate-tui apply --file \S+harness-delegate\.yaml --context CONTEXT/);
  assert.match(out, /^Again {3}npx delegate-tui generate --file /m);
});

test('generate --file: no token is asked for, since its file is not ours', async (t) => {
  const {generate} = setUp(t);
  const {code, out} = await generate('--account-id', 'abc123', '--token-from', 'file');
  assert.equal(code, 0);
  assert.match(out, /--token-file FILE$/m);
});

const TWO = joined(deployment({name: 'east'}), deployment({name: 'west'}));
const IMAGE = ['--image-repository', 'acme/delegate', '--account-id', 'abc123'];

test('generate --file: of several delegates one is named', async (t) => {
  const {output, generate} = setUp(t, TWO);
  const {code, err} = await generate(...IMAGE);
  assert.equal(code, 2);
  assert.match(err, /several delegates, east, west.*|--delegate/);
  assert.equal((await generate('--delegate', 'west', ...IMAGE)).code, 0);
  assert.match(readFileSync(join(output, 'delegate-tui.yaml'), 'utf8'), /name: west/);
});

const WRONG: readonly (readonly [what: string, flags: readonly string[], code: number, says: RegExp])[] = [
  ['a file that is not there', ['--file', 'nope.yaml'], 2, /nope\.yaml does not exist\./],
  ['two files', ['--file', 'a.yaml', '--file', 'b.yaml'], 2, /names the file to start from; give one/],
  ['a delegate and no file', ['--delegate', 'east'], 2, /give that with --file/],
];
for (const [what, flags, code, says] of WRONG) {
  test(`generate --file: ${what} is told, and nothing is written`, async (t) => {
    const output = join(temporaryDirectory(t), 'out');
    const result = await runCli(['generate', '--output', output, ...IMAGE, ...flags]);
    assert.equal(result.code, code);
    assert.match(result.err, says);
  });
}

test('generate --file: a file of something else is told apart', async (t) => {
  const {generate} = setUp(t, 'apiVersion: v1\nkind: Service\nmetadata: {name: x}\n');
  const {code, err} = await generate(...IMAGE);
  assert.equal(code, 2);
  assert.match(err, /holds no delegate, but Service/);
});
