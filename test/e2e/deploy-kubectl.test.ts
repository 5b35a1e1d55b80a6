import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, test, type TestContext} from 'node:test';
import {appliedFacts} from '../../src/deploy/applied-facts.ts';
import {cleanJson} from '../../src/domain/deploy/clean-json.ts';
import {at, isObject, listAt, textAt} from '../../src/domain/deploy/json.ts';
import {labelSelector} from '../../src/domain/deploy/label-selector.ts';
import {objectKey} from '../../src/domain/deploy/object-ref.ts';
import {undoObjects, undoPlan} from '../../src/domain/deploy/undo-plan.ts';
import {deploymentFacts} from '../../src/domain/rollout/facts/deployment-facts.ts';
import type {RolloutInput} from '../../src/domain/rollout/types.ts';
import {startPractice, type Practice} from '../../src/practice/start-practice.ts';
import {afterComplete} from '../../src/services/kubectl/after-complete.ts';
import {
  apply,
  type ApplyEvent,
  type ApplyRequest,
  type ApplyResult,
} from '../../src/services/kubectl/apply.ts';
import {call} from '../../src/services/kubectl/call.ts';
import {findKubectl} from '../../src/services/kubectl/find-kubectl.ts';
import type {Connection} from '../../src/services/kubectl/kubectl-types.ts';
import {readLog} from '../../src/services/kubectl/logs.ts';
import {
  preflight,
  rolledOutDeployment,
  type CheckResult,
  type PreflightReport,
} from '../../src/services/kubectl/preflight.ts';
import {listContexts, recheckTarget} from '../../src/services/kubectl/target.ts';
import {undo, type UndoRow} from '../../src/services/kubectl/undo.ts';
import {undoConflicts} from '../../src/services/kubectl/undo-conflicts.ts';
import {watchRollout} from '../../src/services/kubectl/watch.ts';
import {kubectlEnv} from '../helpers/kubectl-env.ts';
import {needs} from '../helpers/needs.ts';

const TOKEN = '0123456789abcdef0123456789abcdef';
const NAMESPACE = 'harness-delegate-ng';
const TEMPLATE = readFileSync(new URL('../golden/kubernetes/harness-delegate.yaml', import.meta.url), 'utf8');
const MANIFEST = TEMPLATE.replaceAll('PUT_YOUR_DELEGATE_TOKEN', TOKEN);
const WITHOUT_NAMESPACE = MANIFEST.slice(MANIFEST.indexOf('---') + 4);

async function practice(
  t: TestContext,
  options: Parameters<typeof startPractice>[0],
): Promise<{cluster: Practice; connection: Connection}> {
  const cluster = await startPractice({speed: 100, seed: 7, ...options});
  t.after(async () => await cluster.close());
  const kubectl = await findKubectl({
    more: {
      KUBECONFIG: cluster.kubeconfig,
      KUBECACHEDIR: cluster.cacheDirectory,
      ...kubectlEnv(cluster.cacheDirectory),
    },
  });
  const {contexts} = await listContexts(kubectl);
  const [context] = contexts;
  assert.ok(context);
  const {current, ...target} = context;
  assert.equal(current, true);
  return {cluster, connection: {kubectl, target: {...target, namespace: NAMESPACE}}};
}

