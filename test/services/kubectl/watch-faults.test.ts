import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {existsSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {call} from '../../../src/services/kubectl/call.ts';
import type {KubectlFailure} from '../../../src/services/kubectl/classify-error.ts';
import {needs} from '../../helpers/needs.ts';
import {until} from '../../helpers/until.ts';
import {temporaryDirectory} from '../../helpers/temporary-directory.ts';
import {startApiServer, type Fault} from './api-server.ts';
import {connect} from './connect.ts';
import {pretendKubectl} from './pretend-kubectl.ts';
import {QUICK, readWatch} from './watch-reader.ts';

const NAME = 'custom-del';
const KINDS = ['deployments', 'replicasets', 'pods', 'events'] as const;

/** Nobody is there, but kubectl logs in before it finds out. Without TLS it would not log in at all. */
const SECURE = 'https://127.0.0.1:9';

/** A small generator of its own, so that a run that fails can be told by its seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const FAULTS: readonly Fault[] = [
  'reset',
  'half-line',
  'garbage',
  'expired-event',
  'close',
  'reset-later',
  'html',
  {status: 500},
  {status: 410, reason: 'Expired'},
  {status: 429, reason: 'TooManyRequests'},
  {status: 503, reason: 'ServiceUnavailable'},
];

/** Processes whose command line holds a text: their numbers and command lines. */
const processesWith = (text: string): readonly string[] =>
  readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      const words = readFileSync(`/proc/${entry}/cmdline`, 'utf8');
      return words.includes(text) ? [`${entry}: ${words.replaceAll('\0', ' ').trim()}`] : [];
    } catch {
      return [];
    }
  });

/** Far beyond what any of them may live. */
const GONE_WITHIN_MS = 60_000;

/** Fails with the processes that are left when they do not go. */
async function untilNone(text: string): Promise<void> {
  const deadline = performance.now() + GONE_WITHIN_MS;
  await until(() => processesWith(text).length === 0 || performance.now() > deadline);
  assert.deepEqual(processesWith(text), [], 'processes are left');
}

