import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import {needs} from '../../helpers/needs.ts';
import {startApiServer, type ApiServer, type Fault, type Request} from './api-server.ts';
import {connect} from './connect.ts';
import {pretendKubectl} from './pretend-kubectl.ts';
import {QUICK, readWatch, type WatchReader} from './watch-reader.ts';

const NAME = 'custom-del';
const byName = ([left]: readonly [string, string], [right]: readonly [string, string]) =>
  left < right ? -1 : 1;
const truth = (server: ApiServer, kind: string): Record<string, string> =>
  Object.fromEntries(
    server
      .all(kind)
      .map(({metadata}) => [metadata.name, metadata.resourceVersion] as const)
      .toSorted(byName),
  );
const same = (reader: WatchReader, server: ApiServer) =>
  (['deployments', 'replicasets', 'pods', 'events'] as const).every(
    (kind) => JSON.stringify(reader.known(kind)) === JSON.stringify(truth(server, kind)),
  );
const fill = (server: ApiServer) => {
  server.put('deployments', NAME);
  server.put('replicasets', `${NAME}-1`);
  server.put('pods', `${NAME}-1-a`);
};
const liveEverywhere = (reader: WatchReader) =>
  (['deployments', 'replicasets', 'pods', 'events'] as const).every(
    (kind) => reader.state(kind)?.state === 'live',
  );

