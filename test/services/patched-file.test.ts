import assert from 'node:assert/strict';
import {chmodSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test, type TestContext} from 'node:test';
import type {PatchedFile} from '../../src/domain/plan-types.ts';
import {readExistingFile} from '../../src/services/existing-file.ts';
import {comparePatch, writePatch} from '../../src/services/patched-file.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const BEFORE = 'kind: Deployment\r\nimage: old # mine\r\n';
const AFTER = 'kind: Deployment\r\nimage: new # mine\r\n';
const where = {file: 'm.yaml', line: 2, kind: 'Deployment', name: 'x', field: 'image'};

function setUp(context: TestContext, parts: Partial<PatchedFile> = {}) {
  const directory = temporaryDirectory(context);
  const path = join(directory, 'm.yaml');
  writeFileSync(path, BEFORE, {mode: 0o640});
  chmodSync(path, 0o640);
  const patch: PatchedFile = {
    role: 'manifest',
    path,
    before: BEFORE,
    content: AFTER,
    edits: [],
    blocked: [],
    findings: [],
    delegate: {name: 'x', namespace: ''},
    ...parts,
  };
  return {directory, path, patch, read: (name = 'm.yaml') => readFileSync(join(directory, name), 'utf8')};
}

const BLOCKED = [
  {field: 'Deployment x image', code: 'not-editable', severity: 'error', message: 'no'},
] as const;

test('patched file: it is compared with what was read, and its text is not told', async (t) => {
  const {patch, path} = setUp(t);
  assert.deepEqual(await comparePatch(patch), {path, role: 'manifest', state: 'changed'});
  assert.equal((await comparePatch({...patch, content: BEFORE})).state, 'unchanged');
  assert.match((await comparePatch({...patch, blocked: BLOCKED})).reason ?? '', /not every edit/);
  writeFileSync(path, `${BEFORE}# more\n`);
  assert.match((await comparePatch(patch)).reason ?? '', /changed since it was read/);
});

test('patched file: overwriting keeps mode and line ends, and a backup', async (t) => {
  const {patch, path, read} = setUp(t);
  const event = await writePatch(patch, 'overwrite');
  assert.deepEqual(event, {outcome: 'replaced', path, writtenTo: path, backup: `${path}.backup-1`});
  assert.equal(read(), AFTER);
  assert.equal(read('m.yaml.backup-1'), BEFORE);
  assert.equal(statSync(path).mode & 0o777, 0o640);
});

test('patched file: one that holds the token now is closed to others, and that is told', async (t) => {
  const {patch, path} = setUp(t, {edits: [{code: 'token', where, why: ''}]});
  const modeOf = (file: string) => statSync(file).mode & 0o777;
  assert.equal((await writePatch(patch, 'overwrite')).isClosed, true);
  assert.deepEqual([modeOf(path), modeOf(`${path}.backup-1`)], [0o600, 0o640]);
  writeFileSync(path, BEFORE);
  chmodSync(path, 0o400);
  assert.equal((await writePatch(patch, 'overwrite')).isClosed, undefined);
  assert.equal(modeOf(path), 0o400);
});

test('patched file: beside it goes to a free name, private when it holds the token', async (t) => {
  const {patch, path, directory, read} = setUp(t, {edits: [{code: 'token', where, why: ''}]});
  writeFileSync(join(directory, 'm.new.yaml'), 'taken');
  const {outcome, writtenTo} = await writePatch(patch, 'beside');
  assert.equal(outcome, 'written-beside');
  assert.equal(writtenTo, join(directory, 'm.new-2.yaml'));
  assert.equal(statSync(writtenTo).mode & 0o777, 0o600);
  assert.equal(readFileSync(path, 'utf8'), BEFORE);
  assert.equal(read('m.new-2.yaml'), AFTER);
});

test('patched file: kept, unchanged and blocked ones are not touched', async (t) => {
  const {patch, directory, read} = setUp(t);
  assert.equal((await writePatch(patch, 'keep')).outcome, 'kept');
  assert.equal((await writePatch({...patch, content: BEFORE}, 'overwrite')).outcome, 'unchanged');
  await assert.rejects(writePatch({...patch, blocked: BLOCKED}, 'overwrite'), /cannot be edited/);
  assert.equal(read(), BEFORE);
  assert.deepEqual(readdirSync(directory), ['m.yaml']);
});

test('patched file: one that changed meanwhile is left alone', async (t) => {
  const {patch, path, directory} = setUp(t);
  writeFileSync(path, 'other');
  await assert.rejects(writePatch(patch, 'overwrite'), /changed while/);
  assert.equal(readFileSync(path, 'utf8'), 'other');
  assert.deepEqual(readdirSync(directory), ['m.yaml']);
});

test('existing file: what cannot be edited later is told at once, with what to do', async (t) => {
  const {directory, path} = setUp(t);
  const at = (name: string) => join(directory, name);
  mkdirSync(at('directory'));
  symlinkSync(path, at('link'));
  writeFileSync(at('bytes'), Buffer.from([0xff, 0xfe, 0]));
  writeFileSync(at('large'), 'x'.repeat(1024 * 1024 + 1));
  const cases = [
    ['nothing', /does not exist/],
    ['directory', /is a directory/],
    ['link', /is a link/],
    ['bytes', /no text in UTF-8/],
    ['large', /larger than 1 MiB/],
  ] as const;
  for (const [name, says] of cases) await assert.rejects(readExistingFile(at(name)), says);
  assert.deepEqual(await readExistingFile(path), {path, text: BEFORE});
});
