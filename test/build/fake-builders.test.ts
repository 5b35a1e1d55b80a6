import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it, type TestContext} from 'node:test';
import {buildRun} from '../../src/build/build-run.ts';
import {answersFile} from '../../src/domain/answers-file.ts';
import {baseFromRef} from '../../src/domain/base-image.ts';
import type {BuildEvent} from '../../src/domain/build-run/build-events.ts';
import {dockerfile} from '../../src/domain/dockerfile.ts';
import {canRun} from '../../src/services/builder/emulation.ts';
import {completeAnswers} from '../helpers/arbitrary-answers.ts';
import {FakeBuilders} from '../helpers/fake-builder.ts';
import {runCli, type CliResult} from '../helpers/run-cli.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const ID = 'c'.repeat(64);
const DIGEST = `sha256:${'d'.repeat(64)}`;
const ANSWERS = completeAnswers({
  tools: ['kubectl@1.35.3'],
  image: {registry: 'other', host: 'registry.corp:5000', repository: 'acme/delegate', tag: '1'},
});
const REFERENCE = 'registry.corp:5000/acme/delegate:1';

const INFO = JSON.stringify({ServerVersion: '28.2.2', OSType: 'linux', Driver: 'overlay2'});
const IMAGE = JSON.stringify([{Id: `sha256:${ID}`, Architecture: 'amd64', RepoTags: []}]);

/** A docker with BuildKit: everything goes to standard error, as there. */
const DOCKER = {
  info: `echo '${INFO}'`,
  build: `echo "#5 [1/2] FROM x" >&2; echo "#5 DONE 0.1s" >&2; echo "#6 [2/2] RUN true $BUILDKIT_PROGRESS" >&2; while [ "$1" != --iidfile ]; do shift; done; echo sha256:${ID} > "$2"`,
  image: `echo '${IMAGE}'`,
  tag: 'exit 0',
  run: 'while [ "$#" -gt 1 ]; do shift; done; PATH="$HOME/image/bin" /bin/sh -c "$1"',
  push: `echo "The push refers to repository"; echo "1: digest: ${DIGEST} size: 1234"`,
} as const;

interface World {
  readonly fakes: FakeBuilders;
  readonly output: string;
  readonly cli: (...argv: string[]) => Promise<CliResult>;
}

function world(context: TestContext, docker: Readonly<Record<string, string>> | undefined): World {
  const directory = temporaryDirectory(context);
  const fakes = new FakeBuilders(directory);
  const output = join(directory, 'out');
  mkdirSync(output);
  writeFileSync(join(output, 'Dockerfile'), dockerfile(ANSWERS));
  writeFileSync(join(output, 'delegate-tui.yaml'), answersFile(ANSWERS));
  if (docker !== undefined) fakes.add('docker', docker);
  new FakeBuilders(join(directory, 'image')).add('kubectl', {'*': 'echo "Client Version: v1.35.3"'});
  return {fakes, output, cli: async (...argv) => await runCli(argv, {env: fakes.env})};
}

function says({out, err}: CliResult, texts: readonly string[]): void {
  for (const text of texts) assert.ok(`${out}${err}`.includes(text), `no "${text}" in:\n${out}\n${err}`);
}

