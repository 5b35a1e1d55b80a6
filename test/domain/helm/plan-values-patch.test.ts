import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {parse} from 'yaml';
import {looksLikeHelmValues} from '../../../src/domain/helm/find-values.ts';
import {planValuesPatch} from '../../../src/domain/helm/plan-values-patch.ts';
import {splitImage} from '../../../src/domain/helm/split-image.ts';
import {valuesFile} from '../../../src/domain/helm/values-file.ts';
import {mergeDeep} from '../../../src/domain/merge.ts';
import type {PatchWishes} from '../../../src/domain/patch/patch-types.ts';
import {arbitraryAnswers} from '../../helpers/arbitrary-answers.ts';

const IMAGE = 'registry.corp:5000/team/delegate:7';
const plan = (text: string, wishes: PatchWishes = {image: IMAGE}, delegate?: string) =>
  planValuesPatch({text, file: 'values.yaml', wishes, ...(delegate === undefined ? {} : {delegate})});
function patch(...input: Parameters<typeof plan>) {
  const planned = plan(...input);
  assert.ok(planned.state === 'planned', JSON.stringify(planned));
  return planned;
}

/** As a person keeps it: comments, quotes, odd blanks. */
const HAND = `# ours
delegateName:   blue   # the name
accountId: 'PUT_YOUR_ACCOUNT_ID'
delegateToken: "aG91c2U="
delegateDockerImage: "harness/delegate:24.04.82804" # old

upgrader: { enabled: true,  schedule: "0 * * * *" }
replicas: 1
`;

interface Case {
  readonly name: string;
  readonly text: string;
  readonly wishes?: PatchWishes;
  /** The text that stands there afterwards, for one that stood there before. */
  readonly changes: readonly (readonly [from: string, to: string])[];
}

const cases: readonly Case[] = [
  {
    name: 'image and upgrader change, and nothing else',
    text: HAND,
    changes: [
      ['"harness/delegate:24.04.82804"', `"${IMAGE}"`],
      ['{ enabled: true,', '{ enabled: false,'],
    ],
  },
  {
    name: 'an absent upgrader is added, because the chart turns it on',
    text: 'delegateName: a\ndelegateDockerImage: x\n',
    changes: [
      ['Image: x', `Image: ${IMAGE}`],
      ['\n$', '\nupgrader:\n  enabled: false\n$'],
    ],
  },
  {
    name: 'image.repository wins over delegateDockerImage, so it is what changes',
    text: 'delegateName: a\nimage:\n  registry: docker.io\n  repository: harness/delegate\n  tag: "1"\nupgrader:\n  enabled: false\n',
    changes: [
      ['registry: docker.io', 'registry: registry.corp:5000'],
      ['repository: harness/delegate', 'repository: team/delegate'],
      ['tag: "1"', 'tag: "7"'],
    ],
  },
  {
    name: 'without image.registry the host stands in the repository',
    text: 'delegateName: a\nimage:\n  repository: harness/delegate\nupgrader: {enabled: false}\n',
    changes: [
      ['repository: harness/delegate\n', 'repository: registry.corp:5000/team/delegate\n  tag: "7"\n'],
    ],
  },
  {
    name: 'the autoscaler wins over replicas',
    text: 'delegateName: a\nreplicas: 1\nautoscaling:\n  enabled: true\n  minReplicas: 1\n  maxReplicas: 2\nupgrader: {enabled: false}\n',
    wishes: {replicas: 3},
    changes: [
      ['minReplicas: 1', 'minReplicas: 3'],
      ['maxReplicas: 2', 'maxReplicas: 3'],
    ],
  },
  {
    name: 'what resources take the place of is carried over',
    text: 'delegateName: a\ncpu: 2\nmemory: 4096\nupgrader: {enabled: false}\n',
    wishes: {cpu: '3'},
    changes: [
      ['$', 'resources:\n  requests:\n    cpu: "3"\n    memory: 4096Mi\n  limits:\n    memory: 4096Mi\n$'],
    ],
  },
  {
    name: 'placeholders are filled, answers of the file are kept',
    text: 'delegateName: a\naccountId: PUT_YOUR_ACCOUNT_ID\nmanagerEndpoint: https://mine\nupgrader: {enabled: false}\n',
    wishes: {accountId: 'abc', managerUrl: 'https://other'},
    changes: [['PUT_YOUR_ACCOUNT_ID', 'abc']],
  },
  {
    name: 'account and manager that are named take the place of others',
    text: 'delegateName: a\naccountId: xyz\nmanagerEndpoint: https://mine\nupgrader: {enabled: false}\n',
    wishes: {accountId: 'abc', managerUrl: 'https://other/', named: ['accountId', 'managerUrl']},
    changes: [
      ['xyz', 'abc'],
      ['https://mine', 'https://other'],
    ],
  },
  {
    name: 'a Secret takes the place of the token',
    text: 'delegateName: a\ndelegateToken: aG91c2U=\nupgrader: {enabled: false}\n',
    wishes: {tokenSecret: 'mine'},
    changes: [
      ['delegateToken: aG91c2U=\n', ''],
      ['$', 'existingDelegateToken: mine\n$'],
    ],
  },
  {
    name: 'a security context leaves nothing that contradicts it',
    text: 'delegateName: a\ntags: x\nupgrader: {enabled: false}\ndelegate:\n  securityContext:\n    runAsUser: 0\n    readOnlyRootFilesystem: false\n    seccompProfile:\n      type: Unconfined\n',
    wishes: {securityContext: 'auto', clusterType: 'openshift'},
    changes: [
      ['runAsUser: 0', 'runAsUser: null'],
      [
        '    seccompProfile:\n      type: Unconfined\n',
        '    runAsNonRoot: true\n    allowPrivilegeEscalation: false\n    capabilities:\n      drop:\n        - ALL\n  pod:\n    securityContext:\n      fsGroup: null\n',
      ],
    ],
  },
  {
    name: 'values of a subchart are edited under its key',
    text: 'other: 1\nharness-delegate-ng:\n  delegateName: a\n  delegateDockerImage: x\n  upgrader:\n    enabled: true\n',
    changes: [
      ['Image: x', `Image: ${IMAGE}`],
      ['enabled: true', 'enabled: false'],
    ],
  },
  {
    name: 'windows line ends stay',
    text: 'delegateName: a\r\ndelegateDockerImage: x\r\nupgrader:\r\n  enabled: true\r\n',
    changes: [
      ['Image: x', `Image: ${IMAGE}`],
      ['enabled: true', 'enabled: false'],
    ],
  },
];

