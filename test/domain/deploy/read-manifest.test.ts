import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findPlaceholders} from '../../../src/domain/deploy/find-placeholders.ts';
import {apiVersionOf, kubectlName, objectKey, objectRef} from '../../../src/domain/deploy/object-ref.ts';
import {readManifest} from '../../../src/domain/deploy/read-manifest.ts';

const DEPLOYMENT = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n';

test('objects come in order, lists unfolded, with a namespace where their kind has one', () => {
  const text = `${DEPLOYMENT}---\n# nothing\n---\napiVersion: v1\nkind: List\nitems:\n  - {apiVersion: v1, kind: Namespace, metadata: {name: ns}}\n  - {apiVersion: v1, kind: Secret, metadata: {name: s, namespace: other}}\n---\n{apiVersion: example.com/v1, kind: Thing, metadata: {name: t}}\n`;
  const {objects, problems} = readManifest(text, 'ns');
  assert.deepEqual(problems, []);
  assert.deepEqual(
    objects.map(({ref}) => ref),
    [
      {group: 'apps', version: 'v1', kind: 'Deployment', name: 'a', namespace: 'ns'},
      {group: '', version: 'v1', kind: 'Namespace', name: 'ns'},
      {group: '', version: 'v1', kind: 'Secret', name: 's', namespace: 'other'},
      {group: 'example.com', version: 'v1', kind: 'Thing', name: 't'},
    ],
  );
});

test('values are read as kubectl reads them', () => {
  const [object] = readManifest(`${DEPLOYMENT}spec: {a: yes, b: 012, c: "yes"}\n`, 'ns').objects;
  assert.deepEqual(object?.value['spec'], {a: true, b: 10, c: 'yes'});
});

/** A second object, after a good one. */
function named({
  apiVersion = 'example.com/v1',
  kind = 'Thing',
  ...metadata
}: Readonly<Record<string, string>>): string {
  return `${DEPLOYMENT}---\n${JSON.stringify({apiVersion, kind, metadata: {name: 'a', ...metadata}})}\n`;
}

const taken: readonly Readonly<Record<string, string>>[] = [
  {kind: 'ClusterRole', apiVersion: 'rbac.authorization.k8s.io/v1', name: 'system:Node.reader_1'},
  {kind: 'My-Kind9', apiVersion: 'a-b.example.com/v1beta1', name: 'a.b', namespace: '0-a'},
];
for (const words of taken) {
  test(`words that Kubernetes takes: ${Object.values(words).join(' ')}`, () => {
    assert.deepEqual(readManifest(named(words), 'ns').problems, []);
  });
}

const problems: readonly (readonly [name: string, text: string, expected: RegExp])[] = [
  ['no object at all', '# only words\n', /holds no object/],
  ['no YAML', 'a: [1\nb: 2\n', /not valid YAML in line \d/],
  ['Helm values', 'delegateName: d\ndelegateToken: t\naccountId: a\n', /Helm values, .* helm upgrade/],
  ['no name', 'apiVersion: v1\nkind: Secret\n', /Object 1 .* needs apiVersion, kind and metadata\.name/],
  ['a text', 'hello\n', /Object 1/],
  ['a kind that is an option', named({kind: '--kubeconfig=k'}), /Object 2 .* its kind is "--kubeconfig=k"/],
  ['a kind with an address', named({kind: 'Thing/x'}), /its kind is "Thing\/x"/],
  ['a group that is an option', named({apiVersion: '--server=x/v1'}), /its apiVersion is "--server=x\/v1"/],
  ['a version that is an option', named({apiVersion: '--all'}), /its apiVersion is "--all"/],
  ['an apiVersion of three parts', named({apiVersion: '-s/apps/v1'}), /its apiVersion is/],
  ['a name that is an option', named({name: '--all'}), /its metadata\.name is "--all", which Kubernetes/],
  ['a name that climbs', named({name: '..'}), /its metadata\.name is "\.\."/],
  ['a name of two parts', named({name: 'a/b'}), /its metadata\.name is "a\/b"/],
  ['a name with an escaped part', named({name: 'a%2fb'}), /its metadata\.name is/],
  ['a name with a blank', named({name: 'a b'}), /its metadata\.name is "a b"/],
  ['an escape in the name', named({name: 'a\u001b[31mb'}), /is "ab" with characters that cannot be shown, /],
  ['a mark in the name', named({name: 'a\u200bb'}), /is "ab" with characters that cannot be shown, /],
  ['a namespace that is an option', named({namespace: '-A'}), /its metadata\.namespace is "-A"/],
  ['a namespace in capitals', named({namespace: 'Dev'}), /its metadata\.namespace is "Dev"/],
  ['the same key twice', 'apiVersion: v1\napiVersion: v2\n', /not valid YAML in line 2/],
  [
    'an avalanche of aliases',
    `a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [${Array.from({length: 60}, () => '*b').join(',')}]\n`,
    /too many YAML aliases/,
  ],
  ['escapes in the text', 'a: "\u001b]0;x\u0007" b\n', /^[\x20-\x7e]*$/],
];
for (const [name, text, expected] of problems) {
  test(`a manifest with ${name} is told in one sentence`, () => {
    const reading = readManifest(text, 'ns');
    assert.equal(reading.problems.length, 1);
    assert.match(reading.problems[0] ?? '', expected);
  });
}

test('names of objects', () => {
  const deployment = objectRef({apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'a'}}, 'ns');
  assert.ok(deployment);
  assert.equal(apiVersionOf(deployment), 'apps/v1');
  assert.equal(kubectlName(deployment), 'deployment.apps/a');
  assert.equal(objectKey(deployment), 'apps/Deployment/ns/a');
  assert.equal(objectRef({apiVersion: 'v1', kind: 'Secret', metadata: {}}), undefined);
  assert.equal(objectRef('text'), undefined);
});

const gaps: readonly (readonly [name: string, object: object, paths: readonly string[]])[] = [
  [
    'a token to be put in',
    {kind: 'Secret', stringData: {DELEGATE_TOKEN: 'PUT_YOUR_DELEGATE_TOKEN'}},
    ['stringData.DELEGATE_TOKEN'],
  ],
  ['an encoded one', {kind: 'Secret', data: {T: btoa('YOUR_DELEGATE_TOKEN')}}, ['data.T']],
  ['one where base64 belongs', {kind: 'Secret', data: {T: 'YOUR_DELEGATE_TOKEN'}}, ['data.T']],
  [
    'an empty value of a Secret',
    {kind: 'Secret', data: {T: ''}, stringData: {U: null}},
    ['data.T', 'stringData.U'],
  ],
  [
    'a slot in a variable',
    {kind: 'Deployment', spec: {env: [{name: 'A', value: '<account id>'}]}},
    ['spec.env.0.value'],
  ],
  ['an ordinary empty value', {kind: 'Deployment', spec: {value: ''}}, []],
  [
    'markup in a ConfigMap',
    {kind: 'ConfigMap', data: {'a.xml': '<a><b>1</b></a>', 'b.xml': '<a>\n</a>'}},
    [],
  ],
  ['a good token', {kind: 'Secret', stringData: {T: 'abcdefabcdefabcdefabcdefabcdefab'}}, []],
];
for (const [name, object, paths] of gaps) {
  test(`placeholders: ${name}`, () => {
    const value = {apiVersion: 'v1', metadata: {name: 'x'}, ...object};
    const ref = objectRef(value, 'ns');
    assert.ok(ref);
    assert.deepEqual(
      findPlaceholders([{ref, value}]).map(({path}) => path),
      paths,
    );
  });
}