describe('with docker', () => {
  it('builds, names the whole image, and lets it run its tools', async (context) => {
    const {fakes, output, cli} = world(context, DOCKER);
    const result = await cli('build', '--output', output);
    assert.equal(result.code, 0, `${result.out}\n${result.err}`);
    says(result, [
      'Builder  Docker 28.2.2',
      'Step     2 of 2  RUN true plain',
      'Built    image cccccccccccc',
      'ok       kubectl 1.35.3',
      `${REFERENCE} is built, and all of its tools answer.`,
      `Next: npx delegate-tui push --output ${output}`,
    ]);
    const calls = fakes.calls();
    const words = calls.map(([word = '']) => word);
    assert.deepEqual(words.slice(0, 4), ['info', 'build', 'image', 'tag']);
    assert.deepEqual(calls[3], ['tag', ID, REFERENCE]);
    assert.ok(!calls[1]?.includes(REFERENCE), 'no name before it is whole');
  });

  it('says every event as JSON', async (context) => {
    const {output, cli} = world(context, DOCKER);
    const {out, err, code} = await cli('build', '--output', output, '--json');
    assert.deepEqual([code, err], [0, '']);
    const types = out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as {type: string}).type);
    assert.deepEqual(
      [...new Set(types)],
      [
        'builder',
        'log',
        'building',
        'step',
        'step-done',
        'built',
        'checking',
        'tool-check',
        'checked',
        'end',
      ],
    );
  });

  it('a FROM that is no image reference is in no sentence and in no command', async (context) => {
    const build = 'echo "pull access denied for x" >&2; exit 1';
    const {output, cli} = world(context, {...DOCKER, build});
    writeFileSync(join(output, 'Dockerfile'), 'FROM evil.x;curl\u001b[31m/y:1\n');
    const result = await cli('build', '--output', output);
    assert.equal(result.code, 1, `${result.out}\n${result.err}`);
    says(result, ['The registry does not hand out the base image', 'log in and build again: docker login\n']);
    assert.doesNotMatch(`${result.out}${result.err}`, /evil|curl|\u001b/);
  });

  it('reads the digest from what a push prints', async (context) => {
    const {output, cli} = world(context, DOCKER);
    const result = await cli('push', '--output', output);
    assert.equal(result.code, 0, `${result.out}\n${result.err}`);
    says(result, [`Digest   ${DIGEST}`, 'Kept     ']);
  });

  it('a push that may not go on names the command that logs in', async (context) => {
    const {output, cli} = world(context, {...DOCKER, push: 'echo "no basic auth credentials" >&2; exit 1'});
    const result = await cli('push', '--output', output, '--skip-smoke-test');
    assert.equal(result.code, 1);
    says(result, ['Docker is not logged in to registry.corp:5000', 'docker login registry.corp:5000']);
  });

  it('an image that cannot be started is not pushed', async (context) => {
    const {fakes, output, cli} = world(context, {...DOCKER, run: 'echo "exec format error" >&2; exit 1'});
    const result = await cli('push', '--output', output);
    assert.equal(result.code, 3);
    says(result, [
      'could not be checked as user 1001:0: The image is for another kind of machine',
      'Nothing was pushed.',
    ]);
    assert.ok(!fakes.calls().some(([word]) => word === 'push'));
    assert.ok(fakes.calls().some(([word]) => word === 'rm'));
  });

  it('an image that came out for another machine gets no name', async (context) => {
    const {fakes, output, cli} = world(context, DOCKER);
    const result = await cli('build', '--output', output, '--platform', 'linux/arm64');
    assert.equal(result.code, 1);
    says(result, ['The image came out for amd64, not for arm64']);
    // With a cache, another build may have made the very same one.
    says(result, ['Image cccccccccccc is left without a name.', 'docker rmi cccccccccccc']);
    const words = fakes.calls().map(([word]) => word);
    assert.ok(!words.includes('tag') && !words.includes('rmi'));
  });
});

describe('a build that ends hard beside another one', () => {
  const MINE = 'a'.repeat(64);
  const OTHER = 'b'.repeat(64);
  const PODMAN = JSON.stringify({host: {security: {rootless: true}}, version: {Version: '5.2.0'}, store: {}});
  const containers = (...ids: readonly string[]) =>
    `echo '${JSON.stringify(ids.map((Id) => ({Id, Image: `docker.io/${baseFromRef(ANSWERS.base)}`})))}'`;
  /** While it builds, its own container comes, and one of another build from the same base image. */
  const podman = (end: string) => ({
    ...DOCKER,
    info: `echo '${PODMAN}'`,
    ps: `if [ -e "$HOME/began" ]; then ${containers(MINE, OTHER)}; else ${containers('e'.repeat(64))}; fi`,
    build: `: > "$HOME/began"; echo 'STEP 1/2: FROM x'; ${end}`,
  });
  const ADVICE = `podman rm --force ${MINE.slice(0, 12)} ${OTHER.slice(0, 12)}`;
  const removals = (fakes: FakeBuilders) => fakes.calls().filter(([word = '']) => word.startsWith('rm'));

  it('killed: both containers are named, and none is removed', async (context) => {
    const {fakes, output, cli} = world(context, undefined);
    fakes.add('podman', podman('kill -KILL $$'));
    const result = await cli('build', '--output', output);
    assert.equal(result.code, 1, result.out);
    says(result, ['or to another build that still runs', ADVICE, 'podman ps --all --external lists']);
    assert.ok(!result.out.includes('eeee'), 'what was there before is nobody’s business');
    assert.deepEqual(removals(fakes), []);
  });

  it('failed by itself: it has cleaned up, and nothing is told of the other one', async (context) => {
    const {fakes, output, cli} = world(context, undefined);
    fakes.add('podman', podman('exit 1'));
    const result = await cli('build', '--output', output);
    assert.equal(result.code, 1, result.out);
    assert.ok(!result.out.includes('podman rm'), result.out);
    assert.deepEqual(removals(fakes), []);
  });

  it('broken off: a notice, also in the log, and none is removed', async (context) => {
    const {fakes, output} = world(context, undefined);
    fakes.add('podman', podman('while :; do :; done'));
    const controller = new AbortController();
    const events: BuildEvent[] = [];
    const run = buildRun({
      env: fakes.env,
      cwd: output,
      logs: join(output, 'logs'),
      now: new Date(),
      signal: controller.signal,
      context: output,
      dockerfile: join(output, 'Dockerfile'),
      base: baseFromRef(ANSWERS.base),
      argumentNames: [],
      reference: REFERENCE,
      platform: 'linux/amd64',
    });
    for await (const event of run) {
      events.push(event);
      if (event.type === 'step') controller.abort();
    }
    assert.deepEqual(
      events.flatMap((event) => (event.type === 'notice' ? [event.next?.includes(ADVICE)] : [])),
      [true],
    );
    const log = events.find((event) => event.type === 'log');
    assert.ok(readFileSync(log?.path ?? '', 'utf8').includes(ADVICE));
    const end = events.at(-1);
    assert.ok(end?.type === 'end' && end.outcome === 'cancelled', JSON.stringify(end));
    assert.deepEqual(removals(fakes), []);
  });
});