for (const {name, text, wishes, changes} of cases) {
  test(name, () => {
    const result = patch(text, wishes);
    // $ stands for the end of the text.
    const expected = changes.reduce((all, [from, to]) => {
      assert.ok(all.includes(from), from);
      return all.replace(from, () => to);
    }, `${text}$`);
    assert.equal(`${result.text}$`, expected);
    assert.deepEqual(patch(result.text, wishes).edits, [], 'a second time');
    assert.equal(patch(result.text, wishes).text, result.text);
    assert.deepEqual(result.blocked, []);
  });
}

test('edits say where, from what, to what and why; findings what is left to do', () => {
  const {edits, findings} = patch(HAND, {image: IMAGE, tokenSecret: 'mine'});
  assert.deepEqual(
    edits.map(({code, where, from, to}) => [code, where.name, where.line, where.field, from, to]),
    [
      ['image', 'blue', 5, 'delegateDockerImage', 'harness/delegate:24.04.82804', IMAGE],
      ['upgrader', 'blue', 7, 'upgrader.enabled', 'true', 'false'],
      ['token-secret', 'blue', 2, 'existingDelegateToken', undefined, 'mine'],
      ['token-secret', 'blue', 4, 'delegateToken', 'hidden', undefined],
    ],
  );
  assert.ok(edits.every(({why}) => /^[A-Z].*\.$/.test(why)));
  assert.deepEqual(
    findings.map(({severity, code, field, source}) => [severity, code, field, source?.line]),
    [
      ['warning', 'account-placeholder', 'values blue accountId', 3],
      ['notice', 'cluster-admin', 'values blue k8sPermissionsType', 2],
      ['notice', 'root', 'values blue delegate.securityContext.runAsUser', 2],
    ],
  );
});

test('keys that are not set are told as such, beside the account where there is one', () => {
  const told = (text: string) =>
    patch(text, {})
      .findings.filter(({code}) => code.endsWith('-missing'))
      .map(({message, source}) => [message.split(',')[0]?.split('.')[0], source?.line]);
  assert.deepEqual(told('# ours\ndelegateName: a\ntags: b\naccountId: abc\n'), [
    ['delegateToken is not set', 4],
  ]);
  assert.deepEqual(told('# ours\ndelegateName: a\ndelegateToken: aG91c2U=\n'), [['accountId is not set', 2]]);
});

const findingCases: readonly (readonly [code: string, values: string])[] = [
  ['harness-image', 'delegateDockerImage: "harness/delegate:24.04.82804"'],
  ['harness-image', 'delegateDockerImage: ""'],
  ['harness-image', 'image: {repository: harness/delegate}'],
  ['token-in-clear', 'delegateToken: aG91c2U='],
  ['token-placeholder', 'delegateToken: PUT_YOUR_DELEGATE_TOKEN'],
  ['account-placeholder', 'accountId: ""'],
  ['cluster-admin', 'k8sPermissionsType: CLUSTER_ADMIN'],
  ['root', 'delegate: {securityContext: {runAsUser: 0}}'],
  ['old-security-key', 'delegateSecurityContext: {runAsUser: 1001}'],
  ['no-suspend', 'upgrader: {enabled: false, suspend: true}'],
  ['replicas-unused', 'autoscaling: {enabled: true}\nreplicas: 2'],
];
const QUIET = {
  delegateName: 'a',
  delegateDockerImage: IMAGE,
  accountId: 'abc',
  existingDelegateToken: 's',
  k8sPermissionsType: 'NAMESPACE_ADMIN',
  delegate: {securityContext: {runAsUser: 1001}},
};

