import assert from 'node:assert/strict';
import {existsSync, readFileSync, statSync} from 'node:fs';
import {request} from 'node:http';
import {after, before, describe, it, type TestContext} from 'node:test';
import {humanAge} from '../../src/practice/api/columns.ts';
import {fieldMatcher, labelMatcher} from '../../src/practice/api/selectors.ts';
import type {KubeObject} from '../../src/practice/objects.ts';
import {startPractice, type Practice} from '../../src/practice/start-practice.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

type Reply = {status: number; type: string; body: any};

async function call(practice: Practice, path: string, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(practice.url + path, init);
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  return {status: response.status, type, body: type.includes('json') ? JSON.parse(text) : text};
}

const post = (practice: Practice, path: string, object: unknown): Promise<Reply> =>
  call(practice, path, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify(object),
  });

const configMap = (name: string, more: object = {}): unknown => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {name, ...more},
});

const MAPS = '/api/v1/namespaces/default/configmaps';

/** The events of a watch until one fits, as far as they came; the connection is given up then. */
async function watchUntil(practice: Practice, path: string, fits: (event: any) => boolean): Promise<any[]> {
  const control = new AbortController();
  const response = await fetch(practice.url + path, {signal: control.signal});
  const events: any[] = [];
  let rest = '';
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      const lines = (rest + decoder.decode(chunk, {stream: true})).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        events.push(JSON.parse(line));
        if (fits(events.at(-1))) return events;
      }
    }
    return events;
  } finally {
    control.abort();
  }
}

const start = async (
  context: TestContext,
  options: Partial<Parameters<typeof startPractice>[0]> = {},
): Promise<Practice> => {
  const practice = await startPractice({scenario: 'ok', speed: 200, seed: 3, ...options});
  context.after(() => practice.close());
  return practice;
};

