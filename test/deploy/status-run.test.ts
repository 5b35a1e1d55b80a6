import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {parseAllDocuments} from 'yaml';
import {openPractice, type OpenedPractice} from '../../src/deploy/open-target.ts';
import type {StatusEvent} from '../../src/deploy/status-events.ts';
import type {StatusRequest} from '../../src/deploy/status-request.ts';
import {statusRun} from '../../src/deploy/status-run.ts';
import {yamlText} from '../../src/domain/yaml-text.ts';
import {kubectl} from '../helpers/kubectl.ts';
import {helmRelease, NEW_MANIFEST, OLD_MANIFEST, UNRELATED} from '../helpers/live-samples.ts';
import {needs} from '../helpers/needs.ts';

const NAMESPACE = 'ns';
const TODAY = {year: 2026, month: 11};

/** What a person applies: no status, and only kinds that the practice cluster serves. */
function applied(...texts: readonly string[]): string {
  const documents = texts.flatMap((text) => parseAllDocuments(text).map((each) => each.toJS() as unknown));
  return (documents as {apiVersion: string; kind: string; metadata: {name: string}}[])
    .filter(({apiVersion}) => apiVersion !== 'autoscaling/v1')
    .map((object) => yamlText(withoutServersFields(object)))
    .join('---\n');
}

const SERVERS: readonly string[] = ['status', 'managedFields', 'uid'];

const withoutServersFields = (value: object): object =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !SERVERS.includes(key))
      .map(([key, inner]) => [key, key === 'metadata' ? withoutServersFields(inner as object) : inner]),
  );

describe('live delegates', {...needs('kubectl'), concurrency: 1}, () => {
  let opened: OpenedPractice;
  before(async () => {
    opened = await openPractice({
      scenario: 'ok',
      delegate: {name: 'custom-del', namespace: NAMESPACE},
      serving: false,
      env: process.env,
      speed: 200,
    });
    const made = await kubectl(opened.cluster, ['create', 'namespace', NAMESPACE]);
    assert.equal(made.code, 0, made.stderr);
  });
  after(async () => {
    await opened.close();
  });

  async function look(over: Partial<StatusRequest> = {}) {
    const events: StatusEvent[] = [];
    const request = {connection: opened.connection, today: TODAY, ...over};
    for await (const event of statusRun(request, {})) events.push(event);
    const end = events.at(-1);
    assert.ok(end?.type === 'end');
    return {events, end, delegate: events.find((event) => event.type === 'delegate')};
  }

  test('of which there is none are looked for in vain', async () => {
    const {end} = await look();
    assert.equal(end.exitCode, 9);
    assert.equal(end.result.sentence, 'There is no delegate in namespace ns.');
    assert.equal((await look({name: 'custom-del'})).end.exitCode, 9);
  });

  test('need no name while there is one', async () => {
    const made = await kubectl(
      opened.cluster,
      ['-n', NAMESPACE, 'apply', '-f', '-'],
      applied(helmRelease(), UNRELATED),
    );
    assert.equal(made.code, 0, made.stderr);
    const {end, delegate} = await look();
    assert.ok(delegate?.type === 'delegate');
    assert.equal(delegate.install.title, 'Helm release my-release of chart harness-delegate-ng-1.0.32');
    assert.equal(delegate.image.setBy, 'kubectl-client-side-apply');
    assert.equal(delegate.autoUpgrade.state, 'on');
    assert.deepEqual(delegate.token, {from: 'secrets', secrets: ['chart-del']});
    assert.equal(end.result.autoUpgrade, 'on');
    assert.equal(end.exitCode === 0 || end.exitCode === 6, true);
    assert.match(end.result.next.join('\n'), /helm upgrade my-release .* --set upgrader\.enabled=false/);
  });

  test('are listed when there are several, and told one by one when they are named', async () => {
    const made = await kubectl(
      opened.cluster,
      ['-n', NAMESPACE, 'apply', '-f', '-'],
      applied(OLD_MANIFEST, NEW_MANIFEST),
    );
    assert.equal(made.code, 0, made.stderr);
    const {events, end} = await look();
    assert.equal(end.exitCode, 0);
    assert.equal(end.result.sentence, 'There are 3 delegates in namespace ns.');
    const list = events.find((event) => event.type === 'delegates');
    assert.ok(list?.type === 'delegates');
    assert.deepEqual(
      list.delegates.map(({name, autoUpgrade, install}) => [name, autoUpgrade, install.by]),
      [
        ['chart-del', 'on', 'helm'],
        ['new-del', 'suspended', 'harness-manifest'],
        ['old-del', 'on', 'harness-manifest'],
      ],
    );
    const {delegate, end: named} = await look({name: 'new-del'});
    assert.ok(delegate?.type === 'delegate');
    assert.deepEqual(delegate.autoscalers, [{name: 'new-del-hpa', min: 2, max: 5}]);
    assert.deepEqual(delegate.base.version, '26.08.89806');
    assert.equal(named.result.autoUpgrade, 'off');
    const codes = (await look({name: 'old-del'})).events.flatMap((event) =>
      event.type === 'finding' ? [event.code] : [],
    );
    assert.deepEqual(codes, ['harness-image', 'shared-selector', 'base-end-of-life']);
  });

  test('that somebody leaves are not told about', async () => {
    const events: StatusEvent[] = [];
    const request = {connection: opened.connection, today: TODAY};
    for await (const event of statusRun(request, {leave: AbortSignal.abort()})) events.push(event);
    const end = events.at(-1);
    assert.equal(end?.type === 'end' && end.exitCode, 130);
  });

  test('of a cluster that does not answer are not known', async () => {
    await opened.close();
    assert.equal((await look({name: 'new-del'})).end.exitCode, 8);
  });
});