const DOWN = 'echo "Cannot connect to the Docker daemon at unix:///var/run/docker.sock." >&2; exit 1';

describe('without a builder that works', () => {
  it('each one says why, and how to get it', async (context) => {
    const {output, cli} = world(context, {info: DOWN});
    const result = await cli('build', '--output', output);
    assert.equal(result.code, 3);
    says(result, [
      'Docker is installed, but its daemon does not answer.',
      'Start it: sudo systemctl start docker',
      'Podman is not installed',
      'Install Buildah: https://',
      'Nothing was built: no builder works here.',
      'Or let Harness build it: ',
    ]);
  });

  it('the next one is taken, and the reason is told', async (context) => {
    const {fakes, output, cli} = world(context, {info: DOWN});
    const podman = {host: {security: {rootless: true}}, version: {Version: '5.2.0'}, store: {}};
    fakes.add('podman', {...DOCKER, info: `echo '${JSON.stringify(podman)}'`, ps: 'echo "[]"'});
    const result = await cli('build', '--output', output);
    assert.equal(result.code, 0, `${result.out}\n${result.err}`);
    says(result, ['Note     Docker is installed, but its daemon', 'Builder  Podman 5.2.0 (rootless']);
    assert.ok(!result.out.includes('Buildah'));
  });

  it('the one that is wanted is the only one', async (context) => {
    const {output, cli} = world(context, DOCKER);
    const result = await cli('push', '--output', output, '--builder-tool', 'buildah');
    assert.equal(result.code, 3);
    says(result, ['Buildah is not installed', 'Nothing was pushed: no builder works here.']);
  });
});

describe('the command line of build and push', () => {
  const cases: readonly (readonly [readonly string[], string])[] = [
    [['push'], '--output'],
    [['build', '--output', 'OUT', '--image', 'acme/x'], 'needs a tag'],
    [['build', '--output', 'EMPTY'], 'holds no delegate yet.'],
    [['push', '--output', 'EMPTY', '--image', 'acme/x:1'], 'holds no delegate yet'],
    [['build', '--output', 'BARE'], '--image'],
    [['build', '--output', 'BARE', '--image', 'acme/x:1'], '--skip-smoke-test'],
    [['build', '--output', 'EMPTY', '--image', 'acme/x:1', '--skip-smoke-test'], 'has no Dockerfile'],
    [['build', '--output', 'OUT', '--builder-tool', 'kaniko'], 'must be one of: docker, podman, buildah'],
    [['push', '--output', 'OUT', '--platform', 'linux/amd64'], 'is not used'],
  ];
  for (const [argv, text] of cases)
    it(argv.join(' '), async (context) => {
      const {output, cli} = world(context, DOCKER);
      const bare = join(output, 'bare');
      mkdirSync(bare);
      writeFileSync(join(bare, 'Dockerfile'), 'FROM scratch\n');
      const places: Readonly<Record<string, string>> = {OUT: output, EMPTY: join(output, 'no'), BARE: bare};
      const result = await cli(...argv.map((word) => places[word] ?? word));
      assert.equal(result.code, 2, result.out);
      says(result, [text]);
    });

  it('a preset makes the files first', async (context) => {
    const {output, cli} = world(context, DOCKER);
    const more = [
      '--existing',
      'overwrite',
      '--preset',
      join(output, 'delegate-tui.yaml'),
      '--image-tag',
      '2',
      '--token-from',
      'later',
    ];
    const result = await cli('build', '--output', output, ...more);
    assert.equal(result.code, 0, `${result.out}\n${result.err}`);
    says(result, ['Wrote', 'registry.corp:5000/acme/delegate:2 is built']);
  });
});