describe('the API', () => {
  let practice: Practice;
  before(async () => {
    practice = await startPractice({scenario: 'ok', speed: 200, seed: 3});
  });
  after(() => practice.close());

  it('tells its kinds in the form that is asked for', async () => {
    const v2 = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
    const asked = await call(practice, '/apis', {headers: {accept: `${v2},application/json`}});
    assert.equal(asked.type, v2);
    assert.equal(asked.body.kind, 'APIGroupDiscoveryList');
    const names = asked.body.items.map((item: any) => item.metadata.name);
    assert.ok(
      ['apps', 'batch', 'autoscaling', 'rbac.authorization.k8s.io', 'authorization.k8s.io'].every((name) =>
        names.includes(name),
      ),
    );
    const v2beta1 =
      'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json';
    const older = await call(practice, '/apis', {headers: {accept: v2beta1}});
    assert.equal(older.type, 'application/json');
    assert.equal(older.body.kind, 'APIGroupList');
    assert.equal((await call(practice, '/apis/batch/v1')).body.resources[0].name, 'cronjobs');
    assert.equal((await call(practice, '/apis/batch/v1beta1')).status, 404);
  });

  it('has OpenAPI stubs', async () => {
    const index = await call(practice, '/openapi/v3');
    const {body} = await call(practice, index.body.paths['apis/apps/v1'].serverRelativeURL);
    const [path] = Object.values<any>(body.paths);
    assert.equal(path.patch.parameters[0].name, 'fieldValidation');
    const v2 = await call(practice, '/openapi/v2');
    assert.equal(v2.type, 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf');
  });

  it('answers "may I?" to the protobuf that kubectl sends', async () => {
    const hex =
      '6b3873000a320a17617574686f72697a6174696f6e2e6b38732e696f2f7631121753656c665375626a65637441636365737352657669657712440a100a0012001a0022002a0032003800420012260a240a017812066372656174651a046170707322002a0b6465706c6f796d656e747332003a001a08080012001a0020001a002200';
    const {status, body} = await call(practice, '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
      method: 'POST',
      headers: {'content-type': 'application/vnd.kubernetes.protobuf'},
      body: Buffer.from(hex, 'hex'),
    });
    assert.equal(status, 201);
    assert.equal(body.status.allowed, true);
    const {namespace, verb, group, resource} = body.spec.resourceAttributes;
    assert.deepEqual(
      {namespace, verb, group, resource},
      {namespace: 'x', verb: 'create', group: 'apps', resource: 'deployments'},
    );
  });

  it('pages lists', async () => {
    for (const name of ['p1', 'p2', 'p3'])
      await post(practice, MAPS, configMap(name, {labels: {page: 'yes'}}));
    const first = await call(practice, `${MAPS}?labelSelector=page&limit=2`);
    assert.deepEqual(
      first.body.items.map((item: KubeObject) => item.metadata.name),
      ['p1', 'p2'],
    );
    assert.equal(first.body.metadata.remainingItemCount, 1);
    const second = await call(
      practice,
      `${MAPS}?labelSelector=page&limit=2&continue=${first.body.metadata.continue}`,
    );
    assert.deepEqual(
      second.body.items.map((item: KubeObject) => item.metadata.name),
      ['p3'],
    );
    assert.equal(second.body.metadata.resourceVersion, first.body.metadata.resourceVersion);
  });

  it('watches from a resourceVersion, in the eyes of a selector', async () => {
    const {body} = await call(practice, MAPS);
    const put = async (name: string, team: string): Promise<Reply> =>
      call(practice, `${MAPS}/${name}?fieldManager=test`, {
        method: 'PATCH',
        headers: {'content-type': 'application/apply-patch+yaml'},
        body: `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}, labels: {team: ${team}}}}`,
      });
    await put('w', 'blue');
    await put('w', 'red');
    await put('w', 'blue');
    await put('end', 'red');
    const events = await watchUntil(
      practice,
      `${MAPS}?watch=1&labelSelector=team%3Dred&resourceVersion=${body.metadata.resourceVersion}`,
      ({object}) => object.metadata.name === 'end',
    );
    assert.deepEqual(
      events.map(({type, object}) => [type, object.metadata.name]),
      [
        ['ADDED', 'w'],
        ['DELETED', 'w'],
        ['ADDED', 'end'],
      ],
    );
  });

  it('sends bookmarks to those who ask', async () => {
    const events = await watchUntil(
      practice,
      `${MAPS}?watch=true&allowWatchBookmarks=true&resourceVersion=${practice.snapshot('Node').resourceVersion}`,
      ({type}) => type === 'BOOKMARK',
    );
    assert.equal(events.at(-1).object.metadata.resourceVersion, practice.snapshot('Node').resourceVersion);
  });

  const refused: [string, unknown, number, RegExp][] = [
    ['/api/v1/namespaces/nowhere/configmaps', configMap('x'), 404, /^namespaces "nowhere" not found$/],
    [
      MAPS,
      configMap('UPPER'),
      422,
      /^ConfigMap "UPPER" is invalid: metadata\.name: Invalid value: "UPPER": a lowercase RFC 1123 subdomain must/,
    ],
    [
      `/apis/apps/v1/namespaces/default/deployments?fieldValidation=Strict`,
      {apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'd'}, spec: {replicaz: 1}},
      400,
      /^Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec\.replicaz"$/,
    ],
    [
      '/api/v1/namespaces/default/secrets',
      {apiVersion: 'v1', kind: 'Secret', metadata: {name: 's'}, data: {a: 'YOUR_DELEGATE_TOKEN'}},
      400,
      /^Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 4$/,
    ],
    [
      '/apis/apps/v1/namespaces/default/deployments',
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: {name: 'd'},
        spec: {
          selector: {matchLabels: {a: 'b'}},
          template: {metadata: {labels: {a: 'c'}}, spec: {containers: [{name: 'x', image: 'y'}]}},
        },
      },
      422,
      /`selector` does not match template `labels`$/,
    ],
    [MAPS, 'not an object', 400, /not an object/],
  ];
  for (const [path, object, status, message] of refused)
    it(`refuses: ${message.source.slice(0, 60)}`, async () => {
      const reply = await post(practice, path, object);
      assert.equal(reply.status, status);
      assert.equal(reply.body.kind, 'Status');
      assert.match(reply.body.message, message);
    });

  it('deletes only what has the expected uid', async () => {
    const {body} = await post(practice, MAPS, configMap('mine'));
    const remove = (uid: string): Promise<Reply> =>
      call(practice, `${MAPS}/mine`, {method: 'DELETE', body: JSON.stringify({preconditions: {uid}})});
    const wrong = await remove('another');
    assert.equal(wrong.status, 409);
    assert.match(
      wrong.body.message,
      /the UID in the precondition \(another\) does not match the UID in record/,
    );
    assert.equal((await remove(body.metadata.uid)).body.status, 'Success');
    assert.equal((await remove(body.metadata.uid)).status, 404);
  });

  it('writes nothing in a dry run', async () => {
    const {resourceVersion} = practice.snapshot('ConfigMap');
    const dry = await post(practice, `${MAPS}?dryRun=All`, configMap('dry'));
    assert.equal(dry.status, 201);
    assert.equal(practice.snapshot('ConfigMap').resourceVersion, resourceVersion);
  });

  it('answers under its own address only', async () => {
    const {port} = new URL(practice.url);
    const status = await new Promise((resolve, reject) => {
      const sent = request(
        {host: '127.0.0.1', port, path: '/version', headers: {host: 'evil.example'}},
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sent.on('error', reject).end();
    });
    assert.equal(status, 400);
  });
});