describe('the watch', needs('kubectl'), () => {
  test('lists each kind once, then hears changes and deletions', async (t) => {
    const server = await startApiServer(t);
    fill(server);
    const reader = readWatch(t, {connection: await connect(t, {server: server.url})});
    await reader.until(() => liveEverywhere(reader) && same(reader, server));
    await reader.until(() => server.watches === 4);
    server.put('pods', `${NAME}-1-b`);
    server.put('pods', `${NAME}-1-a`);
    server.remove('pods', `${NAME}-1-b`);
    server.put('events', 'e1', {involvedObject: {name: `${NAME}-1-a`}});
    server.put('events', 'e2', {involvedObject: {name: 'somebody-else'}});
    server.put('events', 'e3', {involvedObject: {name: NAME}});
    await reader.until(() => reader.inputs.filter(({type}) => type === 'event').length === 5);
    assert.deepEqual(reader.known('pods'), truth(server, 'pods'));
    assert.deepEqual(Object.keys(reader.known('events')), ['e1', 'e3'], 'events of others are left out');
    const watches = server.requests.filter(({watch}) => watch);
    assert.ok(
      watches.every(
        ({query}) => query.get('allowWatchBookmarks') === 'true' && query.get('timeoutSeconds') === '60',
      ),
    );
    const selected = (resource: string) => watches.find((request) => request.resource === resource)?.query;
    assert.equal(selected('deployments')?.get('fieldSelector'), `metadata.name=${NAME}`);
    assert.equal(selected('pods')?.get('labelSelector'), 'harness.io/name=custom-del');
  });

  test('goes on from the last bookmark, not from the list, when the server ends a watch', async (t) => {
    const server = await startApiServer(t);
    fill(server);
    const reader = readWatch(t, {connection: await connect(t, {server: server.url})});
    await reader.until(() => server.watches === 4);
    server.bookmark();
    server.put('pods', `${NAME}-1-b`);
    await reader.until(() => reader.known('pods')[`${NAME}-1-b`] !== undefined);
    const last = server.put('deployments', NAME).metadata.resourceVersion;
    await reader.until(() => reader.known('deployments')[NAME] === last);
    const lists = server.requests.filter(({watch, resource}) => !watch && resource === 'deployments').length;
    server.breakWatches();
    await reader.until(() => server.watches === 4 && liveEverywhere(reader));
    const again = server.requests.findLast(({watch, resource}) => watch && resource === 'deployments');
    assert.equal(again?.query.get('resourceVersion'), last);
    assert.equal(
      server.requests.filter(({watch, resource}) => !watch && resource === 'deployments').length,
      lists,
    );
  });

  for (const [name, compacted] of [
    ['in the stream', 'expired-event'],
    ['as a status', {status: 410, reason: 'Expired'}],
  ] as const) {
    test(`a forgotten place (410 ${name}) costs one list and nothing else`, async (t) => {
      let faults = 0;
      const faultFor = ({watch, resource}: Request): Fault | undefined =>
        watch && resource === 'pods' && faults++ === 0 ? compacted : undefined;
      const server = await startApiServer(t, {faultFor});
      fill(server);
      const reader = readWatch(t, {connection: await connect(t, {server: server.url})});
      await reader.until(() => server.watches === 4);
      assert.equal(
        reader.inputs.filter((input) => input.type === 'reset' && input.kind === 'pods').length,
        2,
      );
      assert.equal(reader.state('pods')?.state, 'live');
      assert.ok(!reader.inputs.some((input) => input.type === 'stream' && input.state !== 'live'));
    });
  }

  const broken: readonly (readonly [name: string, fault: Fault, reason: RegExp])[] = [
    ['half a line', 'half-line', /lost/],
    ['a line that is no JSON', 'garbage', /lost/],
    ['a reset', 'reset', /lost/],
    [
      'an error of the server',
      {status: 500, reason: 'InternalError', message: 'etcd leader changed'},
      /etcd leader changed/,
    ],
    ['a busy server', {status: 429, reason: 'TooManyRequests'}, /asks to wait/],
    ['a bad gateway', {status: 502, reason: 'x', message: 'Bad Gateway'}, /proxy|trouble/i],
  ];
  for (const [name, fault, reason] of broken) {
    test(`${name} makes the stream stale with a reason, and the watch comes back`, async (t) => {
      let faults = 0;
      const faultFor = ({watch, resource}: Request): Fault | undefined =>
        watch && resource === 'pods' && faults++ < 2 ? fault : undefined;
      const server = await startApiServer(t, {faultFor});
      fill(server);
      const reader = readWatch(t, {connection: await connect(t, {server: server.url})});
      await reader.until(() => server.watches === 4 && same(reader, server) && liveEverywhere(reader));
      const stale = reader.inputs.find((input) => input.type === 'stream' && input.state === 'stale');
      assert.match(stale?.type === 'stream' ? (stale.reason ?? '') : '', reason);
    });
  }

  test('a failed list is never an empty one', async (t) => {
    const answers: (Fault | undefined)[] = [
      {status: 500},
      'html',
      'reset',
      {status: 401, reason: 'Unauthorized'},
    ];
    const faultFor = ({watch, resource}: Request): Fault | undefined =>
      !watch && resource === 'deployments' ? answers.shift() : undefined;
    const server = await startApiServer(t, {faultFor});
    fill(server);
    const reader = readWatch(t, {connection: await connect(t, {server: server.url})});
    await reader.until(() => liveEverywhere(reader));
    const resets = reader.inputs.filter((input) => input.type === 'reset' && input.kind === 'deployments');
    assert.equal(resets.length, 1);
    assert.deepEqual(reader.known('deployments'), truth(server, 'deployments'));
    const states = reader.inputs.flatMap((input) =>
      input.type === 'stream' && input.kind === 'deployments' ? [input.state] : [],
    );
    assert.deepEqual(states, ['stale', 'stale', 'stale', 'auth', 'live']);
  });

  test('a watch that is forbidden is replaced by lists; a list that is forbidden is said', async (t) => {
    const faultFor = ({watch, resource}: Request): Fault | undefined => {
      const denied = (watch && resource === 'pods') || resource === 'events';
      return denied ? {status: 403, reason: 'Forbidden', message: `${resource} is forbidden: no`} : undefined;
    };
    const server = await startApiServer(t, {faultFor});
    fill(server);
    const reader = readWatch(t, {connection: await connect(t, {server: server.url})});
    await reader.until(() => server.watches === 2 && reader.state('events')?.state === 'forbidden');
    server.put('pods', `${NAME}-1-b`);
    await reader.until(() => reader.known('pods')[`${NAME}-1-b`] !== undefined);
    await reader.until(() => /read every few seconds/.test(reader.state('pods')?.reason ?? ''));
    assert.equal(reader.state('pods')?.state, 'live');
    assert.equal(reader.state('deployments')?.reason, undefined);
    assert.equal(server.requests.filter(({watch, resource}) => watch && resource === 'pods').length, 1);
  });

  test('a server behind a path gets the path in front', async (t) => {
    const server = await startApiServer(t, {prefix: '/k8s/clusters/c-1'});
    fill(server);
    const reader = readWatch(t, {connection: await connect(t, {server: server.url})});
    await reader.until(() => liveEverywhere(reader) && same(reader, server));
    assert.ok(server.requests.every(({path}) => path.startsWith('/k8s/clusters/c-1/')));
  });

  test('a gateway that wants no path in front gets none', async (t) => {
    const server = await startApiServer(t);
    fill(server);
    const reader = readWatch(t, {connection: await connect(t, {server: `${server.url}/gateway`})});
    await reader.until(() => liveEverywhere(reader) && same(reader, server));
    await reader.until(() => server.watches === 4);
  });

  test('a frozen server is found out, and said for every stream', async (t) => {
    const server = await startApiServer(t);
    fill(server);
    const timing = {...QUICK, pulse: 100, pulseTimeout: 1000, listTimeout: 1000};
    const reader = readWatch(t, {connection: await connect(t, {server: server.url}), timing});
    await reader.until(() => server.watches === 4);
    server.freeze();
    await reader.until(() =>
      (['deployments', 'replicasets', 'pods', 'events'] as const).every(
        (kind) => reader.state(kind)?.state === 'stale',
      ),
    );
    assert.match(reader.state('pods')?.reason ?? '', /did not answer in time/);
    const begun = reader.inputs.flatMap((input) =>
      input.type === 'stream' && input.state === 'stale' ? [input.sinceMs] : [],
    );
    assert.equal(new Set(begun).size, 1, 'all are silent since the one question that nobody answered');
    assert.deepEqual(reader.known('pods'), truth(server, 'pods'), 'what was known is kept');
  });

  test('after a sleep of more than 30 s every kind is listed anew; a clock that jumps less, or back, costs nothing', async (t) => {
    const server = await startApiServer(t);
    fill(server);
    let wall = 1_000_000;
    const reader = readWatch(t, {connection: await connect(t, {server: server.url}), wallNow: () => wall});
    await reader.until(() => server.watches === 4 && liveEverywhere(reader));
    const lists = () =>
      server.requests.filter(({watch, resource}) => !watch && resource !== 'version').length;
    const before = lists();
    // Each is seen by a tick of its own: what is told next comes later.
    for (const jump of [30_000, -3_600_000, 30_000]) {
      wall += jump;
      const ticks = reader.ticks();
      await reader.until(() => reader.ticks() >= ticks + 2);
    }
    assert.equal(lists(), before);
    assert.ok(liveEverywhere(reader));
    wall += 30_001;
    await reader.until(() => lists() === before + 4 && server.watches === 4 && liveEverywhere(reader));
    assert.deepEqual(
      reader.inputs.flatMap((input) =>
        input.type === 'stream' && input.state === 'stale' ? [`${input.kind}: ${input.reason}`] : [],
      ),
      ['deployments', 'replicasets', 'pods', 'events'].map(
        (kind) => `${kind}: This machine slept, or its clock jumped; everything is read anew.`,
      ),
    );
    assert.ok(same(reader, server));
  });

  test('a login that runs out is asked for once, and the watch goes on where it was', async (t) => {
    let allowed = true;
    const faultFor = (): Fault | undefined => (allowed ? undefined : {status: 401, reason: 'Unauthorized'});
    const server = await startApiServer(t, {faultFor});
    fill(server);
    let asked = 0;
    const onNeedsLogin = async () => {
      asked++;
      await new Promise((resolve) => setImmediate(resolve));
      allowed = true;
      return true;
    };
    const reader = readWatch(t, {connection: await connect(t, {server: server.url}), onNeedsLogin});
    await reader.until(() => server.watches === 4);
    allowed = false;
    server.breakWatches();
    await reader.until(() => asked > 0 && server.watches === 4 && liveEverywhere(reader));
    server.put('pods', `${NAME}-1-b`);
    await reader.until(() => same(reader, server));
    assert.ok(reader.inputs.some((input) => input.type === 'stream' && input.state === 'auth'));
  });

  test('without a login at the start one kind asks, not four', async (t) => {
    const server = await startApiServer(t, {faultFor: () => ({status: 401, reason: 'Unauthorized'})});
    const connection = await connect(t, {server: server.url});
    const failures: string[] = [];
    let answer: (mended: boolean) => void = () => undefined;
    const reader = readWatch(t, {
      connection,
      onNeedsLogin: async ({kind}) => {
        failures.push(kind);
        return await new Promise<boolean>((settle) => (answer = settle));
      },
    });
    await reader.until(() => failures.length > 0);
    // Time enough for the others to ask, if they did.
    const ticks = reader.ticks();
    await reader.until(() => reader.ticks() >= ticks + 10);
    answer(false);
    assert.deepEqual(failures, ['unauthorized']);
    assert.deepEqual(
      new Set(server.requests.map(({resource}) => resource).filter((resource) => resource !== 'version')),
      new Set(['deployments']),
    );
  });

  test('hostile text is clean on arrival, in pods and in events', async (t) => {
    const server = await startApiServer(t);
    const dirty =
      '\u001b]52;c;ZXZpbA==\u0007pull \u202egnp.exe\r\u009b2JYou have reached your pull rate limit as bob: dckr_pat_abc.';
    const huge = `${dirty} ${'x'.repeat(32_768)}`;
    server.put('pods', `${NAME}-1-a`, {status: {message: dirty}});
    server.put('events', 'e1', {involvedObject: {name: NAME}, message: dirty, note: huge});
    const reader = readWatch(t, {connection: await connect(t, {server: server.url})});
    await reader.until(() => server.watches === 4);
    // Once in the list, once as it comes.
    server.put('events', 'e1', {involvedObject: {name: NAME}, message: dirty, note: huge});
    const ofEvents = () =>
      reader.inputs.flatMap((input) => {
        if (!('kind' in input) || input.kind !== 'events' || input.type === 'stream') return [];
        return input.type === 'reset' ? input.items : [input.object];
      }) as {message: string; note: string}[];
    await reader.until(() => ofEvents().length === 2);
    const clean = 'pull gnp.exe You have reached your pull rate limit as ‹redacted›.';
    const reset = reader.inputs.find((input) => input.type === 'reset' && input.kind === 'pods');
    const [pod] = reset?.type === 'reset' ? reset.items : [];
    assert.equal((pod as {status: {message: string}}).status.message, clean);
    for (const {message, note} of ofEvents()) {
      assert.equal(message, clean);
      assert.ok(
        note.startsWith(`${clean} xxx`) && note.endsWith('x…') && note.length === 4096,
        note.slice(-20),
      );
    }
  });
});

