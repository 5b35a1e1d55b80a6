import assert from 'node:assert/strict';
import {after, before, describe, it, type TestContext} from 'node:test';
import {startPractice, type Practice} from '../../src/practice/start-practice.ts';

const NAMESPACE = 'team';
const ACCOUNT = `system:serviceaccount:${NAMESPACE}:delegate`;
const GROUP = '/apis/authorization.k8s.io/v1';

async function post(practice: Practice, path: string, body: object, headers = {}): Promise<any> {
  const response = await fetch(practice.url + path, {
    method: 'POST',
    headers: {'content-type': 'application/json', ...headers},
    body: JSON.stringify(body),
  });
  return await response.json();
}

type Asked = {verb: string; resource: string; subresource?: string; group?: string; name?: string};

const use = (name: string): Asked => ({
  verb: 'use',
  resource: 'securitycontextconstraints',
  group: 'security.openshift.io',
  name,
});

/** Asks whether a user may; without one, whether kubectl's own user may. */
async function may(practice: Practice, asked: Asked, user?: string): Promise<boolean> {
  const kind = user === undefined ? 'SelfSubjectAccessReview' : 'SubjectAccessReview';
  const spec = {resourceAttributes: {namespace: NAMESPACE, ...asked}, ...(user === undefined ? {} : {user})};
  const body = {apiVersion: 'authorization.k8s.io/v1', kind, spec};
  const answer = await post(practice, `${GROUP}/${kind.toLowerCase()}s`, body);
  assert.equal(answer.kind, kind);
  return answer.status.allowed;
}

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const bind = (practice: Practice, roleRef: object, name: string, subject: object): Promise<unknown> =>
  post(practice, `${RBAC}/namespaces/${NAMESPACE}/rolebindings`, {
    metadata: {name},
    roleRef: {apiGroup: 'rbac.authorization.k8s.io', ...roleRef},
    subjects: [subject],
  });
const delegate = {kind: 'ServiceAccount', name: 'delegate', namespace: NAMESPACE};

const start = async (context: TestContext, more = {}): Promise<Practice> => {
  const practice = await startPractice({scenario: 'ok', speed: 200, seed: 3, ...more});
  context.after(() => practice.close());
  return practice;
};

describe('access reviews on OpenShift', () => {
  let practice: Practice;
  before(async () => {
    practice = await startPractice({scenario: 'openshift-scc', speed: 200, seed: 3});
    await post(practice, '/api/v1/namespaces', {metadata: {name: NAMESPACE}});
  });
  after(() => practice.close());

  it('everybody may use restricted-v2 and nothing else', async () => {
    for (const user of [ACCOUNT, 'jane', undefined])
      for (const scc of ['restricted-v2', 'nonroot-v2', 'anyuid', 'privileged'])
        assert.equal(await may(practice, use(scc), user), scc === 'restricted-v2', `${user} ${scc}`);
  });

  it('a binding to the role of an SCC gives it to whom it names', async () => {
    await bind(practice, {kind: 'ClusterRole', name: 'system:openshift:scc:nonroot-v2'}, 'scc', delegate);
    assert.equal(await may(practice, use('nonroot-v2'), ACCOUNT), true);
    assert.equal(await may(practice, use('anyuid'), ACCOUNT), false);
    assert.equal(await may(practice, use('nonroot-v2'), `${ACCOUNT}-2`), false);
  });
});

describe('access reviews', () => {
  it('of others go by roles and bindings', async (context) => {
    const practice = await start(context);
    await post(practice, '/api/v1/namespaces', {metadata: {name: NAMESPACE}});
    const pods: Asked = {verb: 'get', resource: 'pods', name: 'p'};
    assert.equal(await may(practice, pods, ACCOUNT), false);
    const rules = [
      {apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get']},
      {apiGroups: [''], resources: ['secrets'], resourceNames: ['one'], verbs: ['*']},
    ];
    await post(practice, `${RBAC}/namespaces/${NAMESPACE}/roles`, {metadata: {name: 'reader'}, rules});
    const group = {kind: 'Group', name: `system:serviceaccounts:${NAMESPACE}`};
    await bind(practice, {kind: 'Role', name: 'reader'}, 'reader', group);
    const cases: readonly [Asked, boolean][] = [
      [pods, true],
      [{...pods, verb: 'delete'}, false],
      [{...pods, subresource: 'log'}, true],
      [{...pods, subresource: 'exec'}, false],
      [{...pods, group: 'apps'}, false],
      [{verb: 'delete', resource: 'secrets', name: 'one'}, true],
      [{verb: 'delete', resource: 'secrets', name: 'two'}, false],
    ];
    for (const [asked, allowed] of cases)
      assert.equal(await may(practice, asked, ACCOUNT), allowed, JSON.stringify(asked));
    assert.equal(await may(practice, pods, 'jane'), false);
    await bind(practice, {kind: 'ClusterRole', name: 'cluster-admin'}, 'admin', {kind: 'User', name: 'jane'});
    assert.equal(await may(practice, {...pods, verb: 'delete'}, 'jane'), true);
  });

  it('of our own know what is forbidden, and of whom kubectl plays', async (context) => {
    const practice = await start(context, {faults: ['forbidden-exec']});
    const exec: Asked = {verb: 'create', resource: 'pods', subresource: 'exec'};
    assert.equal(await may(practice, exec), false);
    assert.equal(await may(practice, {...exec, subresource: 'log'}), true);
    practice.withdraw('forbidden-exec');
    assert.equal(await may(practice, exec), true);
    const spec = {resourceAttributes: {namespace: NAMESPACE, ...exec}};
    const path = `${GROUP}/selfsubjectaccessreviews`;
    const played = await post(practice, path, {spec}, {'impersonate-user': ACCOUNT});
    assert.equal(played.status.allowed, false);
  });

  it('inside a namespace are about that namespace, and all are about somebody', async (context) => {
    const practice = await start(context);
    const path = `${GROUP}/namespaces/${NAMESPACE}/localsubjectaccessreviews`;
    const spec = {
      user: 'practice',
      resourceAttributes: {namespace: NAMESPACE, verb: 'get', resource: 'pods'},
    };
    assert.equal((await post(practice, path, {spec})).status.allowed, true);
    const elsewhere = {...spec, resourceAttributes: {...spec.resourceAttributes, namespace: 'other'}};
    assert.match((await post(practice, path, {spec: elsewhere})).message, /must match metadata\.namespace/);
    const {user: _, ...nobody} = spec;
    assert.match(
      (await post(practice, `${GROUP}/subjectaccessreviews`, {spec: nobody})).message,
      /at least one of user or group/,
    );
    assert.equal((await post(practice, `${GROUP}/localsubjectaccessreviews`, {spec})).code, 404);
  });
});
