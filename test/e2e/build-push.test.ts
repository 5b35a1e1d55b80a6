import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readFileSync, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {buildRun, pushRun} from '../../src/build/build-run.ts';
import type {PartialAnswers} from '../../src/domain/answers.ts';
import {baseFromRef} from '../../src/domain/base-image.ts';
import type {BuildEvent} from '../../src/domain/build-run/build-events.ts';
import {PLATFORMS} from '../../src/domain/build-run/builder-types.ts';
import {resolveTools} from '../../src/domain/tools.ts';
import {completeAnswers} from '../helpers/arbitrary-answers.ts';
import {startProgram} from '../helpers/deploy-run.ts';
import {needs} from '../helpers/needs.ts';
import {runCli, type CliResult} from '../helpers/run-cli.ts';
import {BuilderWorld} from '../helpers/stand-in/builder-world.ts';
import {needsBuildah} from '../helpers/stand-in/needs-buildah.ts';
import {published} from '../helpers/stand-in/published.ts';
import {startRegistry, type Registry} from '../helpers/stand-in/registry.ts';

const KUBECTL = 'https://dl.k8s.io/release/v1.35.3/bin/linux/amd64/kubectl';
const [AMD64, ARM64] = PLATFORMS;
const PLATFORM = process.arch === 'arm64' ? ARM64 : AMD64;
const SHOWN = ['--builder-tool', 'buildah', '--platform', PLATFORM];

/** Answers for an image in a registry of one’s own. */
const answersFor = (host: string, more: PartialAnswers = {}) =>
  completeAnswers({
    tools: ['kubectl@1.35.3', 'git'],
    image: {registry: 'other', host, repository: 'acme/delegate', tag: '1'},
    ...more,
  });

const sha256 = (url: string) =>
  createHash('sha256')
    .update(published(url)?.body ?? assert.fail(`nothing is published at ${url}`))
    .digest('hex');

