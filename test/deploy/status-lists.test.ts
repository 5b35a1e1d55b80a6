import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {test, type TestContext} from 'node:test';
import type {StatusEvent} from '../../src/deploy/status-events.ts';
import {statusRun} from '../../src/deploy/status-run.ts';
import {LIVE_KINDS, itemsOf, type LiveKindName} from '../../src/domain/live-delegate/live-objects.ts';
import {needs} from '../helpers/needs.ts';
import {LEGACY, liveObjects, NEW_MANIFEST} from '../helpers/live-samples.ts';
import {connect} from '../services/kubectl/connect.ts';

const LEGACY_TOKEN = '0123456789abcdef0123456789abcdef';

interface Cluster {
  readonly objects: ReturnType<typeof liveObjects>;
  /** Resources that may not be listed. */
  readonly forbidden?: readonly string[];
}

/** Lists of a namespace and single Deployments, and nothing else. */
async function apiServer(t: TestContext, {objects, forbidden = []}: Cluster) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const [, resource = '', name] = /\/namespaces\/ns\/([a-z]+)(?:\/(.+))?$/.exec(path) ?? [];
    asked.push(name === undefined ? resource : `${resource}/${name}`);
    const send = (code: number, body: object) => {
      response.writeHead(code, {'content-type': 'application/json'});
      response.end(JSON.stringify(body));
    };
    const status = (code: number, reason: string) =>
      send(code, {kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message: reason});
    const kinds = Object.entries(LIVE_KINDS) as [LiveKindName, {resource: string}][];
    const kind = kinds.find(([, row]) => row.resource === resource)?.[0];
    if (kind === undefined) return status(404, 'NotFound');
    const items = itemsOf(objects[kind]) as {metadata: {name: string}}[];
    if (name !== undefined) {
      const one = items.find(({metadata}) => metadata.name === name);
      return one === undefined ? status(404, 'NotFound') : send(200, one);
    }
    if (forbidden.includes(resource)) return status(403, 'Forbidden');
    send(200, {kind: 'ObjectList', apiVersion: 'v1', metadata: {resourceVersion: '1'}, items});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return {server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked};
}

async function look(t: TestContext, cluster: Cluster, name?: string) {
  const {server, asked} = await apiServer(t, cluster);
  const connection = await connect(t, {server, namespace: 'ns'});
  const events: StatusEvent[] = [];
  const request = {connection, today: {year: 2026, month: 11}, ...(name === undefined ? {} : {name})};
  for await (const event of statusRun(request, {})) events.push(event);
  const end = events.at(-1);
  assert.ok(end?.type === 'end');
  return {events, end, asked, delegate: events.find((event) => event.type === 'delegate')};
}

test('a legacy delegate is told by its counts, and its token is not told', needs('kubectl'), async (t) => {
  const {events, end, asked, delegate} = await look(t, {objects: liveObjects(LEGACY)});
  assert.equal(end.exitCode, 0);
  assert.equal(end.result.sentence, 'StatefulSet legacy-del: 1 of 1 ready.');
  assert.ok(delegate?.type === 'delegate' && delegate.token.from === 'clear-text');
  assert.ok(!JSON.stringify(events).includes(LEGACY_TOKEN));
  assert.deepEqual(
    asked.filter((path) => path !== '').toSorted(),
    Object.values(LIVE_KINDS)
      .map(({resource}) => resource)
      .toSorted(),
  );
});

test('an update of a legacy delegate is told', needs('kubectl'), async (t) => {
  const objects = liveObjects(LEGACY.replace('updateRevision: a', 'updateRevision: b'));
  assert.match((await look(t, {objects})).end.result.sentence, /an update is under way\.$/);
});

test('what may not be read is not known, and hides nothing else', needs('kubectl'), async (t) => {
  const forbidden = ['cronjobs', 'horizontalpodautoscalers', 'jobs', 'configmaps'];
  const {end, delegate} = await look(t, {objects: liveObjects(LEGACY), forbidden});
  assert.ok(delegate?.type === 'delegate');
  assert.equal(delegate.autoUpgrade.state, 'unknown');
  assert.match(delegate.autoUpgrade.reason ?? '', /^You may not do this/);
  assert.match(delegate.autoscalersUnread ?? '', /^You may not do this/);
  assert.equal(end.result.autoUpgrade, undefined);
  assert.match(end.result.next.join('\n'), /get cronjobs$/);
});

test('who may not list Deployments may still name one', needs('kubectl'), async (t) => {
  const cluster = {objects: liveObjects(NEW_MANIFEST), forbidden: ['deployments']};
  const unnamed = await look(t, cluster);
  assert.equal(unnamed.end.exitCode, 8);
  assert.match(unnamed.end.result.sentence, /^You may not do this/);
  const named = await look(t, cluster, 'new-del');
  assert.ok(named.delegate?.type === 'delegate' && named.delegate.name === 'new-del');
  assert.equal((await look(t, cluster, 'absent')).end.exitCode, 8);
});