async function drain<T, R>(generator: AsyncGenerator<T, R, undefined>): Promise<{values: T[]; result: R}> {
  const values: T[] = [];
  for (;;) {
    const step = await generator.next();
    if (step.done === true) return {values, result: step.value};
    values.push(step.value);
  }
}
const check = async (
  connection: Connection,
  manifest = MANIFEST,
): Promise<{results: CheckResult[]; report: PreflightReport}> => {
  const {values, result} = await drain(preflight({connection, manifests: [manifest]}));
  return {results: values, report: result};
};
const put = async (
  report: PreflightReport,
  more: Partial<ApplyRequest> = {},
): Promise<{events: ApplyEvent[]; result: ApplyResult}> => {
  const {connection, objects, before} = report;
  const {values, result} = await drain(apply({connection, objects, before, ...more}));
  return {events: values, result};
};
const states = (results: readonly CheckResult[]) => results.map(({id, state}) => `${id} ${state}`);
const outcomes = (result: ApplyResult) => [...new Set(result.objects.map(({outcome}) => outcome))];
const undoOf = async (
  connection: Connection,
  report: PreflightReport,
  result: ApplyResult,
): Promise<{rows: UndoRow[]; word: string}> => {
  const plan = undoPlan(undoObjects(result.objects, report.before));
  const {
    values,
    result: {word},
  } = await drain(undo({connection, plan, agreed: (await undoConflicts({connection, plan})).harmless}));
  return {rows: values, word};
};
const imageOf = (cluster: Practice) =>
  textAt(
    cluster.snapshot('Deployment', NAMESPACE).items[0],
    'spec',
    'template',
    'spec',
    'containers',
    0,
    'image',
  );

