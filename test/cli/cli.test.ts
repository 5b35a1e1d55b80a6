import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {test} from 'node:test';
import {COMPLETE_FLAGS, runCli} from '../helpers/run-cli.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const KUBERNETES = ['generate', '--preset', 'kubernetes', ...COMPLETE_FLAGS];

interface ExitCase {
  readonly argv: readonly string[];
  readonly code: number;
  readonly err: RegExp;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

const EXITS: readonly ExitCase[] = [
  {argv: ['--version'], code: 0, err: /^$/},
  {argv: ['tools'], code: 0, err: /^$/},
  {
    argv: ['generate', '--sze', 'small'],
    code: 2,
    err: /^wrong {2}--sze {2}is not a flag.*did you mean --size\?\ndelegate-tui --help/,
  },
  {argv: KUBERNETES, code: 2, err: /^missing {2}output +--output/m},
  {
    argv: [...KUBERNETES, '--output', 'x', '--base-version', '26.8'],
    code: 2,
    err: /^wrong +base\.version +--base-version +must be a delegate version/m,
  },
  {
    argv: [...KUBERNETES, '--output', 'x', '--size', 'huge'],
    code: 2,
    err: /^wrong +delegate\.size +--size +must be one of: laptop/m,
  },
  {
    argv: [...KUBERNETES, '--output', 'x', '--replicas', '2.5'],
    code: 2,
    err: /--replicas +must be a whole number/,
  },
  {
    argv: ['generate', '--preset', 'kuberntes', '--output', 'x'],
    code: 2,
    err: /no preset "kuberntes"[^]*kubernetes/,
  },
  {argv: ['generate', '--preset', './none.yaml', '--output', 'x'], code: 2, err: /none\.yaml does not exist/},
  {
    argv: ['generate', '--preset', '-', '--output', 'x'],
    code: 2,
    err: /^wrong +base\.vrsion +standard input:2:3: .*did you mean "version"\?/m,
    input: 'base:\n  vrsion: 1\n',
  },
  {
    argv: ['generate', '--preset', '-', '--output', 'x'],
    code: 2,
    err: /standard input:\d+:\d+: is not valid YAML: a list that begins with \[.*\n.*mend the file at the lines named/,
    input: 'a: [b\n',
  },
  {
    argv: [...KUBERNETES, '--output', 'x'],
    env: {DELEGATE_TUI_TODAY: 'soon'},
    code: 1,
    err: /DELEGATE_TUI_TODAY is not a month/,
  },
  {argv: ['latest'], code: 2, err: /--account-id[^]*HARNESS_PLATFORM_API_KEY/},
  {
    argv: ['presets', 'import', '-', 'Team Preset'],
    code: 2,
    err: /"Team Preset" cannot be the name/,
    input: 'tools: []\n',
  },
  {argv: ['presets', 'show', 'nothing-like-it'], code: 2, err: /There is no preset/},
  {argv: ['generate', '--preset', 'test', '--output', 'x'], code: 2, err: /^test is a directory/},
  {argv: ['build', '--output', '/nonexistent'], code: 2, err: /holds no delegate yet/},
  {argv: [...KUBERNETES, '--output', '/dev/null/x'], code: 1, err: /cannot be written[^]*another directory/},
  {
    argv: [...KUBERNETES.slice(0, -4), '--output', 'x', '--token-from', 'file', '--token-file', 'test'],
    code: 2,
    err: /--token-file +cannot be read: test is a directory/,
  },
  {argv: ['presets', 'delete', 'kubernetes'], code: 1, err: /comes with delegate-tui/},
];

for (const {argv, code, err, env, input} of EXITS) {
  test(`delegate-tui ${argv.join(' ')} ends with ${code}`, async () => {
    const result = await runCli(argv, {...(env && {env}), ...(input && {input})});
    assert.match(result.err, err);
    assert.equal(result.code, code);
    if (code !== 0) assert.equal(result.out, '');
  });
}

test('the value of a flag is not blamed on the preset', async (t) => {
  const file = join(temporaryDirectory(t), 'mine.yaml');
  writeFileSync(file, 'base:\n  version: 26.8\n  variant: tiny\n');
  const argv = ['generate', '--preset', file, ...COMPLETE_FLAGS, '--base-version', 'old', '--output', 'x'];
  const {err} = await runCli(argv);
  assert.match(err, /^wrong +base\.version +--base-version +must be/m);
  assert.ok(err.includes(`${file}:3:3: must be one of: minimal, full`), err);
});

test('--json tells problems and errors as events', async () => {
  const missing = await runCli(['generate', '--json']);
  assert.equal(missing.code, 2);
  assert.equal(missing.err, '');
  const events = missing.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as {type: string; flag?: string});
  assert.ok(events.every(({type}) => type === 'problem'));
  assert.ok(events.some(({flag}) => flag === '--account-id'));

  const failed = await runCli(['generate', '--json', '--preset', 'nothing-like-it']);
  assert.equal(failed.code, 2);
  assert.equal((JSON.parse(failed.out) as {type: string}).type, 'error');

  const wrong = await runCli(['generate', '--json', '--sze', '1']);
  assert.equal(wrong.code, 2);
  assert.equal((JSON.parse(wrong.out) as {code: string}).code, 'unknown-flag');
});

for (const [role, start] of [
  ['dockerfile', /^FROM |^# /],
  ['manifest', /^# Harness delegate/],
  ['step', /pipeline:/],
  ['validation', /pipeline:/],
  ['answers', /^# The answers/],
] as const) {
  test(`--print ${role} prints that text alone`, async () => {
    const {code, out} = await runCli([...KUBERNETES, '--print', role]);
    assert.equal(code, 0);
    assert.match(out, start);
    assert.ok(out.endsWith('\n'));
  });
}

test('--tool adds to the tools, --tools replaces them', async () => {
  const answers = async (...flags: string[]) =>
    (await runCli([...KUBERNETES, '--print', 'answers', ...flags])).out;
  assert.deepEqual(
    (await answers('--features', '', '--tools', 'helm,jq', '--tool', 'yq')).match(
      /(?<=^ {2}- )[a-z]+(?=@)/gm,
    ),
    ['helm', 'jq', 'yq'],
  );
});

test('--dry-run says what would happen and touches nothing', async (t) => {
  const output = join(temporaryDirectory(t), 'out');
  const plain = await runCli([...KUBERNETES, '--output', output, '--dry-run']);
  assert.equal(plain.code, 0);
  assert.match(plain.out, /Dockerfile would be created\n[^]*Nothing was written: this was a dry run\.\n$/);
  const json = await runCli([...KUBERNETES, '--output', output, '--dry-run', '--json']);
  assert.match(json.out, /\{"type":"done","directory":"[^"]*","dryRun":true\}\n$/);
  assert.throws(() => readdirSync(output), {code: 'ENOENT'});
});

const WITHOUT_FILES = [['build'], ['push'], ['verify', '--practice'], ['status', '--practice']];

for (const argv of WITHOUT_FILES)
  test(`${argv[0]} says how to write what an empty --output lacks`, async (t) => {
    const directory = temporaryDirectory(t);
    const {code, err} = await runCli([...argv, '--output', directory]);
    assert.equal(code, 2);
    assert.match(err, /holds no delegate yet[^]*npx delegate-tui generate --output \S/);
  });

test('every command takes --no-color', async () => {
  assert.equal((await runCli(['tools', '--no-color'])).code, 0);
});

const EXISTING = [
  {choice: 'keep', files: [], says: /^Kept .*Dockerfile$/m, mine: true},
  {choice: 'overwrite', files: ['Dockerfile.backup-1'], says: /^Backup .*Dockerfile\.backup-1/m, mine: false},
  {choice: 'beside', files: ['Dockerfile.new'], says: /^Beside .*Dockerfile\.new/m, mine: true},
] as const;

for (const {choice, files, says, mine} of EXISTING) {
  test(`an edited file with --existing ${choice}`, async (t) => {
    const directory = temporaryDirectory(t);
    const argv = [...KUBERNETES, '--output', directory];
    await runCli(argv);
    const before = readdirSync(directory);
    const dockerfile = join(directory, 'Dockerfile');
    writeFileSync(dockerfile, `${readFileSync(dockerfile, 'utf8')}# mine\n`);

    const refused = await runCli(argv);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /Dockerfile was edited[^]*--existing keep/);

    const {code, out} = await runCli([...argv, '--existing', choice]);
    assert.equal(code, 0);
    assert.match(out, says);
    assert.deepEqual(
      readdirSync(directory).filter((name) => !before.includes(name)),
      [...files],
    );
    assert.equal(readFileSync(dockerfile, 'utf8').includes('# mine'), mine);
  });
}

test('our own files are replaced without a question', async (t) => {
  const directory = temporaryDirectory(t);
  await runCli([...KUBERNETES, '--output', directory]);
  const {code, out} = await runCli([...KUBERNETES, '--output', directory, '--tool', 'jq']);
  assert.equal(code, 0);
  assert.match(out, /^Wrote .*Dockerfile, .*delegate-tui\.yaml$/m);
});

test('what cannot be replaced stops everything', async (t) => {
  const directory = temporaryDirectory(t);
  symlinkSync('/etc/hostname', join(directory, 'Dockerfile'));
  const {code, err} = await runCli([...KUBERNETES, '--output', directory, '--existing', 'overwrite']);
  assert.equal(code, 1);
  assert.match(err, /Dockerfile cannot be written: .*is a link to \/etc\/hostname/);
  assert.deepEqual(readdirSync(directory), ['Dockerfile']);
});

const TOKEN = 'ZGVhZGJlZWZkZWFkYmVlZmRlYWRiZWVmZGVhZGJlZWY=';
const TOKEN_FLAGS = [...KUBERNETES.slice(0, -4), '--token-from', 'file'];

test('--dry-run ends as the run would, and says what stops it', async (t) => {
  const directory = temporaryDirectory(t);
  const argv = [...TOKEN_FLAGS, '--output', directory];
  const generate = async (...more: readonly string[]) =>
    await runCli([...argv, ...more], {env: {DELEGATE_TOKEN: TOKEN}});
  await generate();
  // An ignore file of one's own is kept without a question.
  writeFileSync(join(directory, '.gitignore'), '# mine\n');
  const kept = await generate('--dry-run');
  assert.equal(kept.code, 0);
  assert.match(kept.out, /\.gitignore was edited; would be kept$/m);
  assert.equal((await generate()).code, 0);

  writeFileSync(join(directory, 'Dockerfile'), 'FROM mine\n');
  const real = await generate();
  const dry = await generate('--dry-run');
  assert.deepEqual([dry.code, dry.err], [real.code, real.err]);
  assert.equal(dry.code, 1);
  assert.match(
    dry.out,
    /Dockerfile was edited; add --existing keep, overwrite or beside\n@@ .*\n-FROM mine\n\+/,
  );
  const json = await generate('--dry-run', '--json');
  assert.equal(json.code, 1);
  assert.match(
    json.out,
    /"path":"Dockerfile","state":"edited","added":\d+,"removed":1,"lines":\["@@ [^]*"-FROM mine"/,
  );
  assert.match(json.out, /"lines":\[[^\n]*\]\}\n[^]*\{"type":"error","message":"[^"]*Dockerfile was edited/);
  const over = await generate('--dry-run', '--existing', 'overwrite');
  assert.equal(over.code, 0);
  assert.match(over.out, /\.gitignore was edited; would be kept\n/);
  assert.match(over.out, /Dockerfile was edited; would be overwritten, a backup kept$/m);
});

test('--dry-run shows what would change in a file, and not the token that was put into it', async (t) => {
  const argv = [...KUBERNETES.slice(0, -4), '--output', temporaryDirectory(t)];
  await runCli(argv);
  const path = join(argv.at(-1) ?? '', 'harness-delegate.yaml');
  const text = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    text.replaceAll('PUT_YOUR_DELEGATE_TOKEN', TOKEN).replace('replicas: 1', 'replicas: 3'),
  );
  for (const more of [[], ['--json']]) {
    const {code, out} = await runCli([...argv, '--dry-run', '--existing', 'overwrite', ...more]);
    assert.equal(code, 0);
    assert.match(out, /-  replicas: 3(?:\n|",")\+  replicas: 1/);
    assert.match(out, /-  DELEGATE_TOKEN: \*\*\*(?:\n|",")\+  DELEGATE_TOKEN: PUT_YOUR_DELEGATE_TOKEN/);
    assert.ok(!out.includes(TOKEN.slice(0, 12)), out);
  }
});

interface TokenCase {
  readonly name: string;
  readonly flags: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly code: number;
  readonly err: RegExp;
}

const TOKENS: readonly TokenCase[] = [
  {
    name: 'nowhere',
    flags: TOKEN_FLAGS,
    code: 2,
    err: /missing +delegate\.token +--token-file .*DELEGATE_TOKEN/,
  },
  {
    name: 'in a file that is not there',
    flags: [...TOKEN_FLAGS, '--token-file', '/nonexistent/token'],
    code: 2,
    err: /--token-file +cannot be read/,
  },
  {name: 'empty', flags: [...TOKEN_FLAGS, '--token-file', '-'], code: 2, err: /does not hold a token/},
  {
    name: 'two words',
    flags: [...TOKEN_FLAGS, '--token-file', '-'],
    input: 'Bearer abcdefgh',
    code: 2,
    err: /does not hold a token/,
  },
  {
    name: 'of an unknown kind',
    flags: [...TOKEN_FLAGS, '--token-file', '-'],
    input: 'abcdefgh12',
    code: 0,
    err: /warning .*does not look like/,
  },
  {
    name: 'that is encoded twice',
    flags: [...TOKEN_FLAGS, '--token-file', '-'],
    input: btoa(TOKEN),
    code: 0,
    err: /notice .*encoded twice.*decoded once/,
  },
  {
    name: 'in quotes, with blanks and a line end',
    flags: [...TOKEN_FLAGS, '--token-file', '-'],
    input: ` "${TOKEN}" \r\n`,
    code: 0,
    err: /^warning .*stands in quotes.*written without them/m,
  },
  {
    name: 'in quotes in the environment, and encoded twice',
    flags: TOKEN_FLAGS,
    env: {DELEGATE_TOKEN: `'${btoa(TOKEN)}'`},
    code: 0,
    err: /^warning +DELEGATE_TOKEN +stands in quotes[^]*DELEGATE_TOKEN +is encoded twice/m,
  },
  {
    name: 'of which only the place was left in the environment',
    flags: TOKEN_FLAGS,
    env: {DELEGATE_TOKEN: 'PUT_YOUR_DELEGATE_TOKEN'},
    code: 2,
    err: /^wrong +DELEGATE_TOKEN +does not hold a token/m,
  },
  {
    name: 'in two places',
    flags: [...TOKEN_FLAGS, '--token-file', '-'],
    input: TOKEN,
    env: {DELEGATE_TOKEN: 'another-token'},
    code: 0,
    err: /warning .*DELEGATE_TOKEN holds another token/,
  },
  {
    name: 'given for nothing',
    flags: [...KUBERNETES, '--token-file', '-'],
    input: TOKEN,
    code: 0,
    err: /warning .*--token-from file/,
  },
];

for (const {name, flags, env, input, code, err} of TOKENS) {
  test(`a token ${name}`, async (t) => {
    const result = await runCli([...flags, '--output', temporaryDirectory(t)], {
      ...(env && {env}),
      ...(input && {input}),
    });
    assert.match(result.err, err);
    assert.equal(result.code, code);
    for (const secret of [TOKEN, btoa(TOKEN), 'another-token', 'abcdefgh']) {
      assert.ok(!result.err.includes(secret) && !result.out.includes(secret));
    }
  });
}

test('a preset shown on a terminal gives it no orders, wherever the input comes from', async (t) => {
  const file = join(temporaryDirectory(t), 'hostile.yaml');
  writeFileSync(file, 'tools: [kubectl] # \u001b]0;title\u0007end\n');
  assert.equal(
    (await runCli(['presets', 'show', file], {outIsTerminal: true})).out,
    'tools: [kubectl] # end\n',
  );
  assert.equal((await runCli(['presets', 'show', file])).out, readFileSync(file, 'utf8'));
});

test('presets are saved, listed, shown, exported, imported and deleted', async (t) => {
  const directory = temporaryDirectory(t);
  const world = {env: {DELEGATE_TUI_CONFIG_DIR: join(directory, 'config')}};
  const succeed = async (...argv: string[]) => {
    const {code, out, err} = await runCli(argv, world);
    assert.equal(code, 0, err);
    return out;
  };
  const file = join(directory, 'shared.yaml');

  for (const name of ['..', 'CON', 'con', 'a ', 'x'.repeat(65)]) {
    const refused = await runCli(['presets', 'save', name, '--preset', 'helm'], world);
    assert.equal(refused.code, 2, name);
    assert.match(refused.err, /cannot be the name of a preset\.\nUse lower-case letters, [^\n]*at most 64/);
  }
  assert.ok(!existsSync(join(directory, 'config')));

  await succeed('presets', 'save', 'team', '--preset', 'helm', '--tool', 'jq', '--namespace', 'delegates');
  assert.match(await succeed('presets'), /^team +yours[^]*^kubernetes +built-in {2}\S/m);
  assert.match(await succeed('presets', '--json'), /^\{"type":"preset","name":"team","origin":"yours"/);
  assert.match(await succeed('presets', 'show', 'team'), /features:[^]*namespace: delegates[^]*- jq/);
  await succeed('presets', 'export', 'team', file);
  await succeed('presets', 'import', file);
  assert.equal(
    readFileSync(join(directory, 'config', 'presets', 'shared.yaml'), 'utf8'),
    readFileSync(file, 'utf8'),
  );
  await succeed('presets', 'delete', 'team');
  assert.doesNotMatch(await succeed('presets'), /^team /m);
  assert.match(
    await succeed('generate', '--preset', 'shared', ...COMPLETE_FLAGS, '--print', 'manifest'),
    /namespace: delegates/,
  );
});

test('a preset is imported from standard input, with the schema that its first line points to', async (t) => {
  const config = join(temporaryDirectory(t), 'config');
  const input = '# yaml-language-server: $schema=../answers.schema.json\ntools: [jq]\n';
  const {code, err} = await runCli(['presets', 'import', '-', 'piped'], {
    env: {DELEGATE_TUI_CONFIG_DIR: config},
    input,
  });
  assert.equal(code, 0, err);
  assert.equal(readFileSync(join(config, 'presets', 'piped.yaml'), 'utf8'), input);
  assert.deepEqual(readdirSync(config).sort(), ['answers.schema.json', 'presets']);
});

test('a name that is taken needs --force, and a wrong preset is not saved', async (t) => {
  const directory = temporaryDirectory(t);
  const world = {env: {DELEGATE_TUI_CONFIG_DIR: join(directory, 'config')}};
  mkdirSync(directory, {recursive: true});
  const file = join(directory, 'wrong.yaml');
  writeFileSync(file, 'base: {variant: tiny}\n');

  assert.equal((await runCli(['presets', 'save', 'a', '--size', 'small'], world)).code, 0);
  assert.equal((await runCli(['presets', 'save', 'a', '--size', 'large'], world)).code, 1);
  assert.equal((await runCli(['presets', 'save', 'a', '--size', 'large', '--force'], world)).code, 0);
  assert.match((await runCli(['presets', 'show', 'a'], world)).out, /size: large/);
  assert.equal((await runCli(['presets', 'save', 'b', '--size', 'huge'], world)).code, 2);

  const refused = await runCli(['presets', 'import', file], world);
  assert.equal(refused.code, 2);
  assert.match(refused.err, /wrong\.yaml:1:8: must be one of: minimal, full[^]*Nothing was saved/);
  assert.doesNotMatch((await runCli(['presets'], world)).out, /wrong/);
});

test('tools --json and schema are JSON', async () => {
  const tools = (await runCli(['tools', '--json'])).out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as {name: string});
  assert.ok(tools.some(({name}) => name === 'kubectl'));
  assert.equal((JSON.parse((await runCli(['schema'])).out) as {type: string}).type, 'object');
});

test('latest asks the manager with the key of the environment, and never prints the key', async (t) => {
  const asked: {url: string | undefined; key: unknown}[] = [];
  const server = createServer((request, response) => {
    asked.push({url: request.url, key: request.headers['x-api-key']});
    response.end(
      JSON.stringify({
        resource: {
          latestSupportedVersion: '26.10.90001',
          latestSupportedMinimalVersion: '26.10.90000.minimal',
        },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const {port} = server.address() as AddressInfo;
  const argv = ['latest', '--account-id', 'ID', '--manager-url', `http://127.0.0.1:${port}`];
  const plain = await runCli(argv, {env: {HARNESS_API_KEY: 'pat.of.mine'}});
  assert.equal(plain.code, 0, plain.err);
  assert.equal(
    plain.out,
    'minimal  26.10.90000\nfull     26.10.90001\nUse it with --base-version 26.10.90000\n',
  );
  const json = await runCli([...argv, '--json'], {env: {HARNESS_PLATFORM_API_KEY: 'pat.of.mine'}});
  assert.deepEqual(JSON.parse(json.out), {type: 'latest', version: '26.10.90001', minimal: '26.10.90000'});
  const url = '/ng/api/delegate-setup/latest-supported-version?accountIdentifier=ID';
  assert.deepEqual(asked, [
    {url, key: 'pat.of.mine'},
    {url, key: 'pat.of.mine'},
  ]);
});