describe('an image is built, checked and pushed by the real buildah', needsBuildah(), () => {
  let world: BuilderWorld;
  const answers = answersFor('registry.corp:5000');
  before(async () => {
    world = new BuilderWorld();
    await world.open(answers.base);
    await world.serve();
  });
  after(async () => world.close());

  const build = async (directory: string, more: readonly string[] = [], env = {}): Promise<CliResult> =>
    await runCli(['build', '--output', directory, ...SHOWN, ...more], {env: {...world.env, ...env}});

  /** Nothing is there but what was there before. */
  async function leavesNothing(): Promise<void> {
    assert.deepEqual(await world.inventory(), {names: [], nameless: 0, containers: 0});
  }

  /** Each of these texts is in the output. */
  function says({out, err}: CliResult, texts: readonly string[]): void {
    for (const text of texts) assert.ok(`${out}${err}`.includes(text), `no "${text}" in:\n${out}\n${err}`);
  }

  describe('a build that succeeds', () => {
    let result: CliResult;
    before(async () => {
      result = await build(world.output(answers));
    });
    after(async () => world.forget('registry.corp:5000/acme/delegate:1'));

    it('tells its steps, its tools and its end', () => {
      assert.equal(result.code, 0, `${result.out}\n${result.err}`);
      says(result, [
        'Builder  Buildah',
        'storage vfs',
        `Build    registry.corp:5000/acme/delegate:1 for ${PLATFORM}`,
        'Step     1 of 7  Base image harness/delegate:',
        'Packages: git',
        'Tools: kubectl 1.35.3',
        'Tool     kubectl 1.35.3',
        'Check    as user 1001:0: 2 tools',
        'ok       kubectl 1.35.3',
        'registry.corp:5000/acme/delegate:1 is built, and all of its tools answer.',
        'Next: npx delegate-tui push --output ',
      ]);
      assert.equal(result.out.match(/^Check {4}as user \d+:0: 2 tools$/gm)?.length, 2, result.out);
    });

    it('keeps the whole output in a file that only its owner reads', () => {
      const path = /^Log {6}(.+)$/m.exec(result.out)?.[1] ?? assert.fail(result.out);
      assert.equal(statSync(path).mode & 0o777, 0o600);
      assert.match(readFileSync(path, 'utf8'), /^== kubectl 1\.35\.3$/m);
    });

    it('leaves the image under its name and nothing else', async () => {
      assert.deepEqual(await world.inventory(), {
        names: ['registry.corp:5000/acme/delegate:1'],
        nameless: 0,
        containers: 0,
      });
    });
  });

  it('a wrong checksum: both sums are told, and nothing is left', async () => {
    await world.serve({[`${KUBECTL}.sha256`]: 'changed'});
    const result = await build(world.output(answers));
    assert.equal(result.code, 1);
    says(result, [
      `Failed   The download of kubectl 1.35.3 is not what was expected: sha256 should be ${'0'.repeat(64)} and is ${sha256(KUBECTL)}. It was not installed.`,
      'registry.corp:5000/acme/delegate:1 was not built.',
    ]);
    await leavesNothing();
  });

  it('a download that is not there: the tool and its address are told', async () => {
    await world.serve({[KUBECTL]: 'missing'});
    const result = await build(world.output(answers), ['--json']);
    assert.equal(result.code, 1);
    const events = result.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as BuildEvent);
    const failure = events.find((event) => event.type === 'failure');
    assert.equal(failure?.code, 'download');
    assert.equal(failure.cause, `kubectl 1.35.3 could not be downloaded: ${KUBECTL} is not there (404).`);
    assert.deepEqual(events.at(-1)?.type, 'end');
    assert.equal(result.err, '');
    await leavesNothing();
  });

  it('a package that no repository has', async () => {
    await world.serve();
    const directory = world.output(answers, (text) => text.replace(/\bgit;/, 'gti;'));
    const result = await build(directory);
    assert.equal(result.code, 1);
    says(result, ['Failed   The package gti is not in the package repositories of the image.']);
    await leavesNothing();
  });

  it('an instruction that was mistyped', async () => {
    const result = await build(world.output(answers, (text) => `${text}RUNN true\n`));
    assert.equal(result.code, 1);
    says(result, ['nknown instruction: "RUNN"', 'Correct that instruction']);
    await leavesNothing();
  });

  it('a tool that is gone, and one that became another version, fail the check', async () => {
    const directory = world.output(answers, (text) =>
      [
        text,
        'USER 0',
        'RUN rm /usr/bin/git; k="$(command -v kubectl)"; echo "#!/bin/sh" > "$k"; echo "echo Client Version: v1.0.0" >> "$k"',
        'USER 1001',
        '',
      ].join('\n'),
    );
    const result = await build(directory);
    assert.equal(result.code, 1);
    says(result, [
      'another version than 1.35.3: Client Version: v1.0.0',
      'not found: git is not on PATH',
      'is built, but it is not fit to be pushed.',
    ]);
    const pushed = await runCli(['push', '--output', directory, '--builder-tool', 'buildah'], {
      env: world.env,
    });
    assert.equal(pushed.code, 3, pushed.out);
    says(pushed, ['Some tools do not work in the image', 'Nothing was pushed.']);
    await world.forget('registry.corp:5000/acme/delegate:1');
    await leavesNothing();
  });

  /** A Dockerfile whose last step says that it has begun, as a tool does, and never ends. */
  const endless = (text: string) => `${text}USER 0\nRUN echo begun; echo "== endless 1"; tail -f /dev/null\n`;

  it('broken off: nothing is left, and the name stays with the image that had it', async () => {
    const name = 'registry.corp:5000/acme/delegate:1';
    const first = world.output(answers, (text) => `${/^FROM .*$/m.exec(text)?.[0]}\nUSER 1001\n`);
    assert.equal((await build(first, ['--skip-smoke-test'])).code, 0);
    const directory = world.output(answers, endless);
    const controller = new AbortController();
    const events: BuildEvent[] = [];
    const run = buildRun({
      wanted: 'buildah',
      env: world.env,
      cwd: directory,
      logs: join(world.directory, 'logs'),
      now: new Date(),
      signal: controller.signal,
      context: directory,
      dockerfile: join(directory, 'Dockerfile'),
      base: baseFromRef(answers.base),
      argumentNames: [],
      reference: name,
      platform: PLATFORM,
      tools: [],
    });
    for await (const event of run) {
      events.push(event);
      if (event.type === 'output' && event.text === 'begun') controller.abort();
    }
    const end = events.at(-1);
    assert.ok(end?.type === 'end' && end.outcome === 'cancelled', JSON.stringify(end));
    assert.ok(!events.some(({type}) => type === 'built' || type === 'failure'));
    assert.deepEqual(await world.inventory(), {names: [name], nameless: 0, containers: 0});
    await world.forget(name);
    await leavesNothing();
  });

  it('ctrl+c ends the program with 130, and nothing is left', async () => {
    const directory = world.output(answers, endless);
    const program = startProgram({
      args: ['build', '--output', directory, ...SHOWN],
      cwd: directory,
      env: world.env,
    });
    // While a step runs, buildah ends it and cleans up; before that, it leaves its container.
    await program.seen(/Tool +endless 1/);
    program.kill('SIGINT');
    const {code, err} = await program.end;
    assert.deepEqual(program.children(), []);
    assert.equal(code, 130, err);
    assert.match(err, /Broken off; registry\.corp:5000\/acme\/delegate:1 is what it was before\./);
    await leavesNothing();
  });

  describe('a push', needs('docker-registry'), () => {
    let open: Registry;
    let closed: Registry;
    let directory: string;
    before(async () => {
      open = await startRegistry(join(world.directory, 'open-registry'), {login: false});
      closed = await startRegistry(join(world.directory, 'closed-registry'), {login: true});
      world.trust([open.host, closed.host]);
      directory = world.output(answersFor(open.host));
      const built = await build(directory);
      assert.equal(built.code, 0, built.out);
      await world.name(`${open.host}/acme/delegate:1`, `${closed.host}/acme/delegate:1`);
    });
    after(async () => {
      await open.close();
      await closed.close();
    });

    const push = async (more: readonly string[], env = {}) =>
      await runCli(['push', '--output', directory, '--builder-tool', 'buildah', ...more], {
        env: {...world.env, ...env},
      });

    it('without login: the digest is the one that the registry tells, and is kept', async () => {
      const result = await push([]);
      assert.equal(result.code, 0, `${result.out}\n${result.err}`);
      const digest = await open.digest('acme/delegate', '1');
      assert.match(digest ?? '', /^sha256:[0-9a-f]{64}$/);
      says(result, [
        `Digest   ${digest}`,
        `Pinned   ${open.host}/acme/delegate@${digest}`,
        `${open.host}/acme/delegate:1 is in the registry.`,
      ]);
      const kept = JSON.parse(readFileSync(join(directory, 'image-digest.json'), 'utf8')) as object;
      assert.deepEqual(kept, {
        image: `${open.host}/acme/delegate:1`,
        digest,
        pinned: `${open.host}/acme/delegate@${digest}`,
        pushed: new Date(2026, 10, 21).toISOString(),
      });
    });

    it('to a registry that wants a login, without one: the command that logs in is told', async () => {
      const result = await push(['--image', `${closed.host}/acme/delegate:1`]);
      assert.equal(result.code, 1, result.out);
      says(result, [
        `Buildah is not logged in to ${closed.host}, or its login has expired.`,
        `Log in, and push again: buildah login ${closed.host}`,
      ]);
      assert.equal(await closed.digest('acme/delegate', '1'), undefined);
    });

    it('with the login of the builder; its password is in no output and no log', async () => {
      const result = await push(
        ['--image', `${closed.host}/acme/delegate:1`, '--json'],
        world.loginFile(closed.host),
      );
      assert.equal(result.code, 0, `${result.out}\n${result.err}`);
      const pushed = result.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as BuildEvent)
        .find((event) => event.type === 'pushed');
      assert.equal(pushed?.digest, await closed.digest('acme/delegate', '1'));
      assert.ok(result.out.includes(`is logged in to ${closed.host} as pusher`), result.out);
      const logs = join(world.env['XDG_STATE_HOME'] ?? '', 'delegate-tui', 'logs');
      const written = readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8'));
      assert.ok(![result.out, result.err, ...written].some((text) => text.includes('cHVzaGVyOmxvb3BiYWNr')));
    });

    /** Breaks a push off when this event comes; gives its last one. */
    async function brokenOffAt(type: BuildEvent['type'], reference: string): Promise<BuildEvent | undefined> {
      const controller = new AbortController();
      const tools = resolveTools(answers);
      const logs = join(world.directory, 'logs');
      const place = {wanted: 'buildah', env: world.env, cwd: directory, logs, now: new Date()} as const;
      let last: BuildEvent | undefined;
      for await (const event of pushRun({...place, reference, tools, signal: controller.signal})) {
        if (event.type === type) controller.abort();
        last = event;
      }
      return last;
    }

    for (const type of ['checking', 'pushing'] as const)
      it(`broken off while ${type}: the registry has no tag, and no container is left`, async () => {
        const reference = `${open.host}/acme/broken-off:1`;
        await world.name(`${open.host}/acme/delegate:1`, reference);
        const last = await brokenOffAt(type, reference);
        assert.ok(last?.type === 'end' && last.outcome === 'cancelled', JSON.stringify(last));
        assert.equal(await open.digest('acme/broken-off', '1'), undefined);
        assert.equal((await world.inventory()).containers, 0);
        await world.forget(reference);
      });

    it('a base image that nobody has', async () => {
      const result = await build(world.output(answers, () => 'FROM acme/nothing:1\nUSER 1001\n'));
      assert.equal(result.code, 1);
      says(result, ['There is no image acme/nothing:1.', '--base-version']);
    });

    it('of an image that was never built', async () => {
      const result = await push(['--image', `${open.host}/acme/other:1`]);
      assert.equal(result.code, 3);
      says(result, [`Buildah has no image ${open.host}/acme/other:1.`]);
    });

    it('what was pushed is the base of another build, under a name without registry', async () => {
      await world.forget(`${open.host}/acme/delegate:1`, `${closed.host}/acme/delegate:1`);
      const second = world.output(answers, () => 'FROM acme/delegate:1\nUSER 1001\n');
      const result = await build(second, ['--image', 'acme/second:1', '--skip-smoke-test']);
      assert.equal(result.code, 0, `${result.out}\n${result.err}`);
      says(result, ['Get acme/delegate:1 from Docker Hub', 'acme/second:1 is built.']);
      assert.ok((await world.inventory()).names.includes('docker.io/acme/second:1'));
    });
  });
});