const POSIX = {skip: process.platform === 'win32' && 'needs a POSIX shell'};
test(
  'a busy namespace: ordinary events are left out of the list, and still heard as they come',
  POSIX,
  async (t) => {
    const empty = (kind: string) => `{"kind":"${kind}List","metadata":{"resourceVersion":"7"},"items":[]}`;
    const scaleUp = {
      type: 'ADDED',
      object: {
        type: 'Normal',
        reason: 'TriggeredScaleUp',
        involvedObject: {name: `${NAME}-1-a`},
        metadata: {name: 'e1', resourceVersion: '8'},
      },
    };
    const {connection, directory} = await pretendKubectl(
      t,
      `case "$*" in
      *events*watch=1*) echo '${JSON.stringify(scaleUp)}'; exec sleep 600;;
      *watch=1*) exec sleep 600;;
      *events*fieldSelector*) echo '${empty('Event')}';;
      *events*) echo '{"kind":"EventList","metadata":{"resourceVersion":"7","continue":"more"},"items":[]}';;
      *) echo '${empty('Any')}';;
    esac`,
    );
    const reader = readWatch(t, {connection});
    await reader.until(() => reader.known('events')['e1'] === '8');
    const calls = readFileSync(join(directory, 'calls'), 'utf8').split('\n');
    const ofEvents = calls.filter((words) => words.includes('/events'));
    const resets = reader.inputs.filter(({type}) => type === 'reset');
    assert.deepEqual(
      resets.flatMap((input) => (input.type === 'reset' && input.narrowed === true ? [input.kind] : [])),
      ['events'],
      'and the list is known not to be whole',
    );
    assert.deepEqual(
      ofEvents.map((words) => [words.includes('watch=1'), words.includes('fieldSelector=type%21%3DNormal')]),
      [
        [false, false],
        [false, true],
        [true, false],
      ],
    );
  },
);
