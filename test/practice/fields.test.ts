import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {ApplyConflict} from '../../src/practice/api/api-error.ts';
import {applyFields} from '../../src/practice/fields/apply.ts';
import {fieldsOf, fromFieldsV1, printPath, toFieldsV1} from '../../src/practice/fields/field-set.ts';
import {jsonPatch} from '../../src/practice/fields/json-patch.ts';
import {ownersAfterUpdate} from '../../src/practice/fields/managed-fields.ts';
import {canonicalQuantity} from '../../src/practice/fields/quantity.ts';
import {unknownFields} from '../../src/practice/fields/schema.ts';
import {mergePatch, strategicMerge} from '../../src/practice/fields/strategic-merge.ts';
import {badBase64At} from '../../src/practice/fields/validate.ts';
import type {KubeObject} from '../../src/practice/objects.ts';

const TIME = '2026-11-21T20:00:00Z';

/** A Deployment with one container per name, and further fields of its spec. */
const deployment = (images: Record<string, string>, spec: Record<string, unknown> = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {name: 'd', namespace: 'n'},
  spec: {
    ...spec,
    template: {spec: {containers: Object.entries(images).map(([name, image]) => ({name, image}))}},
  },
});

const apply = (
  live: KubeObject | undefined,
  wanted: KubeObject,
  manager: string,
  force = false,
): KubeObject => applyFields({live, wanted, manager, force, time: TIME});

const ownersOf = (object: KubeObject): Record<string, string[]> =>
  Object.fromEntries(
    (object.metadata.managedFields ?? []).map(({manager, fieldsV1}) => [
      manager,
      [...fromFieldsV1(fieldsV1).values()].map(({steps}) => printPath(steps)),
    ]),
  );

describe('server-side apply', () => {
  it('owns what it sets, item by item', () => {
    const made = apply(undefined, deployment({a: 'x:1'}, {replicas: 2}), 'one');
    assert.deepEqual(ownersOf(made), {
      one: [
        '.spec.replicas',
        '.spec.template.spec.containers[name="a"]',
        '.spec.template.spec.containers[name="a"].name',
        '.spec.template.spec.containers[name="a"].image',
      ],
    });
  });

  it('keeps what others added and takes out what it no longer sets', () => {
    const first = apply(undefined, deployment({a: 'x:1'}, {replicas: 2, minReadySeconds: 5}), 'one');
    const second = apply(first, deployment({b: 'y:1'}), 'two');
    const third = apply(second, deployment({a: 'x:1'}, {minReadySeconds: 5}), 'one');
    assert.deepEqual(third['spec'], deployment({a: 'x:1', b: 'y:1'}, {minReadySeconds: 5})['spec']);
  });

  it('leaves a field that another manager owns too', () => {
    const first = apply(undefined, deployment({a: 'x:1'}, {replicas: 2}), 'one');
    const shared = apply(first, deployment({a: 'x:1'}, {replicas: 2}), 'two');
    const dropped = apply(shared, deployment({a: 'x:1'}), 'one');
    assert.deepEqual(dropped['spec'], deployment({a: 'x:1'}, {replicas: 2})['spec']);
    assert.deepEqual(ownersOf(dropped)['two'], ownersOf(shared)['two']);
  });

  const conflicts: [string, KubeObject, string][] = [
    [
      'one field',
      deployment({a: 'x:2'}),
      'Apply failed with 1 conflict: conflict with "one": .spec.template.spec.containers[name="a"].image',
    ],
    [
      'two fields',
      deployment({a: 'x:2'}, {replicas: 3}),
      'Apply failed with 2 conflicts: conflicts with "one":\n- .spec.replicas\n- .spec.template.spec.containers[name="a"].image',
    ],
  ];
  for (const [what, wanted, message] of conflicts)
    it(`says who owns ${what}, unless it is forced`, () => {
      const live = apply(undefined, deployment({a: 'x:1'}, {replicas: 2}), 'one');
      assert.throws(
        () => apply(live, wanted, 'two'),
        (error) => error instanceof ApplyConflict && error.message === message && error.code === 409,
      );
      const forced = apply(live, wanted, 'two', true);
      assert.ok(!ownersOf(forced)['one']?.includes('.spec.template.spec.containers[name="a"].image'));
    });

  it('names the API version of managers that update', () => {
    const live = deployment({a: 'x:1'});
    live.metadata.managedFields = ownersAfterUpdate({
      before: undefined,
      after: live,
      writer: {manager: 'kubectl-set'},
      time: TIME,
    });
    assert.throws(
      () => apply(live, deployment({a: 'x:2'}), 'two'),
      /conflict with "kubectl-set" using apps\/v1: /,
    );
  });

  it('gives the same object when it is applied again', () => {
    const once = apply(undefined, deployment({a: 'x:1', b: 'y:1'}, {replicas: 2}), 'one');
    assert.deepEqual(apply(once, deployment({a: 'x:1', b: 'y:1'}, {replicas: 2}), 'one'), once);
  });
});

describe('field sets', () => {
  it('come back from the form in which they are stored', () => {
    const names = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(fc.dictionary(names, names), fc.option(fc.nat(9)), (images, replicas) => {
        const set = fieldsOf(deployment(images, replicas === null ? {} : {replicas}), 'Deployment');
        assert.deepEqual([...fromFieldsV1(toFieldsV1(set)).keys()].sort(), [...set.keys()].sort());
      }),
    );
  });

  it('count a field for the one who changed it last', () => {
    const before = apply(undefined, deployment({a: 'x:1'}, {replicas: 1}), 'one');
    const after = {...before, spec: deployment({a: 'x:2'}, {replicas: 1})['spec']};
    const managedFields = ownersAfterUpdate({before, after, writer: {manager: 'upgrader'}, time: TIME});
    const owners = ownersOf({...after, metadata: {...after.metadata, managedFields}});
    assert.deepEqual(owners['upgrader'], ['.spec.template.spec.containers[name="a"].image']);
    assert.ok(owners['one']?.includes('.spec.replicas'));
  });
});

