import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {before, after, describe, test, type TestContext} from 'node:test';
import {openPractice, type OpenedPractice} from '../../src/deploy/open-target.ts';
import type {CheckedTool} from '../../src/domain/build-run/tool-check-script.ts';
import {readConnected} from '../../src/verify/read-connected.ts';
import type {VerifyRequest} from '../../src/verify/verify-types.ts';
import {verify} from '../../src/verify/verify.ts';
import type {VerifyEvent} from '../../src/verify/verify-events.ts';
import {API_KEY as KEY} from '../helpers/fault-secrets.ts';
import {answersJson, answersStatus, harnessServer} from '../helpers/harness-server.ts';
import {kubectl} from '../helpers/kubectl.ts';
import {needs} from '../helpers/needs.ts';
import {until} from '../helpers/until.ts';
import {pretendKubectl} from '../services/kubectl/pretend-kubectl.ts';
import {findingsHere, refuseFindings} from '../helpers/watch-secrets.ts';

const NOW = Date.UTC(2026, 10, 21);
const tool = (name: string, version: string, more: Partial<CheckedTool> = {}): CheckedTool => ({
  name,
  version,
  command: name,
  isDefault: true,
  versionArgs: 'version',
  source: 'upstream',
  ...more,
});

/** What the container has; `helm-3.8.0` beside helm, and two that do not do as they should. */
const IN_POD = [
  {program: 'kubectl', output: 'Client Version: v1.33.1'},
  {program: 'helm', output: 'v3.15.4+gfa9efb0'},
  {program: 'helm-3.8.0', output: 'v3.8.0+gd141386'},
  {program: 'oc', output: '', errors: 'cannot open shared object file', exitCode: 127},
  {
    program: 'curl',
    output:
      '# TYPE io_harness_custom_metric_delegate_connected gauge\nio_harness_custom_metric_delegate_connected{delegate_name="custom-del",} 1.0',
  },
  {program: 'slow', output: '', hangs: true as const},
];
const GOOD = [tool('kubectl', '1.33.1'), tool('helm', '3.15.4'), tool('helm', '3.8.0', {isDefault: false})];

const connected = (over: object = {}) => ({
  resource: [
    {
      name: 'custom-del',
      connected: true,
      lastHeartBeat: NOW,
      autoUpgrade: 'OFF',
      delegateReplicas: [{hostName: 'h', version: '26.08.89806', connected: true}],
      ...over,
    },
  ],
});

interface Run {
  readonly events: readonly VerifyEvent[];
  readonly end: Extract<VerifyEvent, {type: 'end'}>;
  readonly of: <Type extends VerifyEvent['type']>(type: Type) => Extract<VerifyEvent, {type: Type}>[];
}

describe('a delegate that is looked for by its name', {skip: process.platform === 'win32'}, () => {
  test('is not waited for by whoever leaves', async (t) => {
    // Who may not list waits for one object, which comes late.
    const {connection, directory} = await pretendKubectl(
      t,
      `case "$*" in */deployments/*) ;; *) echo 'Error from server (Forbidden): no' >&2; exit 1 ;; esac
touch $D/asked
for _ in $(seq 100); do sleep 0.05; done
touch $D/answered; echo '{}'`,
    );
    const leave = new AbortController();
    const request = {connection, name: 'd', said: {}, timeoutMs: 60_000, now: NOW, lastStep: '-'};
    const events: VerifyEvent[] = [];
    const verifying = (async () => {
      for await (const event of verify({...request, signal: leave.signal})) events.push(event);
    })();
    await until(() => existsSync(join(directory, 'asked')));
    leave.abort();
    await verifying;
    const end = events.at(-1);
    assert.equal(end?.type === 'end' && end.exitCode, 130);
    assert.equal(existsSync(join(directory, 'answered')), false);
  });
});

