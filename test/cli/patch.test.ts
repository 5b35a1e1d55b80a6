import assert from 'node:assert/strict';
import {chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {describe, test, type TestContext} from 'node:test';
import {run} from '../../src/cli.ts';
import type {Io} from '../../src/console/io.ts';
import {deployment, join as documents, SEED_MANIFEST, TOKEN, upgrader} from '../helpers/patch-manifests.ts';
import {runCli, type CliWorld} from '../helpers/run-cli.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const IMAGE = ['--image', 'acme/custom-delegate:26.08.89806-1'];
const GOOD = documents(deployment(), upgrader());

interface Place {
  readonly directory: string;
  readonly file: string;
  readonly run: (args: readonly string[], world?: CliWorld) => ReturnType<typeof runCli>;
}

function place(t: TestContext, text = GOOD): Place {
  const directory = temporaryDirectory(t);
  const file = join(directory, 'm.yaml');
  writeFileSync(file, text);
  return {directory, file, run: async (args, world) => runCli(['patch', ...args], world)};
}

const modeOf = (path: string): number => statSync(path).mode & 0o777;

/** The same with a person at both ends, who types this. */
async function atTerminal(argv: readonly string[], input: string): Promise<{out: string; err: string}> {
  const said = {out: '', err: ''};
  const io: Io = {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    input: Readable.from([input]),
    env: {DELEGATE_TUI_CONFIG_DIR: '/nonexistent/delegate-tui'},
    platform: 'linux',
    isTerminal: true,
    outIsTerminal: true,
    columns: 80,
  };
  await run({argv, io, now: new Date(2026, 10, 21)});
  return said;
}

describe('patch writes', () => {
  test('in place, with a backup and the same mode, and says what comes next', async (t) => {
    const {directory, file, run} = place(t);
    chmodSync(file, 0o640);
    const {code, out, err} = await run([file, ...IMAGE]);
    assert.equal(code, 0, err);
    assert.deepEqual(readdirSync(directory).sort(), ['m.yaml', 'm.yaml.backup-1']);
    assert.equal(readFileSync(`${file}.backup-1`, 'utf8'), GOOD);
    const text = readFileSync(file, 'utf8');
    assert.match(text, /image: acme\/custom-delegate:26\.08\.89806-1\n/);
    assert.match(text, /spec:\n {2}suspend: true\n/);
    assert.equal(statSync(file).mode & 0o777, 0o640);
    assert.match(out, /^Delegate east in namespace delegates: 2 edits\.\n/);
    assert.match(out, /m\.yaml:62: CronJob east-upgrader-job spec\.suspend: true\n {2}Auto-upgrade is off/);
    assert.match(out, /\n\+ {2}suspend: true\n/);
    assert.match(out, /\nWrote \S+m\.yaml; what was there is in \S+m\.yaml\.backup-1\n/);
    assert.match(out, /\nNext: npx delegate-tui apply --file \S+m\.yaml --context NAME --yes\n$/);
  });

  test('nothing the second time', async (t) => {
    const {directory, file, run} = place(t);
    await run([file, ...IMAGE]);
    const {code, out} = await run([file, ...IMAGE]);
    assert.equal(code, 0);
    assert.match(out, /: nothing to edit\.\nNext: /);
    assert.equal(readdirSync(directory).length, 2);
  });

  test('another file with --output, once', async (t) => {
    const {directory, file, run} = place(t);
    const output = join(directory, 'new.yaml');
    assert.equal((await run([file, ...IMAGE, '--output', output])).code, 0);
    assert.equal(readFileSync(file, 'utf8'), GOOD);
    assert.match(readFileSync(output, 'utf8'), /suspend: true/);
    assert.equal((await run([file, ...IMAGE, '--output', output])).code, 0);
    const other = await run([file, '--image', 'acme/x:2', '--output', output]);
    assert.equal(other.code, 1);
    assert.match(other.err, /new\.yaml is there already\.\nNothing was written\. Move it away/);
  });

  test('standard output for standard input, and the rest beside it', async (t) => {
    const {run} = place(t);
    const {code, out, err} = await run(['-', ...IMAGE], {input: GOOD});
    assert.equal(code, 0);
    assert.ok(out.startsWith('apiVersion: apps/v1\n') && out.includes('suspend: true'));
    assert.match(err, /^Delegate east/);
    assert.match(err, /Next: npx delegate-tui apply --file FILE/);
    assert.equal((await run(['-', ...IMAGE], {input: out})).out, out);
  });

  test('the token into its places, and into no line', async (t) => {
    const {directory, file, run} = place(t, SEED_MANIFEST);
    const token = join(directory, 'token');
    writeFileSync(token, TOKEN);
    chmodSync(file, 0o644);
    const {code, out, err} = await run([
      file,
      ...IMAGE,
      '--token-file',
      token,
      '--account-id',
      'abc',
      '--json',
    ]);
    assert.equal(code, 0);
    for (const word of [TOKEN, atob(TOKEN)]) assert.ok(!(out + err).includes(word));
    assert.match(readFileSync(file, 'utf8'), new RegExp(`DELEGATE_TOKEN: "${TOKEN}"\n`));
    const events = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual([...new Set(events.map(({type}) => type))], ['edit', 'diff', 'problem', 'done']);
    assert.deepEqual(
      events.find(({code: word}) => word === 'api-version'),
      {
        type: 'edit',
        code: 'api-version',
        file,
        line: 209,
        kind: 'CronJob',
        name: 'custom-del-upgrader-job',
        field: 'apiVersion',
        from: 'batch/v1beta1',
        to: 'batch/v1',
        why: 'Kubernetes 1.25 and later do not know batch/v1beta1.',
      },
    );
    const done = events.at(-1) as {written: string; backup: string; says: string[]};
    assert.deepEqual([done.written, done.backup], [file, `${file}.backup-1`]);
    assert.ok(
      done.says.some((line) =>
        line.endsWith('holds the token now, so only you can read it: its mode is 0600.'),
      ),
    );
    assert.deepEqual([modeOf(file), modeOf(`${file}.backup-1`)], [0o600, 0o644]);
  });

  test('account and manager that are named, over others', async (t) => {
    const {file, run} = place(t, SEED_MANIFEST);
    const {code, out} = await run([file, '--account-id', 'abc', '--manager-url', 'https://eu.harness.io/']);
    assert.equal(code, 0);
    const text = readFileSync(file, 'utf8');
    assert.match(text, /name: MANAGER_HOST_AND_PORT\n {9}value: https:\/\/eu\.harness\.io\n/);
    assert.match(text, /accountId: abc\n {5}managerHost: https:\/\/eu\.harness\.io\n/);
    assert.match(
      out,
      /\nNot ready yet: Secret custom-del-account-token data\.DELEGATE_TOKEN[^\n]*\.\nNext: mend that as told above, then look again: npx delegate-tui patch \S+m\.yaml --check\n$/,
    );
  });

  test('no token into a link, whose target keeps its mode', async (t) => {
    const {directory, file, run} = place(t, SEED_MANIFEST);
    chmodSync(file, 0o644);
    const [link, token] = [join(directory, 'link.yaml'), join(directory, 'token')];
    symlinkSync(file, link);
    writeFileSync(token, TOKEN);
    assert.equal((await run([link, ...IMAGE, '--token-file', token])).code, 1);
    assert.deepEqual([readFileSync(file, 'utf8'), modeOf(file)], [SEED_MANIFEST, 0o644]);
  });

  test('what a preset asks for', async (t) => {
    const {directory, file, run} = place(t);
    const preset = join(directory, 'preset.yaml');
    writeFileSync(
      preset,
      'base: {version: "26.08.89806"}\nimage: {registry: ecr, account: "123456789012", region: eu-central-1, repository: acme/d, pullSecret: regcred}\ndelegate: {replicas: 3}\n',
    );
    const {code, err} = await run([file, '--preset', preset, '--memory', '4Gi']);
    assert.equal(code, 0, err);
    const text = readFileSync(file, 'utf8');
    assert.match(
      text,
      /image: 123456789012\.dkr\.ecr\.eu-central-1\.amazonaws\.com\/acme\/d:26\.08\.89806-1\n/,
    );
    assert.match(text, /replicas: 3\n[^]*memory: "4Gi"[^]*imagePullSecrets:\n {6}- name: regcred/);
  });

  for (const [name, text, after, command] of [
    [
      'values.yaml',
      'delegateName: east # ours\ndelegateToken: not-for-your-eyes\ndelegateDockerImage: "harness/delegate:1"\n',
      /delegateDockerImage: "acme\/custom-delegate:26\.08\.89806-1"\n[^]*enabled: false/,
      /\nNext: run your helm upgrade with this file, [^\n]+\n$/,
    ],
    [
      'main.tf',
      'module "d" {\n  source = "harness/harness-delegate/kubernetes"\n  delegate_name = "east"\n  delegate_token = "not-for-your-eyes"\n  delegate_image = "harness/delegate:1"\n}\n',
      /delegate_image = "acme\/custom-delegate:26\.08\.89806-1"\n[^]*upgrader_enabled = false/,
      /\nNext: terraform plan and apply, [^\n]+\n$/,
    ],
  ] as const)
    test(`${name} the same way`, async (t) => {
      const {directory} = place(t);
      const file = join(directory, name);
      writeFileSync(file, text);
      const {code, out, err} = await runCli(['patch', file, ...IMAGE]);
      assert.equal(code, 0, err);
      assert.match(readFileSync(file, 'utf8'), after);
      assert.match(out, command);
      assert.ok(!(out + err).includes('not-for-your-eyes'));
    });

  test('only after a yes at a terminal, without --yes', async (t) => {
    const {file} = place(t);
    const ask = async (args: readonly string[], input: string) =>
      atTerminal(['patch', file, ...IMAGE, ...args], input);
    const no = await ask([], 'n\n');
    assert.match(no.err, /Write \S+m\.yaml\? \[y\/N\] /);
    assert.match(no.out, /\nNothing was written\.\n$/);
    assert.equal(readFileSync(file, 'utf8'), GOOD);
    assert.match((await ask([], 'y\n')).out, /\nWrote /);
    assert.ok(!(await ask(['--yes'], '')).err.includes('[y/N]'));
  });
});

describe('patch writes nothing', () => {
  for (const [flag, says, code] of [
    ['--check', 'The file needs these edits.', 1],
    ['--dry-run', 'Nothing was written: this was a dry run.', 0],
  ] as const)
    test(`with ${flag}`, async (t) => {
      const {directory, file, run} = place(t);
      const {code: ended, out} = await run([file, ...IMAGE, flag]);
      assert.equal(ended, code);
      assert.ok(out.endsWith(`${says}\n`));
      assert.deepEqual(readdirSync(directory), ['m.yaml']);
      assert.equal(readFileSync(file, 'utf8'), GOOD);
    });

  test('with --dry-run, and says what would stop it', async (t) => {
    const {directory, file, run} = place(t);
    writeFileSync(join(directory, 'taken.yaml'), 'mine');
    symlinkSync(file, join(directory, 'link.yaml'));
    for (const [args, says] of [
      [[file, '--output', join(directory, 'taken.yaml')], /taken\.yaml is there already\./],
      [[file, '--output', join(directory, 'none/new.yaml')], /none\/new\.yaml could not be written: /],
      [[join(directory, 'link.yaml')], /link\.yaml is a link, and is not replaced\./],
    ] as const) {
      const {code, err} = await run([...args, ...IMAGE, '--dry-run']);
      assert.equal(code, 1);
      assert.match(err, says);
    }
    assert.deepEqual(readdirSync(directory).toSorted(), ['link.yaml', 'm.yaml', 'taken.yaml']);
  });

  test('and --check ends with 0 when nothing is needed', async (t) => {
    const {file, run} = place(t);
    await run([file, ...IMAGE]);
    const {code, out} = await run([file, '--check']);
    assert.equal(code, 0);
    assert.match(out, /needs no edits/);
  });

  test('and --check ends with 1 while the delegate cannot register', async (t) => {
    const open = deployment({image: 'acme/x:1'}).replace(/(name: ACCOUNT_ID\n +value:).*/, '$1');
    const {file, run} = place(t, documents(open, upgrader({suspend: '  suspend: true\n'})));
    const {code, out} = await run([file, '--check']);
    assert.equal(code, 1);
    assert.match(out, /\nThe file is not ready: ACCOUNT_ID of Deployment east\.\n$/);
  });

  test('when an edit cannot be made', async (t) => {
    const shared = deployment({
      image: '&image my/own:1',
      more: '      initContainers:\n      - {name: prepare, image: *image}\n',
    });
    const {file, run} = place(t, shared);
    const {code, out, err} = await run([file, ...IMAGE]);
    assert.equal(code, 1);
    assert.match(
      err,
      /m\.yaml:21:1: cannot be changed to acme\/custom-delegate:26\.08\.89806-1: it is shared with \*image/,
    );
    assert.match(out, /Nothing was written: not every edit can be made/);
    assert.equal(readFileSync(file, 'utf8'), shared);
  });

  test('through a link', async (t) => {
    const {directory, file, run} = place(t);
    const link = join(directory, 'link.yaml');
    symlinkSync(file, link);
    const {code, err} = await run([link, ...IMAGE]);
    assert.equal(code, 1);
    assert.match(err, /link\.yaml is a link, and is not replaced\.\nNothing was written\. Give the file/);
    assert.equal(readFileSync(file, 'utf8'), GOOD);
  });

  const WRONG: readonly (readonly [name: string, text: string, args: readonly string[], message: RegExp])[] =
    [
      ['an empty file', '# nothing\n', IMAGE, /m\.yaml:1:1: holds nothing but blanks and comments; take/],
      ['no YAML', 'a: [\n', IMAGE, /m\.yaml:\d:\d: is not valid YAML/],
      ['a Dockerfile', 'FROM harness/delegate:1\n', IMAGE, /is a Dockerfile; give/],
      [
        'no delegate',
        'apiVersion: v1\nkind: Service\nmetadata: {name: x}\n',
        IMAGE,
        /holds no delegate, but Service/,
      ],
      ['no image', GOOD, [], /missing +image +--image +is not given/],
      ['a wrong image', GOOD, ['--image', 'Acme/X'], /--image +needs a tag/],
      ['a wrong quantity', GOOD, [...IMAGE, '--memory', 'much'], /--memory +must be/],
      [
        'an image that the answers do not make',
        GOOD,
        ['--image-registry', 'ecr', '--image-repository', 'x'],
        /--image-account/,
      ],
      ['no name of the Secret', GOOD, [...IMAGE, '--token-from', 'secret'], /--token-secret +is not given/],
      ['no token', GOOD, [...IMAGE, '--token-from', 'file'], /the token is not there/],
      [
        'no such delegate',
        GOOD,
        [...IMAGE, '--delegate', 'x'],
        /--delegate .*holds no such delegate, but east; name one/,
      ],
      [
        'several delegates',
        documents(GOOD, deployment({name: 'w'})),
        IMAGE,
        /--delegate .*several delegates, east, w; name the one/,
      ],
      ['a flag of another command', GOOD, [...IMAGE, '--features', 'helm'], /--features +is not used by/],
    ];
  for (const [name, text, args, message] of WRONG)
    test(`and ends with 2: ${name}`, async (t) => {
      const {directory, file, run} = place(t, text);
      const {code, err} = await run([file, ...args]);
      assert.equal(code, 2);
      assert.match(err, message);
      assert.deepEqual(readdirSync(directory), ['m.yaml']);
    });

  test('and ends with 2 for what is no readable file', async (t) => {
    const {directory, run} = place(t);
    mkdirSync(join(directory, 'd'));
    writeFileSync(join(directory, 'binary'), Buffer.from([0, 1, 2, 255]));
    writeFileSync(join(directory, 'large'), ' '.repeat(1024 * 1024 + 1));
    for (const [name, message] of [
      ['absent', /does not exist; give/],
      ['d', /is a directory; give/],
      ['binary', /no text in UTF-8; give/],
      ['large', /larger than 1 MiB; give/],
    ] as const) {
      const {code, err} = await run([join(directory, name), ...IMAGE]);
      assert.equal(code, 2);
      assert.match(err, message);
    }
    const twice = await run(['-', ...IMAGE, '--token-file', '-'], {input: GOOD});
    assert.deepEqual([twice.code, /read once/.test(twice.err)], [2, true]);
  });
});