describe('deploying with kubectl', needs('kubectl'), () => {
  test('preflight changes nothing, apply makes everything, and a second time there is nothing to do', async (t) => {
    const {cluster, connection} = await practice(t, {scenario: 'ok'});
    const first = await check(connection);
    assert.deepEqual(states(first.results), [
      'server ok',
      'namespace ok',
      'permissions ok',
      'trial ok',
      'changes ok',
      'times ok',
    ]);
    assert.match(
      first.results.map(({text}) => text).join('\n'),
      /accepts 2 objects\. \d+ more can be checked once the namespace exists[^]*\d+ new[^]*Ready after 150 s/,
    );
    assert.equal(first.report.ok, true);
    assert.deepEqual(cluster.snapshot('Deployment', NAMESPACE).items, []);

    const {events, result} = await put(first.report);
    assert.equal(result.state, 'applied');
    assert.deepEqual(outcomes(result), ['created']);
    assert.deepEqual(
      events.map((event) => event.type === 'object' && event.done),
      first.report.objects.map((_, index) => index + 1),
    );
    const deployment = cluster.snapshot('Deployment', NAMESPACE).items[0];
    const told = result.objects.find(({ref}) => ref.kind === 'Deployment');
    assert.equal(told?.uid, at(deployment, 'metadata', 'uid'));
    assert.equal(told?.generation, 1);
    // What kubectl writes and what the watch reads are one text, or every template would be another's.
    const template = at(deployment, 'spec', 'template');
    const {object} = rolledOutDeployment(first.report) ?? assert.fail();
    const facts = appliedFacts(told, {deployment: {object, before: undefined}, secrets: []});
    assert.equal(facts.template, deploymentFacts(cleanJson(deployment, []))?.template);
    assert.deepEqual(told.template, template);
    assert.match(result.serverTime ?? '', /^\d{4}-\d\d-\d\dT/);

    const again = await check(connection);
    assert.equal(again.report.ok, true);
    assert.deepEqual(again.report.conflicts, []);
    assert.deepEqual([...new Set(again.report.changes.map(({kind}) => kind))], ['unchanged']);
    const second = await put(again.report);
    assert.deepEqual([second.result.state, ...outcomes(second.result)], ['applied', 'unchanged']);
  });

  test('what a preflight refuses', async (t) => {
    const {connection} = await practice(t, {scenario: 'ok'});
    const failing = async (manifest: string, target = connection) =>
      (await check(target, manifest)).results.filter(({state}) => state === 'fail');
    const gap = await failing(TEMPLATE);
    assert.match(
      gap[0]?.text ?? '',
      /^Secret custom-del-account-token still has a placeholder in stringData\.DELEGATE_TOKEN/,
    );
    const [missing] = await failing(WITHOUT_NAMESPACE);
    assert.match(
      `${missing?.text} ${missing?.next}`,
      /no namespace harness-delegate-ng.*kubectl --context=practice create namespace harness-delegate-ng/,
    );
    const [elsewhere] = await failing(MANIFEST, {
      ...connection,
      target: {...connection.target, namespace: 'default'},
    });
    assert.match(elsewhere?.text ?? '', /belongs to namespace harness-delegate-ng, not to default/);
    const wrong = 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: old, namespace: default}\n';
    const [unknown] = await failing(wrong, {
      ...connection,
      target: {...connection.target, namespace: 'default'},
    });
    assert.match(unknown?.text ?? '', /CronJob old: The cluster knows no matches for kind|does not accept/);
  });

  test('fields of another manager are taken over only with consent, and an undo gives the old state back', async (t) => {
    const {cluster, connection} = await practice(t, {scenario: 'image-not-found'});
    const oldImage = imageOf(cluster);
    const oldTemplate = at(cluster.snapshot('Deployment', NAMESPACE).items[0], 'spec', 'template');
    const {results, report} = await check(connection);
    const taken = results.find(({id}) => id === 'managers');
    assert.match(
      `${taken?.text} ${taken?.next}`,
      /^kubectl-client-side-apply owns \d+ fields of .*Deployment custom-del.*Take them over/,
    );
    assert.equal(report.ok, true);

    const refused = await put(report);
    assert.equal(refused.result.state, 'conflict');
    assert.ok(
      refused.result.conflicts.some(
        ({ref, manager, field}) =>
          ref.kind === 'Deployment' && manager === 'kubectl-client-side-apply' && field.endsWith('.image'),
      ),
    );
    assert.equal(imageOf(cluster), oldImage);

    const forced = await put(report, {force: true});
    assert.equal(forced.result.state, 'applied');
    assert.notEqual(imageOf(cluster), oldImage);
    const {rows, word} = await undoOf(connection, report, forced.result);
    assert.equal(word, 'undone');
    assert.equal(imageOf(cluster), oldImage);
    const [restored] = cluster.snapshot('Deployment', NAMESPACE).items;
    assert.deepEqual(at(restored, 'spec', 'template'), oldTemplate);
    assert.deepEqual(
      rows
        .filter(({did}) => did === 'restored')
        .map(({ref}) => ref.kind)
        .sort(),
      report.changes
        .filter(({kind}) => kind === 'changed')
        .map(({ref}) => ref.kind)
        .sort(),
    );
    assert.ok(rows.some(({ref, did}) => ref.kind === 'CronJob' && did === 'deleted'));
    assert.deepEqual(
      cluster
        .snapshot('CronJob', NAMESPACE)
        .items.filter((item) => at(item, 'metadata', 'name') === 'custom-del-upgrader-job').length,
      report.before.get(
        objectKey({
          group: 'batch',
          version: 'v1',
          kind: 'CronJob',
          name: 'custom-del-upgrader-job',
          namespace: NAMESPACE,
        }),
      ) === undefined
        ? 0
        : 1,
    );

    const later = await check(connection);
    assert.deepEqual(
      later.report.conflicts.filter(({manager}) => manager === 'delegate-tui'),
      [],
    );
    assert.equal((await put(later.report)).result.state, 'applied', 'a later apply meets no trouble');
  });

  test('an undo sets back what others have set since only with consent, and leaves a new object alone', async (t) => {
    const {cluster, connection} = await practice(t, {scenario: 'image-not-found'});
    const oldImage = imageOf(cluster);
    const change = async (manager: string, ...args: string[]) =>
      assert.equal((await call({connection, args: [...args, `--field-manager=${manager}`]})).ok, true);
    assert.equal(
      (await call({connection, args: ['scale', 'deployment/custom-del', '--replicas=3']})).ok,
      true,
    );
    const {report} = await check(connection);
    const {result} = await put(report, {force: true});
    const plan = undoPlan(undoObjects(result.objects, report.before));
    await change('colleague', 'set', 'image', 'deployment/custom-del', 'delegate=example.com/theirs:1');
    await change('adder', 'set', 'env', 'deployment/custom-del', 'ADDED=1');
    await change('delegate-tui', 'label', 'configmap/custom-del-upgrader-config', 'later=run');

    const since = result.serverTime ?? '';
    const {conflicts, harmless} = await undoConflicts({connection, plan, since});
    assert.deepEqual(
      conflicts.map(({ref, manager, field}) => `${ref.kind} ${manager} ${field}`),
      [
        'ConfigMap delegate-tui, after that run everything',
        'Deployment colleague .spec.template.spec.containers[name="delegate"].image',
        'Deployment adder .spec.template',
      ],
    );
    assert.ok(harmless.length > 0);
    const restore = plan.restore.map((object) =>
      object.ref.kind === 'Secret' ? {...object, uid: 'x'} : object,
    );
    const {values, result: done} = await drain(
      undo({connection, plan: {...plan, restore, remove: []}, agreed: [...conflicts, ...harmless]}),
    );
    assert.equal(imageOf(cluster), oldImage);
    const [deployment] = cluster.snapshot('Deployment', NAMESPACE).items;
    assert.equal(at(deployment, 'spec', 'replicas'), 3, 'what we had taken over of somebody who scales');
    const secret = values.find(({ref}) => ref.kind === 'Secret');
    assert.deepEqual(
      [secret?.did, secret?.text, done.word],
      ['kept', 'Somebody made a new one in its place.', 'partial'],
    );
  });

  test('the diff of an update shows the image and no token', async (t) => {
    const {connection} = await practice(t, {scenario: 'image-not-found'});
    const {report} = await check(connection);
    const lines = report.changes.flatMap(({diff}) => diff?.lines.map(({text}) => text) ?? []).join('\n');
    assert.match(lines, /^\+ +image: acme\/custom-delegate:/m);
    assert.match(lines, /^\+ +DELEGATE_TOKEN: "\*\*\*/m);
    assert.ok(!lines.includes(TOKEN) && !lines.includes(btoa(TOKEN)));
    assert.ok(report.connection.secrets?.includes(TOKEN));
  });

  test('undoing a first deployment deletes what we made, and nothing that somebody put in its place', async (t) => {
    const {cluster, connection} = await practice(t, {scenario: 'ok'});
    const {report} = await check(connection);
    const {result} = await put(report);
    const swap = async (...args: string[]) => assert.equal((await call({connection, args})).ok, true);
    await swap('delete', 'configmap', 'custom-del-upgrader-config');
    await swap('create', 'configmap', 'custom-del-upgrader-config', '--from-literal=a=b');
    await swap('delete', 'service', 'delegate-service');
    const {rows, word} = await undoOf(connection, report, result);
    const did = (kind: string) => rows.find(({ref}) => ref.kind === kind)?.did;
    assert.deepEqual(['Deployment', 'Secret', 'CronJob', 'ServiceAccount'].map(did), [
      'deleted',
      'deleted',
      'deleted',
      'deleted',
    ]);
    assert.deepEqual([did('ConfigMap'), did('Service'), did('Namespace')], ['kept', 'gone', 'kept']);
    assert.equal(word, 'partial');
    assert.deepEqual(cluster.snapshot('Deployment', NAMESPACE).items, []);
    assert.ok(cluster.snapshot('ConfigMap', NAMESPACE).items.some((item) => at(item, 'data', 'a') === 'b'));
  });

  test('a lack of rights is told before anything is applied', async (t) => {
    const {connection} = await practice(t, {scenario: 'forbidden-pods', faults: ['forbidden-events']});
    const {results, report} = await check(connection);
    const watch = results.find(({id}) => id === 'watch');
    assert.match(
      watch?.text ?? '',
      /^You may not read pods and events and logs of pods|^You may not read pods and logs of pods and events/,
    );
    assert.equal(report.ok, true);
  });

  test('OpenShift is recognised, and the SCC that is missing is named', async (t) => {
    const {connection} = await practice(t, {scenario: 'openshift-scc'});
    const {results} = await check(connection);
    assert.match(
      results.find(({id}) => id === 'openshift')?.next ?? '',
      /oc adm policy add-scc-to-user nonroot-v2 -z [a-z-]+ -n harness-delegate-ng/,
    );
  });

  test('a changed context is refused', async (t) => {
    const {connection} = await practice(t, {scenario: 'ok'});
    await recheckTarget(connection.kubectl, connection.target);
    await assert.rejects(
      recheckTarget(connection.kubectl, {...connection.target, server: 'https://10.0.0.1'}),
      /now means http:\/\/127/,
    );
    await assert.rejects(
      recheckTarget(connection.kubectl, {...connection.target, context: 'gone'}),
      /gone is gone from the kubeconfig/,
    );
    await assert.rejects(
      recheckTarget(connection.kubectl, {...connection.target, user: 'bob'}),
      /another user/,
    );
  });

  for (const fault of [
    undefined,
    'connection-reset',
    'truncated-event',
    'expired-410',
    'too-many-requests-429',
  ] as const) {
    test(`the watch sees the rollout to its end (${fault ?? 'nothing wrong'})`, async (t) => {
      const {cluster, connection} = await practice(t, {scenario: 'ok'});
      const {report} = await check(connection);
      const {result} = await put(report);
      assert.equal(result.state, 'applied');
      if (fault !== undefined) cluster.inject(fault);
      const value = report.objects.find(({ref}) => ref.kind === 'Deployment')?.value;
      const watched = {name: 'custom-del', selector: labelSelector(at(value, 'spec', 'selector'))};
      const known = new Map<string, unknown>();
      let available = false;
      for await (const input of watchRollout({
        connection: report.connection,
        watched,
        timing: {backoff: 20, maxBackoff: 200, busy: 50},
      })) {
        available ||= isAvailable(input);
        take(known, input);
        if (available && agrees(known, cluster)) break;
      }
      assert.ok(available);
    });
  }

  test('a login that runs out in the middle is renewed, and the watch goes on', async (t) => {
    const {cluster, connection} = await practice(t, {scenario: 'ok'});
    await put((await check(connection)).report);
    let asked = 0;
    const onNeedsLogin = async () => {
      asked++;
      cluster.withdraw();
      return true;
    };
    const known = new Map<string, unknown>();
    let broken = false;
    const watched = {name: 'custom-del', selector: 'harness.io/name=custom-del'};
    for await (const input of watchRollout({
      connection,
      watched,
      onNeedsLogin,
      timing: {minLife: 1000, maxLife: 1000, backoff: 20, busy: 50},
    })) {
      take(known, input);
      if (!broken && input.type === 'stream' && input.kind === 'events') {
        broken = true;
        cluster.inject({kind: 'token-expired-401', afterSeconds: 0, forSeconds: 1_000_000});
      }
      if (asked > 0 && input.type === 'stream' && input.state === 'live' && agrees(known, cluster)) break;
    }
    assert.ok(asked >= 1);
  });

  test('logs: what there is, and why there is none', async (t) => {
    const {cluster, connection} = await practice(t, {scenario: 'image-not-found'});
    const serving = textAt(cluster.snapshot('Pod', NAMESPACE).items[0], 'metadata', 'name') ?? '';
    const read = await readLog({connection, pod: serving, container: 'delegate'});
    assert.equal(read.state, 'read');
    assert.ok(read.lines.length > 0 && read.lines.length <= 25);
    assert.deepEqual(await readLog({connection, pod: 'no-such-pod', container: 'delegate'}), {
      state: 'gone',
      lines: [],
      text: 'The pod is gone.',
    });
    const previous = await readLog({connection, pod: serving, container: 'delegate', previous: true});
    assert.deepEqual([previous.state, previous.text], ['none', 'There is no log of an earlier run.']);
    const {report} = await check(connection);
    await put(report, {force: true});
    const waiting = await newPod(cluster, serving);
    const none = await readLog({connection, pod: waiting, container: 'delegate'});
    assert.equal(none.state, 'none');
    assert.match(none.text, /^The container has not started yet/);
  });

  test('after the rollout: auto-upgrade off and our image, or what is wrong', async (t) => {
    const {connection} = await practice(t, {scenario: 'ok'});
    const {report} = await check(connection);
    const rows = async () =>
      (await afterComplete({connection, objects: report.objects})).map(({id, state}) => `${id} ${state}`);
    await put(report);
    assert.deepEqual(await rows(), ['upgrader ok', 'image ok']);
    const change = async (...args: string[]) =>
      assert.equal((await call({connection, args})).failure, undefined);
    await change(
      'patch',
      'cronjob',
      'custom-del-upgrader-job',
      '--type=merge',
      '-p',
      '{"spec":{"suspend":false}}',
    );
    await change('set', 'image', 'deployment/custom-del', 'delegate=harness/delegate:1');
    assert.deepEqual(await rows(), ['upgrader warn', 'image warn']);
  });
});