describe('a running delegate', {...needs('kubectl'), concurrency: 1}, () => {
  let opened: OpenedPractice;
  before(async () => {
    // A delegate serves there already; nothing is applied, so nothing goes wrong.
    opened = await openPractice({
      scenario: 'image-not-found',
      delegate: {name: 'custom-del', namespace: 'delegates'},
      env: process.env,
      speed: 200,
      tools: IN_POD,
    });
  });
  after(async () => {
    await opened.close();
  });

  async function run(over: Partial<VerifyRequest> = {}): Promise<Run> {
    const events: VerifyEvent[] = [];
    const request: VerifyRequest = {
      connection: opened.connection,
      name: 'custom-del',
      tools: GOOD,
      said: {},
      timeoutMs: 60_000,
      now: NOW,
      lastStep: 'Run the validation pipeline.',
      ...over,
    };
    for await (const event of verify(request)) events.push(event);
    const end = events.at(-1);
    assert.ok(end?.type === 'end');
    refuseFindings(findingsHere({texts: {events: JSON.stringify(events)}}));
    const of = <Type extends VerifyEvent['type']>(type: Type) =>
      events.filter((event): event is Extract<VerifyEvent, {type: Type}> => event.type === type);
    return {events, end, of};
  }

  const withHarness = async (
    t: TestContext,
    answer: Parameters<typeof harnessServer>[1],
  ): Promise<Partial<VerifyRequest>> => {
    const {url} = await harnessServer(t, answer);
    return {apiKey: KEY, said: {accountId: 'aBc_123', managerUrl: url}};
  };

  test('is proven by its tools in the pod, and by Harness', async (t) => {
    const {end, of} = await run(await withHarness(t, answersJson(connected())));
    assert.equal(end.exitCode, 0);
    assert.equal(end.result.sentence, 'custom-del works: 3 tools answer, connected to Harness.');
    assert.deepEqual(end.result.next, ['Run the validation pipeline.']);
    assert.deepEqual(
      of('tool').map(({tool: name, version, state}) => [name, version, state]),
      [
        ['kubectl', '1.33.1', 'ok'],
        ['helm', '3.15.4', 'ok'],
        ['helm', '3.8.0', 'ok'],
      ],
    );
    assert.match(of('pod')[0]?.image ?? '', /^harness\/delegate:/);
    assert.equal(of('harness')[0]?.text, 'connected, 1 of 1 replicas, version 26.08.89806, auto-upgrade off');
  });

  test('is not proven while a tool is missing, of another version or broken', async () => {
    const tools = [
      tool('kubectl', '1.34.0'),
      tool('oc', '4.18.36'),
      tool('terraform', '1.9.8'),
      tool('helm', ''),
    ];
    const {end, of} = await run({tools});
    assert.equal(end.exitCode, 1);
    assert.equal(
      end.result.sentence,
      'custom-del is not proven: kubectl has another version, oc does not run, terraform is missing.',
    );
    assert.deepEqual(
      of('tool').map(({state}) => state),
      ['other-version', 'broken', 'missing', 'unsure'],
    );
    assert.equal(of('tools')[0]?.bad, 3);
    assert.equal(of('harness')[0]?.state, 'skipped');
  });

  test('is not proven when Harness has lost it, or never had it', async (t) => {
    const silent = await run(await withHarness(t, answersJson(connected({connected: false}))));
    assert.equal(silent.end.exitCode, 1);
    assert.match(silent.end.result.sentence, /it is not connected/);
    const none = await run(await withHarness(t, answersJson({resource: []})));
    assert.equal(none.end.exitCode, 1);
    assert.match(none.end.result.sentence, /Harness knows no delegate custom-del in account aBc_123\.$/);
  });

  test('is not proven when Harness refuses the key', async (t) => {
    const {end, of} = await run(await withHarness(t, answersStatus(401)));
    assert.equal(end.exitCode, 1);
    assert.match(end.result.sentence, /Harness could not be asked: .* did not accept the API key/);
    assert.equal(of('harness')[0]?.state, 'failed');
  });

  test('says by its own metrics that it is connected', async () => {
    const {connection} = opened;
    const {of} = await run();
    const pod = of('pod')[0]?.pod ?? '';
    assert.equal(await readConnected({connection, pod, container: 'delegate'}), true);
    assert.equal(await readConnected({connection, pod, container: 'sidecar'}), undefined);
  });

  test('that takes too long is given up on', async () => {
    const {end, of} = await run({tools: [tool('slow', '1.0.0')], timeoutMs: 1500});
    assert.equal(end.exitCode, 1);
    assert.match(of('notice')[0]?.text ?? '', /did not end in time/);
    assert.match(of('notice')[0]?.next ?? '', /--timeout/);
  });

  test('may not be looked into without pods/exec', async () => {
    opened.cluster.inject('forbidden-exec');
    try {
      const {end, of} = await run();
      assert.equal(end.exitCode, 3);
      assert.match(of('notice')[0]?.text ?? '', /may not run commands in pods/);
      assert.match(of('notice')[0]?.next ?? '', /pods\/exec/);
    } finally {
      opened.cluster.withdraw('forbidden-exec');
    }
  });

  test('may not be looked for without pods', async () => {
    opened.cluster.inject('forbidden-pods');
    try {
      assert.equal((await run()).end.exitCode, 3);
    } finally {
      opened.cluster.withdraw('forbidden-pods');
    }
  });

  test('without tools to look for, nothing is run, and that is said', async () => {
    const {tools: _, ...rest} = {tools: GOOD};
    const {end, of} = await run({...rest, tools: []});
    assert.equal(end.exitCode, 0);
    assert.equal(end.result.sentence, 'custom-del works: registered with Harness. Not looked at: tools.');
    assert.match(of('notice')[0]?.next ?? '', /--preset FILE or --output DIR/);
  });

  test('of another name is not there', async () => {
    const {end} = await run({name: 'custom-dell'});
    assert.equal(end.exitCode, 9);
    assert.equal(end.result.sentence, 'There is no Deployment custom-dell in namespace delegates.');
  });

  test('that somebody leaves is not told about', async () => {
    const {end} = await run({signal: AbortSignal.abort()});
    assert.equal(end.exitCode, 130);
  });

  test('without a ready pod is not proven', async () => {
    const scaled = await kubectl(opened.cluster, [
      '-n',
      'delegates',
      'scale',
      'deploy/custom-del',
      '--replicas=0',
    ]);
    assert.equal(scaled.code, 0, scaled.stderr);
    await kubectl(opened.cluster, [
      '-n',
      'delegates',
      'wait',
      '--for=delete',
      'pod',
      '--all',
      '--timeout=50s',
    ]);
    const {end, of} = await run();
    assert.equal(end.exitCode, 1);
    assert.match(of('notice')[0]?.text ?? '', /^No pod of Deployment custom-del is ready\.$/);
  });

  test('of a cluster that does not answer is not known', async () => {
    await opened.close();
    const {end} = await run();
    assert.equal(end.exitCode, 8);
    assert.match(end.result.sentence, /kubeconfig/);
  });
});