describe('the practice cluster', () => {
  it('keeps its files to itself and takes them away', async (context) => {
    const directory = temporaryDirectory(context);
    const practice = await startPractice({scenario: 'ok', directory});
    assert.ok(practice.kubeconfig.startsWith(directory));
    assert.equal(statSync(practice.kubeconfig).mode & 0o777, 0o600);
    assert.equal(JSON.parse(readFileSync(practice.kubeconfig, 'utf8'))['current-context'], 'practice');
    await practice.close();
    assert.ok(!existsSync(practice.kubeconfig));
    await assert.rejects(fetch(practice.url));
  });

  it('knows no other scenarios', async () => {
    await assert.rejects(startPractice({scenario: 'nonsense'}), RangeError);
  });

  it('closes while watches are open', async () => {
    const practice = await startPractice({scenario: 'frozen', speed: 200});
    const response = await fetch(`${practice.url}/api/v1/pods?watch=1`);
    await practice.close();
    await assert.rejects(response.text());
  });
});

describe('faults of the line', () => {
  const pods = '/api/v1/namespaces/default/pods';

  it('expire watches, in the stream and at once', async (context) => {
    const practice = await start(context, {faults: ['expired-410']});
    const path = `${pods}?watch=1&resourceVersion=${practice.snapshot('Pod').resourceVersion}`;
    const [event] = await watchUntil(practice, path, () => true);
    assert.equal(event.type, 'ERROR');
    assert.equal(event.object.code, 410);
    const second = await call(practice, path);
    assert.equal(second.status, 410);
    assert.equal(second.body.reason, 'Expired');
  });

  it('expire watches from before the history', async (context) => {
    const practice = await start(context);
    await post(practice, MAPS, configMap('x'));
    practice.compact();
    const [event] = await watchUntil(practice, `${pods}?watch=1&resourceVersion=4001`, () => true);
    assert.equal(event.object.reason, 'Expired');
  });

  it('cut connections', async (context) => {
    const practice = await start(context, {faults: ['connection-reset']});
    const response = await fetch(`${practice.url}${pods}?watch=1`);
    await assert.rejects(response.text());
  });

  it('end in the middle of a line', async (context) => {
    const practice = await start(context, {faults: ['truncated-event']});
    const text = await (await fetch(`${practice.url}${pods}?watch=1`)).text();
    assert.ok(text !== '' && !text.endsWith('\n'));
  });

  it('send every fifth request away', async (context) => {
    const practice = await start(context, {faults: ['too-many-requests-429']});
    const statuses = [];
    for (let index = 0; index < 6; index++) statuses.push((await fetch(`${practice.url}/version`)).status);
    assert.deepEqual(statuses, [200, 200, 200, 200, 429, 200]);
  });

  it('end a login until it is taken back', async (context) => {
    const practice = await start(context);
    practice.inject({kind: 'token-expired-401', afterSeconds: 0, forSeconds: 1e6});
    assert.equal((await call(practice, pods)).body.reason, 'Unauthorized');
    practice.withdraw('token-expired-401');
    assert.equal((await call(practice, pods)).status, 200);
  });

  it('hold everything back while frozen, and lose nothing', async (context) => {
    const practice = await start(context);
    const watched = watchUntil(
      practice,
      `${MAPS}?watch=1&resourceVersion=${practice.snapshot('Pod').resourceVersion}`,
      () => true,
    );
    await call(practice, '/version');
    practice.inject({kind: 'frozen', afterSeconds: 0, forSeconds: 1e6});
    const sent = post(practice, MAPS, configMap('late'));
    practice.withdraw();
    assert.equal((await sent).status, 201);
    assert.equal((await watched)[0].object.metadata.name, 'late');
  });

  const forbidden = [
    ['forbidden-events', 'events'],
    ['forbidden-pods', 'pods'],
  ] as const;
  for (const [fault, resource] of forbidden)
    it(`${fault}: may not be read, and says so when asked`, async (context) => {
      const practice = await start(context, {faults: [fault]});
      const list = await call(practice, `/api/v1/namespaces/default/${resource}`);
      assert.equal(
        list.body.message,
        `${resource} is forbidden: User "practice" cannot list resource "${resource}" in API group "" in the namespace "default"`,
      );
      const review = await post(practice, '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: {resourceAttributes: {verb: 'watch', resource, namespace: 'default'}},
      });
      assert.equal(review.body.status.allowed, false);
    });
});