for (const [code, values] of findingCases) {
  test(`tells ${code} about ${values}`, () => {
    const given = parse(values) as object;
    const {existingDelegateToken: _token, delegate: _delegate, ...quiet} = QUIET;
    const base = code.startsWith('token')
      ? {...quiet, delegate: QUIET.delegate}
      : code === 'old-security-key'
        ? {...quiet, existingDelegateToken: 's'}
        : QUIET;
    const codes = (tree: unknown) => patch(JSON.stringify(tree), {}).findings.map((finding) => finding.code);
    assert.deepEqual(codes(QUIET), []);
    assert.deepEqual(codes(mergeDeep(base, given)), [code]);
  });
}

const refusals: readonly (readonly [string, string, string, PatchWishes?, string?])[] = [
  ['other values', 'a: 1\n', 'foreign no-values'],
  ['a manifest', 'apiVersion: v1\nkind: ConfigMap\ndelegateName: a\ntags: b\n', 'foreign no-values'],
  ['two documents', 'delegateName: a\ntags: b\n---\ndelegateName: b\n', 'foreign no-values'],
  ['what is not YAML', 'delegateName: [a\ntags: b\n', 'foreign no-values'],
  ['nothing', '', 'foreign no-values'],
  [
    'two delegates',
    'a: {delegateName: a, tags: b}\nb: {delegateName: b, tags: c}\n',
    'choose several-delegates a,b',
  ],
  ['a delegate that is not there', 'a: {delegateName: a, tags: b}\n', 'choose no-such-delegate a', {}, 'c'],
  [
    'a digest where a tag belongs',
    'delegateName: a\nimage: {repository: x}\n',
    'blocked image-split',
    {image: `x@sha256:${'0'.repeat(64)}`},
  ],
  ['an upgrader that is no mapping', 'delegateName: a\ntags: b\nupgrader: yes\n', 'blocked not-editable'],
];

for (const [name, text, expected, wishes, delegate] of refusals) {
  test(`refuses ${name}, and changes nothing`, () => {
    const result = plan(text, wishes, delegate);
    const problems = result.state === 'planned' ? result.blocked : [result.problem];
    const [problem] = problems;
    const words =
      result.state === 'planned'
        ? ['blocked', problem?.code]
        : [result.state, problem?.code, ...(result.state === 'choose' ? [result.names.join()] : [])];
    assert.equal(words.join(' '), expected);
    assert.match(problem?.message ?? '', /^\S.{20,}\S$/);
    if (result.state === 'planned') assert.deepEqual([result.edits, result.text], [[], text]);
  });
}

test('one of several delegates is edited by its key', () => {
  const text = 'a: {delegateName: a, tags: b}\nb: {delegateName: b, tags: c}\n';
  const result = patch(text, {image: 'x:1'}, 'b');
  assert.equal(result.text.split('\n')[0], text.split('\n')[0]);
  assert.deepEqual(
    result.edits.map(({where}) => where.field),
    ['b.delegateDockerImage', 'b.upgrader.enabled'],
  );
});

test('a token is neither shown nor kept from being filled in', () => {
  const text = 'delegateName: a\ntags: b\ndelegateToken: PUT_YOUR_DELEGATE_TOKEN\n';
  const {edits, text: after} = patch(text, {token: 'c2VjcmV0LXRva2Vu'});
  assert.match(after, /^delegateToken: .?c2VjcmV0LXRva2Vu.?$/m);
  assert.doesNotMatch(JSON.stringify(edits), /c2VjcmV0/);
  assert.equal(patch(after, {token: 'other'}).text, after);
});

test('files of our own need no edit for their own image, and only the image for another', () => {
  fc.assert(
    fc.property(arbitraryAnswers(), (answers) => {
      const text = valuesFile(answers);
      assert.ok(looksLikeHelmValues(text));
      const result = patch(text, {image: IMAGE});
      const before = parse(text, {version: '1.1'}) as object;
      assert.deepEqual(parse(result.text, {version: '1.1'}), {...before, delegateDockerImage: IMAGE});
      assert.deepEqual(
        result.edits.map(({code}) => code),
        ['image'],
      );
      const lines = text.split('\n');
      assert.equal(result.text.split('\n').filter((line, index) => line !== lines[index]).length, 1);
    }),
    {numRuns: 60},
  );
});

for (const [image, parts] of [
  ['acme/x:1', ['', 'acme/x', '1']],
  ['x:1', ['', 'x', '1']],
  ['localhost/x:1', ['localhost', 'x', '1']],
  ['r.io:5000/a/b:v1', ['r.io:5000', 'a/b', 'v1']],
  ['acme/x', undefined],
  ['r.io:5000/x', undefined],
  ['x@sha256:0', undefined],
  ['x:1@sha256:0', undefined],
  [`r.io/x:1@sha256:${'0'.repeat(64)}`, ['r.io', 'x', `1@sha256:${'0'.repeat(64)}`]],
] as const) {
  test(`${image} is taken apart`, () => {
    const found = splitImage(image);
    assert.deepEqual(found && [found.registry, found.repository, found.tag], parts);
  });
}