describe('patches', () => {
  const live = {
    metadata: {labels: {a: '1', b: '2'}},
    spec: {replicas: 1, template: {spec: {containers: [{name: 'a', image: 'x:1', args: ['p']}]}}},
  };
  const containers = (list: unknown[], more = {}): unknown => ({
    spec: {template: {spec: {containers: list, ...more}}},
  });
  const strategic: [string, unknown, (result: any) => unknown, unknown][] = [
    ['null takes a field out', {metadata: {labels: {a: null}}}, (r) => r.metadata.labels, {b: '2'}],
    [
      'items merge by their key',
      containers([{name: 'a', image: 'x:2'}]),
      (r) => r.spec.template.spec.containers,
      [{name: 'a', image: 'x:2', args: ['p']}],
    ],
    [
      'new items are added',
      containers([{name: 'b', image: 'y:1'}]),
      (r) => r.spec.template.spec.containers.map((c: any) => c.name),
      ['a', 'b'],
    ],
    [
      'plain lists are replaced',
      containers([{name: 'a', args: ['q']}]),
      (r) => r.spec.template.spec.containers[0].args,
      ['q'],
    ],
    [
      '$patch: delete',
      containers([{name: 'a', $patch: 'delete'}]),
      (r) => r.spec.template.spec.containers,
      [],
    ],
    [
      '$patch: replace',
      {metadata: {labels: {$patch: 'replace', c: '3'}}},
      (r) => r.metadata.labels,
      {c: '3'},
    ],
    ['$retainKeys', {spec: {$retainKeys: ['replicas'], replicas: 3}}, (r) => r.spec, {replicas: 3}],
    [
      '$setElementOrder',
      containers([{name: 'b', image: 'y:1'}], {'$setElementOrder/containers': [{name: 'b'}, {name: 'a'}]}),
      (r) => r.spec.template.spec.containers.map((c: any) => c.name),
      ['b', 'a'],
    ],
  ];
  for (const [what, patch, pick, wanted] of strategic)
    it(`strategic: ${what}`, () => {
      const before = structuredClone(live);
      assert.deepEqual(pick(strategicMerge(live, patch, 'Deployment')), wanted);
      assert.deepEqual(live, before);
    });

  it('merge: maps merge, lists are replaced, null deletes', () => {
    assert.deepEqual(mergePatch({a: {b: 1, c: [1]}, d: 1}, {a: {c: [2]}, d: null}), {a: {b: 1, c: [2]}});
  });

  it('JSON: add, replace, remove, test', () => {
    const operations = [
      {op: 'test', path: '/a', value: 1},
      {op: 'replace', path: '/a', value: 2},
      {op: 'add', path: '/list/-', value: 'z'},
      {op: 'remove', path: '/list/0'},
      {op: 'add', path: '/m~1n', value: true},
    ];
    assert.deepEqual(jsonPatch({a: 1, list: ['x', 'y']}, operations), {a: 2, list: ['y', 'z'], 'm/n': true});
    assert.throws(() => jsonPatch({a: 1}, [{op: 'replace', path: '/b/c', value: 1}]), /missing value/);
    assert.throws(() => jsonPatch({a: 1}, [{op: 'test', path: '/a', value: 2}]), /test failed/);
  });
});

describe('unknown fields', () => {
  const cases: [string, KubeObject, string[]][] = [
    ['none', deployment({a: 'x'}, {replicas: 1}), []],
    ['in the spec', deployment({a: 'x'}, {replicaz: 1}), ['spec.replicaz']],
    ['at the root', {...deployment({}), stauts: {}}, ['stauts']],
    ['labels are free', {...deployment({}), metadata: {name: 'd', labels: {anything: 'x'}}}, []],
  ];
  for (const [what, object, wanted] of cases)
    it(what, () => assert.deepEqual(unknownFields(object, 'Deployment'), wanted));

  it('are told with the index of their list', () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {name: 'p'},
      spec: {containers: [{name: 'a', imag: 'x'}]},
    };
    assert.deepEqual(unknownFields(pod, 'Pod'), ['spec.containers[0].imag']);
  });
});

describe('base64', () => {
  const cases: [string, number][] = [
    ['', -1],
    ['YWJj', -1],
    ['YWI=', -1],
    ['YW\nJj', -1],
    ['YOUR_DELEGATE_TOKEN', 4],
    ['abc', 0],
    ['YWJjZ', 4],
  ];
  for (const [text, at] of cases) it(JSON.stringify(text), () => assert.equal(badBase64At(text), at));

  it('takes whatever Node encodes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => badBase64At(Buffer.from(bytes).toString('base64')) === -1),
    );
  });
});

describe('quantities', () => {
  const cases: [unknown, string][] = [
    ['0.5', '500m'],
    ['500m', '500m'],
    ['1000m', '1'],
    ['2048Mi', '2Gi'],
    ['1536Mi', '1536Mi'],
    [1, '1'],
    ['1Gi', '1Gi'],
    ['0', '0'],
    ['nonsense', 'nonsense'],
  ];
  for (const [given, wanted] of cases)
    it(String(given), () => assert.equal(canonicalQuantity(given), wanted));
});