describe('the watch under faults', needs('kubectl'), () => {
  for (const seed of [1, 20_261_121]) {
    test(`knows exactly what the server has, whatever the line does (seed ${seed})`, async (t) => {
      const random = randomFrom(seed);
      const line = {bad: true};
      const faultFor = ({resource}: {resource: string}): Fault | undefined =>
        line.bad && resource !== 'version' && random() < 0.5
          ? FAULTS[Math.floor(random() * FAULTS.length)]
          : undefined;
      const server = await startApiServer(t, {faultFor});
      const reader = readWatch(t, {connection: await connect(t, {server: server.url}), random});
      let watches = 0;
      const steps = 60;
      for (let step = 0; step < steps; step++) {
        for (const kind of KINDS) {
          const name = kind === 'deployments' ? NAME : `${NAME}-${Math.floor(random() * 4)}`;
          if (random() < 0.7) server.put(kind, name, {involvedObject: {name}});
          else server.remove(kind, name);
        }
        if (random() < 0.2) server.compact();
        if (random() < 0.2) server.breakWatches();
        // As many requests must have come as steps were done: the changes fall into the middle of it all.
        watches = server.requests.length;
        await reader.until(() => server.requests.length > watches || server.watches === KINDS.length);
      }
      line.bad = false;
      server.put('deployments', NAME);
      const truth = (kind: string) =>
        JSON.stringify(
          server
            .all(kind)
            .map(({metadata}) => [metadata.name, metadata.resourceVersion])
            .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
        );
      await reader.until(() =>
        KINDS.every((kind) => JSON.stringify(Object.entries(reader.known(kind))) === truth(kind)),
      );
      await reader.stop();
    });
  }

  test(
    'nothing outlives its bound when we are killed',
    {skip: process.platform !== 'linux' && 'reads /proc'},
    async (t) => {
      const server = await startApiServer(t);
      server.put('deployments', NAME);
      const namespace = `killed-${process.pid}`;
      const connection = await connect(t, {server: server.url, namespace});
      const source = JSON.stringify(
        fileURLToPath(new URL('../../../src/services/kubectl/watch.ts', import.meta.url)),
      );
      const script = `
      const {watchRollout} = await import(${source});
      const request = {connection: ${JSON.stringify(connection)}, watched: {name: ${JSON.stringify(NAME)}, selector: 'a=b'}, timing: {minLife: 1000, maxLife: 1000}};
      for await (const input of watchRollout(request)) console.log(input.type);`;
      const {NODE_TEST_CONTEXT: _, ...env} = process.env;
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
        env,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const gone = new Promise((resolve) => child.once('exit', resolve));
      await new Promise<void>((resolve) =>
        child.stdout.on('data', () => server.watches === KINDS.length && resolve()),
      );
      assert.notDeepEqual(processesWith(`/namespaces/${namespace}/`), []);
      child.kill('SIGKILL');
      await gone;
      await untilNone(`/namespaces/${namespace}/`);
    },
  );

  test(
    'a reader that leaves takes all children along',
    {skip: process.platform !== 'linux' && 'reads /proc'},
    async (t) => {
      const server = await startApiServer(t);
      const namespace = `left-${process.pid}`;
      const reader = readWatch(t, {connection: await connect(t, {server: server.url, namespace})});
      await reader.until(() => server.watches === KINDS.length);
      await reader.stop();
      assert.deepEqual(processesWith(`/namespaces/${namespace}/`), []);
    },
  );

  test(
    'a login plugin that hangs is ended, and somebody is asked to log in',
    {skip: process.platform !== 'linux' && 'reads /proc'},
    async (t) => {
      const mark = `987${process.pid}`;
      const ran = join(temporaryDirectory(t), 'ran');
      const connection = await connect(t, {server: SECURE, plugin: `touch ${ran}\nsleep ${mark}`});
      let failure: KubectlFailure | undefined;
      // The limit counts kubectl's own start, too: on a busy machine it takes more to get as far as the plugin.
      for (let timeoutMs = 400; !existsSync(ran); timeoutMs *= 2) {
        assert.ok(timeoutMs < 60_000, 'the plugin never ran');
        ({failure} = await call({connection, args: ['get', '--raw', '/version'], timeoutMs}));
      }
      assert.equal(failure?.kind, 'plugin-hangs');
      assert.match(failure?.next ?? '', /^Log in again.*kubectl --context=test get --raw \/version/);
      await untilNone(mark);
    },
  );

  const plugins: readonly (readonly [name: string, script: string, kind: string, message: RegExp])[] = [
    ['fails', 'echo "your session has expired" >&2; exit 1', 'plugin-failed', /login plugin failed/],
    ['prints nonsense', 'echo nonsense', 'plugin-failed', /login plugin failed/],
  ];
  for (const [name, script, kind, message] of plugins) {
    test(`a login plugin that ${name}`, async (t) => {
      const connection = await connect(t, {server: SECURE, plugin: script});
      const {failure} = await call({connection, args: ['get', '--raw', '/version'], timeoutMs: 10_000});
      assert.equal(failure?.kind, kind);
      assert.match(failure?.message ?? '', message);
    });
  }

  test('where no address leads to the cluster, kubectl builds them, and everything is polled', async (t) => {
    const {connection} = await pretendKubectl(
      t,
      `case "$*" in
        *--raw*) echo 'Error from server (NotFound): the server could not find the requested resource' >&2; exit 1;;
        *' get deployments.v1.apps -o=json --field-selector=metadata.name=${NAME}'*) echo '{"kind":"List","metadata":{"resourceVersion":""},"items":[{"metadata":{"name":"${NAME}","resourceVersion":"7"}}]}';;
        *) echo '{"kind":"List","metadata":{"resourceVersion":""},"items":[]}';;
      esac`,
    );
    const reader = readWatch(t, {connection});
    const resets = () =>
      reader.inputs.filter((input) => input.type === 'reset' && input.kind === 'deployments').length;
    await reader.until(() => resets() >= 2 && KINDS.every((kind) => reader.state(kind)?.state === 'live'));
    assert.deepEqual(reader.known('deployments'), {[NAME]: '7'});
  });

  test('a gateway that did not know its addresses for a while is watched again', async (t) => {
    const {connection, directory} = await pretendKubectl(
      t,
      `list='{"kind":"List","metadata":{"resourceVersion":"7"},"items":[]}'
      case "$*" in
        *--raw*) test -e $D/up || { echo 'Error from server (NotFound): the server could not find the requested resource' >&2; exit 1; };;
      esac
      case "$*" in
        *watch=1*) echo w >> $D/watches; exec sleep 60;;
        */version*) echo '{"gitVersion":"v1.33.0"}';;
        *) echo "$list";;
      esac`,
    );
    const reader = readWatch(t, {connection, timing: {...QUICK, poll: 10, findAgain: 50}});
    const isPolled = () => reader.state('deployments')?.reason?.includes('read every few seconds') === true;
    await reader.until(isPolled);
    writeFileSync(join(directory, 'up'), '');
    await reader.until(() => reader.state('deployments')?.state === 'live' && !isPolled());
    await until(() => existsSync(join(directory, 'watches')));
  });

  test('what is no whole list is never read as an empty cluster', async (t) => {
    const item = `{"metadata":{"name":"${NAME}","uid":"u","resourceVersion":"7"}}`;
    const list = `{"kind":"DeploymentList","metadata":{"resourceVersion":"7"},"items":[${item}]}`;
    const odd = [
      '',
      list.slice(0, -20),
      `${list} and more`,
      '<html>Welcome</html>',
      '{"kind":"Status"}',
      '[]',
      'null',
    ];
    const {connection} = await pretendKubectl(
      t,
      `case "$*" in
        *watch=1*) exec sleep 600;;
        *deployments*)
          n=$(($(cat "$0-asked" 2>/dev/null || echo 0) + 1)); echo $n > "$0-asked"
          case $n in
            ${odd.map((answer, index) => `${index + 1}) echo '${answer}';;`).join('\n')}
            *) echo '${list}';;
          esac;;
        *) echo '{"kind":"List","metadata":{"resourceVersion":"7"},"items":[]}';;
      esac`,
    );
    const reader = readWatch(t, {connection});
    await reader.until(() => reader.state('deployments')?.state === 'live');
    const told = reader.inputs.flatMap((input) => {
      if (!('kind' in input) || input.kind !== 'deployments') return [];
      return input.type === 'stream' ? [input.state] : [input.type];
    });
    // Told anew only where the reason is another: a web page is somebody else's.
    assert.deepEqual(told, ['stale', 'stale', 'stale', 'reset', 'live']);
    assert.deepEqual(reader.known('deployments'), {[NAME]: '7'});
  });

  test('the need to log in is told, and nothing is claimed meanwhile', async (t) => {
    const connection = await connect(t, {server: SECURE, plugin: 'exit 1'});
    const kinds: string[] = [];
    const reader = readWatch(t, {
      connection,
      timing: {...QUICK, askAgain: 200},
      onNeedsLogin: async ({kind}) => {
        kinds.push(kind);
        return false;
      },
    });
    await reader.until(() => kinds.length >= 2);
    assert.equal(reader.state('deployments')?.state, 'auth');
    assert.equal(kinds[0], 'plugin-failed');
    assert.deepEqual(reader.known('deployments'), {}, 'nothing is known, and nothing is claimed');
  });
});