describe('selectors', () => {
  const object: KubeObject = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {name: 'e', namespace: 'n', labels: {app: 'a', tier: 'b', 'x.io/y': ''}},
    type: 'Warning',
    involvedObject: {uid: 'u'},
  };
  const labels: [string, boolean][] = [
    ['', true],
    ['app=a', true],
    ['app==a,tier!=c', true],
    ['app=b', false],
    ['app in (a, b)', true],
    ['app in (b,c),tier=b', false],
    ['app notin (b)', true],
    ['missing notin (b)', true],
    ['x.io/y', true],
    ['!x.io/y', false],
    ['!missing', true],
  ];
  for (const [selector, wanted] of labels)
    it(`labels ${JSON.stringify(selector)}`, () => assert.equal(labelMatcher(selector)(object), wanted));
  const fields: [string, boolean][] = [
    ['metadata.name=e', true],
    ['type=Warning', true],
    ['type!=Warning', false],
    ['involvedObject.uid=u,metadata.namespace=n', true],
    ['involvedObject.uid=v', false],
  ];
  for (const [selector, wanted] of fields)
    it(`fields ${JSON.stringify(selector)}`, () =>
      assert.equal(fieldMatcher(selector, 'events')(object), wanted));

  it('refuse fields that cannot be selected by', () => {
    assert.throws(() => fieldMatcher('spec.secret=x', 'pods'), /field label not supported: spec\.secret/);
  });
});

describe('ages', () => {
  const cases: [number, string][] = [
    [0, '0s'],
    [119, '119s'],
    [120, '2m'],
    [303, '5m3s'],
    [660, '11m'],
    [3 * 3600 + 60, '3h1m'],
    [12 * 3600, '12h'],
    [3 * 86_400 + 3600, '3d1h'],
    [12 * 86_400, '12d'],
    [900 * 86_400, '2y170d'],
  ];
  for (const [seconds, wanted] of cases) it(wanted, () => assert.equal(humanAge(seconds), wanted));
});
