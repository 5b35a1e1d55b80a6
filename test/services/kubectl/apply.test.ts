import assert from 'node:assert/strict';
import {readFile, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import {logDesk} from '../../../src/deploy/log-desk.ts';
import type {DeployContext} from '../../../src/deploy-front/context.ts';
import {readPodLog} from '../../../src/deploy-front/read-pod-log.ts';
import type {ObjectState} from '../../../src/domain/deploy/object-outcome.ts';
import {objectKey} from '../../../src/domain/deploy/object-ref.ts';
import {readManifest} from '../../../src/domain/deploy/read-manifest.ts';
import {
  apply,
  type ApplyEvent,
  type ApplyRequest,
  type ApplyResult,
} from '../../../src/services/kubectl/apply.ts';
import {preflight} from '../../../src/services/kubectl/preflight.ts';
import {readLog} from '../../../src/services/kubectl/logs.ts';
import {readObjects} from '../../../src/services/kubectl/read-objects.ts';
import {pretendKubectl} from './pretend-kubectl.ts';

const TOKEN = 'abcdef0123456789abcdef0123456789';
const MANIFEST = `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {token: ${TOKEN}}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\n`;
const {objects} = readManifest(MANIFEST, 'ns');
const live = (kind: string, name: string, resourceVersion: string, more: object = {}) => ({
  apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1',
  kind,
  metadata: {
    name,
    namespace: 'ns',
    uid: `uid-${name}`,
    resourceVersion,
    creationTimestamp: '2026-11-21T20:00:00Z',
    managedFields: [{manager: 'delegate-tui', operation: 'Apply', time: '2026-11-21T20:00:00Z'}],
  },
  ...more,
});

async function put(
  request: Omit<ApplyRequest, 'objects' | 'before'> & {before?: ReadonlyMap<string, ObjectState>},
  onEvent: (event: ApplyEvent) => void = () => undefined,
): Promise<ApplyResult> {
  const before =
    request.before ?? new Map<string, ObjectState>(objects.map(({ref}) => [objectKey(ref), undefined]));
  const running = apply({...request, objects, before});
  for (;;) {
    const step = await running.next();
    if (step.done === true) return step.value;
    onEvent(step.value);
  }
}
const outcomes = ({objects: done}: ApplyResult) => done.map(({ref, outcome}) => `${ref.kind} ${outcome}`);
const list = (...items: object[]) => JSON.stringify({kind: 'List', apiVersion: 'v1', items});
const LOG = {pod: 'p', container: 'c'};
const POSIX = {skip: process.platform === 'win32' && 'needs a POSIX shell'};

describe('apply', POSIX, () => {
  test('half-way: what was taken, what not, and what kubectl never said is read back', async (t) => {
    const {connection, directory} = await pretendKubectl(
      t,
      `case "$*" in
        *apply*) echo 'secret/s serverside-applied'; echo 'Error from server (Forbidden): deployments.apps "d" is forbidden: token ${TOKEN}' >&2; exit 1;;
        *get*) cat $D/live;;
      esac`,
    );
    await writeFile(join(directory, 'live'), list(live('Secret', 's', '1'), live('ConfigMap', 'c', '2')));
    const events: ApplyEvent[] = [];
    const result = await put({connection}, (event) => events.push(event));
    assert.deepEqual(
      events.map((event) => event.type === 'object' && event.ref.kind),
      ['Secret'],
    );
    assert.equal(result.state, 'partial');
    assert.deepEqual(outcomes(result), ['Secret created', 'ConfigMap created', 'Deployment absent']);
    assert.equal(result.failure?.kind, 'forbidden');
    assert.ok(!JSON.stringify(result).includes(TOKEN));
  });

  test('refused before anything was changed', async (t) => {
    const {connection, directory} = await pretendKubectl(
      t,
      'case "$*" in *apply*) echo "error: no" >&2; exit 1;; *get*) cat $D/live;; esac',
    );
    const unchanged = [live('Secret', 's', '1'), live('ConfigMap', 'c', '2'), live('Deployment', 'd', '3')];
    await writeFile(join(directory, 'live'), list(...unchanged));
    const before = new Map<string, ObjectState>(
      objects.map(({ref}, index) => [objectKey(ref), unchanged[index]]),
    );
    const result = await put({connection, before});
    assert.deepEqual(
      [result.state, ...new Set(outcomes(result))],
      ['failed', 'Secret unchanged', 'ConfigMap unchanged', 'Deployment unchanged'],
    );
  });

  test('nobody can look afterwards: unknown, never "nothing"', async (t) => {
    const {connection} = await pretendKubectl(
      t,
      `echo '{"kind":"List","items":[]}'; echo 'error: You must be logged in to the server (Unauthorized)' >&2; exit 1`,
    );
    const result = await put({connection});
    assert.equal(result.state, 'unknown');
    assert.deepEqual([...new Set(result.objects.map(({outcome}) => outcome))], ['unknown']);
    assert.equal(result.failure?.kind, 'unauthorized');
  });

  test('ended by force, it tells what it did', async (t) => {
    const {connection, directory} = await pretendKubectl(
      t,
      `case "$*" in *apply*) echo 'secret/s serverside-applied'; sleep 600;; *get*) cat $D/live;; esac`,
    );
    await writeFile(join(directory, 'live'), list(live('Secret', 's', '1')));
    const stop = new AbortController();
    const result = await put({connection, stop: stop.signal}, () => stop.abort());
    assert.deepEqual([result.state, result.failure?.kind], ['partial', 'stopped']);
    assert.deepEqual(outcomes(result), ['Secret created', 'ConfigMap absent', 'Deployment absent']);
  });

  test('a reader that leaves does not end it, and leaves no file with a token', async (t) => {
    const {connection, directory} = await pretendKubectl(
      t,
      `case "$*" in *apply*) echo 'secret/s serverside-applied'; while [ ! -e $D/go ]; do sleep 0.02; done; echo 'configmap/c serverside-applied'; echo done > $D/finished;; esac`,
    );
    const temporary = process.env['TMPDIR'];
    process.env['TMPDIR'] = directory;
    t.after(async () => {
      if (temporary === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = temporary;
    });
    const ours = async () => (await readdir(directory)).filter((name) => name.startsWith('delegate-tui-'));
    for await (const event of apply({connection, objects, before: new Map()}))
      if (event.type === 'object') break;
    assert.deepEqual(await ours(), []);
    await writeFile(join(directory, 'go'), '');
    while (!(await readdir(directory)).includes('finished'))
      await new Promise((resolve) => setImmediate(resolve));
  });

  test('a race with somebody else is tried once more', async (t) => {
    const {connection, directory} = await pretendKubectl(
      t,
      `case "$*" in
        *apply*) if [ -e $D/once ]; then echo 'secret/s serverside-applied'; else touch $D/once; echo 'Error from server (Conflict): Operation cannot be fulfilled: the object has been modified' >&2; exit 1; fi;;
        *get*) cat $D/live;;
      esac`,
    );
    await writeFile(
      join(directory, 'live'),
      list(live('Secret', 's', '1'), live('ConfigMap', 'c', '1'), live('Deployment', 'd', '1')),
    );
    assert.equal((await put({connection})).state, 'applied');
  });

  test('a kubectl that inherits nothing gets the manifest by its name', async (t) => {
    const {connection, directory} = await pretendKubectl(
      t,
      `case "$*" in
        *apply*/dev/fd/3*) echo 'error: the path "/dev/fd/3" does not exist' >&2; exit 1;;
        *apply*) for last; do :; done; cat "$last" > $D/manifest; echo 'secret/s serverside-applied';;
        *get*) cat $D/live;;
      esac`,
    );
    const all = [live('Secret', 's', '1'), live('ConfigMap', 'c', '1'), live('Deployment', 'd', '1')];
    await writeFile(join(directory, 'live'), list(...all));
    assert.equal((await put({connection})).state, 'applied');
    assert.match(await readFile(join(directory, 'manifest'), 'utf8'), new RegExp(TOKEN));
    const [, named = ''] = (await readFile(join(directory, 'calls'), 'utf8')).split('\n');
    await assert.rejects(readFile(named.split(' ').at(-1) ?? ''), {code: 'ENOENT'});
  });

  test('context and namespace are always said, the manifest is never in the words', async (t) => {
    const {connection, directory} = await pretendKubectl(t, `case "$*" in *get*) cat $D/live;; esac`);
    await writeFile(
      join(directory, 'live'),
      list(live('Secret', 's', '1'), live('ConfigMap', 'c', '1'), live('Deployment', 'd', '1')),
    );
    await put({connection, force: true});
    const calls = (await readFile(join(directory, 'calls'), 'utf8')).trim().split('\n');
    assert.ok(calls.length >= 2 && calls.every((words) => words.startsWith('--context=c --namespace=ns ')));
    assert.match(
      calls[0] ?? '',
      /apply --server-side --field-manager=delegate-tui --force-conflicts -f \/dev\/fd\/3$/,
    );
    assert.ok(!calls.join().includes(TOKEN));
  });
});

describe('odd answers of kubectl', POSIX, () => {
  const refs = objects.map(({ref}) => ref);
  test('a failed call with a valid empty list is not "nothing there"', async (t) => {
    const {connection} = await pretendKubectl(
      t,
      `echo '{"kind":"List","items":[]}'; echo 'Unable to connect to the server: EOF' >&2; exit 1`,
    );
    const {states, failure} = await readObjects({connection, refs});
    assert.deepEqual([...states.values()], ['unknown', 'unknown', 'unknown']);
    assert.equal(failure?.kind, 'connection-lost');
  });

  test('one kind that may not be read hides no other', async (t) => {
    const {connection} = await pretendKubectl(
      t,
      `case "$*" in
        *raw*secrets*) echo 'Error from server (Forbidden): secrets "s" is forbidden: no' >&2; exit 1;;
        *raw*configmaps*) echo 'Error from server (NotFound): configmaps "c" not found' >&2; exit 1;;
        *raw*deployments*) echo '${JSON.stringify(live('Deployment', 'd', '7'))}';;
        *) echo 'Error from server (Forbidden): secrets "s" is forbidden: no' >&2; exit 1;;
      esac`,
    );
    const {states, failure} = await readObjects({connection, refs});
    assert.equal(failure?.kind, 'forbidden');
    assert.deepEqual(
      [...states.values()].map((state) => (typeof state === 'object' ? 'there' : state)),
      ['unknown', undefined, 'there'],
    );
  });

  for (const [name, script] of [
    ['nothing', 'exit 0'],
    ['half an object', `echo '{"serverVersion": {"gitVer'`],
    ['a web page', 'echo "<html>"'],
  ] as const) {
    test(`a version that is ${name} is no server`, async (t) => {
      const {connection} = await pretendKubectl(t, script);
      const {value} = await preflight({connection, manifests: [MANIFEST]}).next();
      assert.deepEqual(value && 'id' in value && [value.id, value.state], ['server', 'fail']);
    });
  }

  test('a log with escapes, a token and a line without end', async (t) => {
    const {connection, directory} = await pretendKubectl(
      t,
      `printf '\\033]0;title\\007one\\r\\ntoken ${TOKEN}\\n'; head -c 20000 /dev/zero | tr '\\000' x`,
    );
    const {state, lines} = await readLog({connection: {...connection, secrets: [TOKEN]}, ...LOG});
    assert.equal(state, 'read');
    assert.deepEqual(lines.slice(0, 2), ['one', 'token ‹redacted›']);
    assert.ok((lines[2]?.length ?? 0) <= 2000);
    assert.match(
      await readFile(join(directory, 'calls'), 'utf8'),
      / logs --container=c --tail=25 --limit-bytes=262144 --request-timeout=15s -- p$/m,
    );
  });

  const EVERY_BYTE = Buffer.from(Array.from({length: 256}, (_, index) => index));
  for (const [name, log] of [
    ['binary', Buffer.concat(Array.from({length: 500}, () => EVERY_BYTE))],
    ['a progress bar', Buffer.from('\u001b[2K50 %\r'.repeat(20_000))],
    ['nothing but line ends', Buffer.from('\n'.repeat(100_000))],
  ] as const) {
    test(`a log that is ${name}: its last lines, clean and not too long`, async (t) => {
      const {connection, directory} = await pretendKubectl(t, 'cat $D/log; echo last words');
      await writeFile(join(directory, 'log'), log);
      const {state, lines} = await readLog({connection, ...LOG});
      assert.equal(state, 'read');
      assert.equal(lines.length, 25);
      assert.match(lines.at(-1) ?? '', /last words$/);
      assert.ok(lines.every((line) => line.length <= 2000));
      assert.doesNotMatch(lines.join(''), /[\p{Cc}\p{Cf}]/u);
    });
  }

  test('a log of 10 MB is asked for up to a limit, and not read beyond', async (t) => {
    const {connection, directory} = await pretendKubectl(
      t,
      `limit=$(echo "$*" | sed -n 's/.*--limit-bytes=\\([0-9]*\\).*/\\1/p')
      head -c \${limit:-0} $D/log`,
    );
    await writeFile(join(directory, 'log'), Buffer.alloc(10_000_000, 'x'));
    const {state, lines} = await readLog({connection, ...LOG});
    assert.deepEqual([state, lines], ['read', [`${'x'.repeat(1999)}…`]]);
    // Who searches more lines gets the last of them, too.
    await readLog({connection, ...LOG, tail: 1000});
    assert.match(await readFile(join(directory, 'calls'), 'utf8'), / --tail=1000 --limit-bytes=1024000 /);
    // One that knows no limit is ended.
    await writeFile(connection.kubectl.path, `#!/bin/sh\nexec cat ${directory}/log\n`);
    const unread = await readLog({connection, ...LOG});
    assert.deepEqual([unread.state, unread.lines], ['unread', []]);
    assert.match(unread.text, /^.{10,200}\.$/);
  });

  test('the log of the run before', async (t) => {
    const {connection} = await pretendKubectl(t, 'case "$*" in *--previous*) echo then;; *) echo now;; esac');
    const read = async (previous: boolean) => (await readLog({connection, ...LOG, previous})).lines;
    assert.deepEqual([await read(true), await read(false)], [['then'], ['now']]);
    const desk = logDesk(connection, new AbortController().signal);
    desk.want([{...LOG, previous: true}]);
    await desk.idle();
    const told = desk.take().map(({input: {type, ...log}}) => ({type, ...log}));
    assert.deepEqual(told, [{type: 'logs', ...LOG, previous: true, lines: ['then']}]);
  });

  test('a hostile log without an end is read', async (t) => {
    const {connection} = await pretendKubectl(
      t,
      "printf 'unable to retrieve container logs for '; head -c 500000 /dev/zero | tr '\\0' x | sed 's/xxx/:\\/\\//g'; echo ' !'",
    );
    const {state, lines} = await readLog({connection, ...LOG, previous: false});
    assert.deepEqual([state, lines.length], ['read', 1]);
  });

  test('a log that is not there is no error, in lines and on the screen', async (t) => {
    const GONE = 'unable to retrieve container logs for containerd://0a1b';
    for (const [stdout, stderr, says] of [
      [
        '',
        'Error from server (BadRequest): container "c" in pod "p" is waiting to start: ContainerCreating',
        'The container has not started yet: ContainerCreating.',
      ],
      [
        '',
        'Error from server (BadRequest): previous terminated container "c" in pod "p" not found',
        'There is no log of an earlier run.',
      ],
      ['', `Error from server (BadRequest): ${GONE}`, 'The log is gone with its container.'],
      [GONE, '', 'The log is gone with its container.'],
      ['', 'Error from server (NotFound): pods "p" not found', 'The pod is gone.'],
      ['', '', 'The container has written nothing yet.'],
    ] as const) {
      const {connection} = await pretendKubectl(
        t,
        `printf '%s' '${stdout}'; printf '%s' '${stderr}' >&2; exit ${stderr === '' ? 0 : 1}`,
      );
      const desk = logDesk(connection, new AbortController().signal);
      desk.want([{...LOG, previous: false}]);
      await desk.idle();
      assert.deepEqual(desk.take(), [], says);
      const context = {manifests: [], delegate: {name: 'd', namespace: 'ns'}} as unknown as DeployContext;
      assert.deepEqual(await readPodLog(context, {connection}, {run: 1, pod: 'p'}), {
        type: 'log-read',
        run: 1,
        pod: 'p',
        lines: [says],
      });
    }
  });
});