function isAvailable(input: RolloutInput): boolean {
  if ((input.type !== 'reset' && input.type !== 'event') || input.kind !== 'deployments') return false;
  const objects = input.type === 'reset' ? input.items : [input.object];
  return objects.some((object) => at(object, 'status', 'availableReplicas') === 1);
}

const WATCHED = ['Deployment', 'ReplicaSet', 'Pod'] as const;
const KIND_OF = {deployments: 'Deployment', replicasets: 'ReplicaSet', pods: 'Pod', events: 'Event'} as const;

/** Keeps what a reader of the inputs knows: kind and name to resourceVersion. */
function take(known: Map<string, unknown>, input: RolloutInput): void {
  const place = (kind: string, object: unknown) => `${kind}/${textAt(object, 'metadata', 'name') ?? ''}`;
  if (input.type === 'reset') {
    for (const key of known.keys()) if (key.startsWith(`${KIND_OF[input.kind]}/`)) known.delete(key);
    for (const item of input.items)
      known.set(place(KIND_OF[input.kind], item), at(item, 'metadata', 'resourceVersion'));
  }
  if (input.type !== 'event') return;
  if (input.change === 'DELETED') known.delete(place(KIND_OF[input.kind], input.object));
  else known.set(place(KIND_OF[input.kind], input.object), at(input.object, 'metadata', 'resourceVersion'));
}

function agrees(known: ReadonlyMap<string, unknown>, cluster: Practice): boolean {
  const truth = WATCHED.flatMap((kind) =>
    cluster
      .snapshot(kind, NAMESPACE)
      .items.map((item) => `${kind}/${item.metadata.name}=${String(item.metadata.resourceVersion)}`),
  );
  const own = [...known]
    .filter(([key]) => !key.startsWith('Event/'))
    .map(([key, version]) => `${key}=${String(version)}`);
  return (
    truth.toSorted((a, b) => (a < b ? -1 : 1)).join() === own.toSorted((a, b) => (a < b ? -1 : 1)).join()
  );
}

/** Name of a pod that is not the given one and waits for its image. */
async function newPod(cluster: Practice, other: string): Promise<string> {
  for (;;) {
    const pod = cluster
      .snapshot('Pod', NAMESPACE)
      .items.find(
        (item) =>
          item.metadata.name !== other &&
          listAt(item, 'status', 'containerStatuses').some((status) =>
            isObject(at(status, 'state', 'waiting')),
          ),
      );
    if (pod !== undefined) return pod.metadata.name ?? '';
    await new Promise((resolve) => setImmediate(resolve));
  }
}