describe('push --pin-digest', () => {
  /** A directory as generate leaves it. */
  async function written(context: TestContext) {
    const made = world(context, DOCKER);
    const output = join(made.output, 'written');
    const answers = ['--preset', join(made.output, 'delegate-tui.yaml'), '--token-from', 'later'];
    assert.equal((await made.cli('generate', ...answers, '--output', output)).code, 0);
    const pin = async (...more: string[]) =>
      await made.cli('push', '--output', output, '--skip-smoke-test', '--pin-digest', ...more);
    const read = (name: string) => readFileSync(join(output, name), 'utf8');
    return {...made, output, pin, read};
  }

  it('writes the digest into the answers and the manifest, and tells when another push leaves them', async (context) => {
    const {output, cli, pin, read, fakes} = await written(context);
    const before = read('Dockerfile');
    const result = await pin();
    assert.equal(result.code, 0, `${result.out}\n${result.err}`);
    says(result, ['Kept     ', 'Wrote   ', 'delegate-tui.yaml']);
    assert.ok(read('harness-delegate.yaml').includes(`image: ${REFERENCE}@${DIGEST}`));
    assert.match(read('delegate-tui.yaml'), new RegExp(`digest: "?${DIGEST}"?$`, 'm'));
    assert.equal(read('Dockerfile'), before);
    const other = `sha256:${'e'.repeat(64)}`;
    fakes.add('docker', {...DOCKER, push: `echo "1: digest: ${other} size: 1234"`});
    says(await cli('push', '--output', output, '--skip-smoke-test'), [
      `still pin ${DIGEST}`,
      `npx delegate-tui push --output ${output} --pin-digest`,
    ]);
    assert.equal((await pin()).code, 0);
    assert.ok(read('harness-delegate.yaml').includes(`${REFERENCE}@${other}`));
  });

  it('a manifest that was edited: refused before anything is pushed; kept with the command for it', async (context) => {
    const {output, pin, read, fakes} = await written(context);
    writeFileSync(join(output, 'harness-delegate.yaml'), `# mine\n${read('harness-delegate.yaml')}`);
    const refused = await pin();
    assert.notEqual(refused.code, 0);
    says(refused, ['harness-delegate.yaml was edited', '--existing keep']);
    assert.deepEqual(fakes.calls(), []);
    const kept = await pin('--existing', 'keep');
    assert.equal(kept.code, 0, kept.err);
    says(kept, [`--image ${REFERENCE}@${DIGEST}`]);
    assert.ok(!read('harness-delegate.yaml').includes(DIGEST));
    assert.ok(read('delegate-tui.yaml').includes(DIGEST));
  });

  it('makes no manifest where another file installs the delegate', async (context) => {
    const {output, pin, read} = await written(context);
    rmSync(join(output, 'harness-delegate.yaml'));
    const result = await pin();
    assert.equal(result.code, 0, result.err);
    says(result, ['delegate-tui patch FILE --image']);
    assert.match(read('delegate-tui.yaml'), /npx delegate-tui generate --file <your manifest> --preset/);
    assert.ok(read('delegate-tui.yaml').includes(DIGEST));
    assert.ok(!existsSync(join(output, 'harness-delegate.yaml')));
  });

  it('needs the answers, their image, and a digest', async (context) => {
    const {output, cli, pin, read, fakes} = await written(context);
    const bare = ['--image', 'acme/x:1', '--skip-smoke-test', '--pin-digest'];
    says(await cli('push', '--output', join(output, 'no'), ...bare), ['--pin-digest  needs']);
    says(await pin('--image', 'acme/x:1'), [`--pin-digest  pins ${REFERENCE}`]);
    fakes.add('docker', {...DOCKER, push: 'exit 0'});
    const result = await pin();
    assert.equal(result.code, 1);
    says(result, ['Nothing was pinned']);
    assert.ok(!read('delegate-tui.yaml').includes('digest'));
  });
});

describe('programs of other machines', () => {
  const facts = {builder: 'buildah', arch: 'amd64'} as const;
  it('run where an emulator is registered', async (context) => {
    const directory = temporaryDirectory(context);
    const ask = async (platform: 'linux/amd64' | 'linux/arm64', more = {}) =>
      await canRun(platform, {facts: {...facts, ...more}, env: {}}, directory);
    assert.equal(await ask('linux/amd64'), true);
    assert.equal(await ask('linux/arm64'), process.platform === 'linux' ? false : 'unknown');
    assert.equal(await ask('linux/arm64', {inMachine: true}), 'unknown');
    writeFileSync(join(directory, 'qemu-aarch64'), '');
    assert.equal(await ask('linux/arm64'), process.platform === 'linux' ? true : 'unknown');
  });
});
