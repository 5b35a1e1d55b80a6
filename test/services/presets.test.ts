import assert from 'node:assert/strict';
import {chmod, mkdir, readFile, stat, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {test} from 'node:test';
import type {TestContext} from 'node:test';
import {UserError} from '../../src/domain/user-error.ts';
import {deletePreset, exportPreset, listPresets, readPreset, savePreset} from '../../src/services/presets.ts';
import {asPlainUser} from './as-plain-user.ts';
import {snapshot} from './snapshot.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const MIB = 1024 * 1024;

async function directories(t: TestContext) {
  const root = temporaryDirectory(t);
  const builtInDirectory = join(root, 'built-in');
  const userDirectory = join(root, 'config', 'presets');
  await mkdir(builtInDirectory);
  await writeFile(join(builtInDirectory, 'kubernetes.yaml'), 'tools: [kubectl]\n');
  await writeFile(join(builtInDirectory, 'terraform.yaml'), 'tools: [terraform]\n');
  return {root, builtInDirectory, userDirectory};
}

const refused = (message: RegExp, next?: RegExp) => (error: unknown) => {
  assert.ok(error instanceof UserError, String(error));
  assert.match(error.message, message);
  assert.doesNotMatch(error.message, /\n/);
  assert.ok(error.next.length > 0);
  if (next) assert.match(error.next.join('\n'), next);
  return true;
};

const preset = {name: 'mine', text: 'description: mine\n', overwrite: false};

test('saved presets are listed before the built-in ones and shadow them', async (t) => {
  const where = await directories(t);
  assert.deepEqual(
    (await listPresets(where)).map(({name, origin}) => [name, origin]),
    [
      ['kubernetes', 'built-in'],
      ['terraform', 'built-in'],
    ],
  );
  await savePreset({...where, ...preset});
  const shadow = {...where, ...preset, name: 'terraform'};
  await assert.rejects(savePreset(shadow), refused(/"terraform" comes with delegate-tui/));
  const path = await savePreset({...shadow, overwrite: true});
  assert.deepEqual(await listPresets(where), [
    {name: 'mine', origin: 'yours', path: join(where.userDirectory, 'mine.yaml'), text: preset.text},
    {name: 'terraform', origin: 'yours', path, text: preset.text},
    {
      name: 'kubernetes',
      origin: 'built-in',
      path: join(where.builtInDirectory, 'kubernetes.yaml'),
      text: 'tools: [kubectl]\n',
    },
  ]);
  assert.equal((await readPreset({...where, nameOrPath: 'terraform'})).text, preset.text);
});

test('files that are not presets are not listed', async (t) => {
  const where = await directories(t);
  await savePreset({...where, ...preset});
  const at = (name: string) => join(where.userDirectory, name);
  await writeFile(at('Odd Name.yaml'), 'a: 1\n');
  await writeFile(at('notes.txt'), 'a: 1\n');
  await writeFile(at('large.yaml'), 'x'.repeat(MIB + 1));
  await writeFile(at('bytes.yaml'), Buffer.from([0xff, 0xfe]));
  await mkdir(at('directory.yaml'));
  await symlink('mine.yaml', at('link.yaml'));
  assert.deepEqual(
    (await listPresets(where)).map(({name}) => name),
    ['mine', 'kubernetes', 'terraform'],
  );
});

test('a preset is saved for the user only, and replaced only when told', async (t) => {
  const where = await directories(t);
  const path = await savePreset({...where, ...preset});
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  assert.equal((await stat(where.userDirectory)).mode & 0o777, 0o700);
  const again = {...where, ...preset, text: 'description: other\n'};
  await assert.rejects(savePreset(again), refused(/mine\.yaml exists already/));
  assert.equal(await readFile(path, 'utf8'), preset.text);
  await savePreset({...again, overwrite: true});
  assert.deepEqual(await snapshot(where.userDirectory), {'mine.yaml': '600 description: other\n'});
});

for (const name of [
  '',
  '.',
  '..',
  '.hidden',
  'a/b',
  '../a',
  'Upper',
  'a b',
  'a ',
  'a.',
  'a\u0000',
  'con',
  'nul.x',
  'lpt1',
  'a\n',
  '-a',
  'ä',
  'x'.repeat(65),
  'a\u001b[31m',
]) {
  test(`the name ${JSON.stringify(name)} is refused`, async (t) => {
    const where = await directories(t);
    await assert.rejects(savePreset({...where, ...preset, name}), refused(/cannot be the name of a preset/));
    await assert.rejects(deletePreset({...where, name}), refused(/cannot be the name of a preset/));
    assert.deepEqual(Object.keys(await snapshot(where.root)), [
      'built-in',
      'built-in/kubernetes.yaml',
      'built-in/terraform.yaml',
    ]);
  });
}

test('a preset that is too large is not saved', async (t) => {
  const where = await directories(t);
  await assert.rejects(
    savePreset({...where, ...preset, text: 'ä'.repeat(MIB / 2 + 1)}),
    refused(/larger than 1 MiB/),
  );
  await savePreset({...where, ...preset, text: 'ä'.repeat(MIB / 2)});
});

test('a preset is not saved through a link', async (t) => {
  const where = await directories(t);
  await savePreset({...where, ...preset});
  await symlink(join(where.builtInDirectory, 'kubernetes.yaml'), join(where.userDirectory, 'link.yaml'));
  for (const overwrite of [false, true]) {
    await assert.rejects(
      savePreset({...where, ...preset, name: 'link', overwrite}),
      refused(/is a link, not a plain file/),
    );
  }
  assert.equal(await readFile(join(where.builtInDirectory, 'kubernetes.yaml'), 'utf8'), 'tools: [kubectl]\n');
});

test('without permission the reason is told', async (t) => {
  const where = await directories(t);
  const argument = {...where, ...preset, userDirectory: join(where.root, 'presets')};
  await chmod(where.root, 0o555);
  const {error} = await asPlainUser([where.root], {module: 'presets.ts', name: 'savePreset', argument});
  assert.deepEqual(error, {
    name: 'UserError',
    message: `${where.root}/presets could not be written: you have no permission.`,
  });
});

test('presets directories that are not there hold no presets', async (t) => {
  const root = temporaryDirectory(t);
  assert.deepEqual(
    await listPresets({builtInDirectory: join(root, 'a'), userDirectory: join(root, 'b')}),
    [],
  );
});

test('a name is read from the built-in presets', async (t) => {
  const where = await directories(t);
  const file = join(where.builtInDirectory, 'kubernetes.yaml');
  assert.deepEqual(await readPreset({...where, nameOrPath: 'kubernetes'}), {
    name: 'kubernetes',
    file,
    text: 'tools: [kubectl]\n',
  });
});

test('an unknown name gets a suggestion and the list', async (t) => {
  const where = await directories(t);
  const next = /Did you mean terraform\?\nPresets: kubernetes, terraform/;
  await assert.rejects(
    readPreset({...where, nameOrPath: 'teraform'}),
    refused(/There is no preset "teraform"/, next),
  );
  await assert.rejects(
    readPreset({...where, nameOrPath: 'K8s Stuff'}),
    refused(/There is no preset "K8s Stuff"/, /^Presets: kubernetes/),
  );
});

test('a path is read from where it is, also through a link', async (t) => {
  const where = await directories(t);
  const file = join(where.root, 'Team Preset.YML');
  await writeFile(file, 'a: 1\n');
  await symlink(file, join(where.root, 'link.yaml'));
  assert.deepEqual(await readPreset({...where, nameOrPath: file}), {
    name: 'Team Preset',
    file,
    text: 'a: 1\n',
  });
  assert.equal((await readPreset({...where, nameOrPath: join(where.root, 'link.yaml')})).text, 'a: 1\n');
});

interface Refusal {
  readonly what: string;
  readonly make: (path: string) => Promise<unknown>;
  readonly message: RegExp;
}
const REFUSALS: readonly Refusal[] = [
  {what: 'nothing', make: async () => {}, message: /a\.yaml does not exist\.$/},
  {what: 'a directory', make: (path) => mkdir(path), message: /a\.yaml is a directory, not a preset file\.$/},
  {
    what: 'too large',
    make: (path) => writeFile(path, 'x'.repeat(MIB + 1)),
    message: /a\.yaml is larger than 1 MiB/,
  },
  {
    what: 'not UTF-8',
    make: (path) => writeFile(path, Buffer.from([0x61, 0xff])),
    message: /a\.yaml is not UTF-8 text\.$/,
  },
];
for (const {what, make, message} of REFUSALS) {
  test(`a path with ${what} is refused`, async (t) => {
    const where = await directories(t);
    const path = join(where.root, 'a.yaml');
    await make(path);
    await assert.rejects(readPreset({...where, nameOrPath: path}), refused(message));
  });
}

test('a device is not read', async (t) => {
  const where = await directories(t);
  await assert.rejects(readPreset({...where, nameOrPath: '/dev/null'}), refused(/is not a regular file/));
});

test('a named preset that is a link or broken says so', async (t) => {
  const where = await directories(t);
  await savePreset({...where, ...preset});
  await symlink('mine.yaml', join(where.userDirectory, 'link.yaml'));
  await assert.rejects(
    readPreset({...where, nameOrPath: 'link'}),
    refused(/link\.yaml is a link; presets are plain files/),
  );
});

test('standard input is read to its end', async (t) => {
  const where = await directories(t);
  const stdin = Readable.from([Buffer.from('größe: '), Buffer.from([0xc3]), Buffer.from([0xa4]), '\n']);
  assert.deepEqual(await readPreset({...where, nameOrPath: '-', stdin}), {
    name: 'stdin',
    file: 'standard input',
    text: 'größe: ä\n',
  });
});

test('standard input that is too large or not UTF-8 is refused', async (t) => {
  const where = await directories(t);
  let asked = 0;
  async function* endless() {
    for (;;) {
      asked++;
      yield Buffer.alloc(MIB / 2, 0x61);
    }
  }
  await assert.rejects(
    readPreset({...where, nameOrPath: '-', stdin: endless()}),
    refused(/larger than 1 MiB/),
  );
  assert.equal(asked, 3);
  const stdin = Readable.from([Buffer.from([0xff])]);
  await assert.rejects(readPreset({...where, nameOrPath: '-', stdin}), refused(/not UTF-8/));
});

test('a preset of the user is deleted, a built-in one is not', async (t) => {
  const where = await directories(t);
  const path = await savePreset({...where, ...preset, name: 'terraform', overwrite: true});
  assert.equal(await deletePreset({...where, name: 'terraform'}), path);
  await assert.rejects(
    deletePreset({...where, name: 'terraform'}),
    refused(/comes with delegate-tui and stays/),
  );
  await assert.rejects(deletePreset({...where, name: 'nothing'}), refused(/There is no preset "nothing"/));
  assert.equal((await listPresets(where)).length, 2);
});

test('a preset that cannot be deleted says why', async (t) => {
  const where = await directories(t);
  await mkdir(join(where.userDirectory, 'held.yaml'), {recursive: true});
  await assert.rejects(
    deletePreset({...where, name: 'held'}),
    refused(/held\.yaml could not be deleted: (it is a directory|the system does not allow it)\.$/),
  );
});

test('the built-in preset that most begin with comes first', async (t) => {
  const where = await directories(t);
  await writeFile(join(where.builtInDirectory, 'air-gapped.yaml'), 'tools: [jq]\n');
  const names = async () => (await listPresets(where)).map(({name}) => name);
  assert.deepEqual(await names(), ['kubernetes', 'air-gapped', 'terraform']);
  await savePreset({...where, ...preset});
  assert.deepEqual(await names(), ['mine', 'kubernetes', 'air-gapped', 'terraform']);
});

test('a deleted link leaves what it led to', async (t) => {
  const where = await directories(t);
  await savePreset({...where, ...preset});
  await symlink('mine.yaml', join(where.userDirectory, 'link.yaml'));
  await deletePreset({...where, name: 'link'});
  assert.deepEqual(Object.keys(await snapshot(where.userDirectory)), ['mine.yaml']);
});

test('a preset is exported to a file, which is replaced only when told', async (t) => {
  const where = await directories(t);
  const path = join(where.root, 'shared.yaml');
  assert.equal(await exportPreset({...where, name: 'kubernetes', path, overwrite: false}), path);
  assert.equal(await readFile(path, 'utf8'), 'tools: [kubectl]\n');
  await assert.rejects(
    exportPreset({...where, name: 'terraform', path, overwrite: false}),
    refused(/exists already/),
  );
  await exportPreset({...where, name: 'terraform', path, overwrite: true});
  assert.equal(await readFile(path, 'utf8'), 'tools: [terraform]\n');
  await assert.rejects(
    exportPreset({...where, name: 'terraform', path: where.root, overwrite: true}),
    refused(/is a directory/),
  );
  await assert.rejects(
    exportPreset({
      ...where,
      name: 'terraform',
      path: join(where.root, 'missing', 'a.yaml'),
      overwrite: false,
    }),
    refused(/could not be written: it does not exist/),
  );
});
