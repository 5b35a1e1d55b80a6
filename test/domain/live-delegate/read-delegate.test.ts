import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findDelegates, workloadNamed} from '../../../src/domain/live-delegate/find-delegates.ts';
import type {LiveObjects} from '../../../src/domain/live-delegate/live-objects.ts';
import {readDelegate} from '../../../src/domain/live-delegate/read-delegate.ts';
import {clearTokens} from '../../../src/domain/live-delegate/read-token-source.ts';
import {securityWords} from '../../../src/domain/live-delegate/read-security.ts';
import type {LiveDelegate} from '../../../src/domain/live-delegate/types.ts';
import {exampleManifest} from '../../../src/inputs/example-manifest.ts';
import {
  helmRelease,
  LEGACY,
  liveObjects,
  NEW_MANIFEST,
  OLD_MANIFEST,
  UNRELATED,
} from '../../helpers/live-samples.ts';

const OURS = exampleManifest({name: 'own-del', namespace: 'ns'});
const labelled = (line: string): string =>
  NEW_MANIFEST.replace('labels: {harness.io/name: new-del}}\nspec', `${line}}\nspec`);

function only(objects: LiveObjects): LiveDelegate {
  const [found, ...others] = findDelegates(objects);
  assert.ok(found !== undefined && others.length === 0);
  return readDelegate(found, objects);
}

/** What is read from a manifest of every sort. */
const SHAPES: readonly (readonly [what: string, text: string, facts: Record<string, unknown>])[] = [
  [
    'a manifest of Harness of 2023',
    OLD_MANIFEST,
    {
      name: 'old-del',
      kind: 'Deployment',
      by: 'harness-manifest',
      image: {ref: 'harness/delegate:24.04.82804.minimal', byHarness: true, version: '24.04.82804'},
      upgrade: 'on',
      upgraders: ['old-del-upgrader-job'],
      autoscalers: [],
      token: {from: 'secret', secret: 'old-del-account-token', key: 'DELEGATE_TOKEN'},
      codes: ['harness-image', 'shared-selector', 'autoscaler-target'],
      account: 'ACCOUNT_1',
      security: 'user 0 (root), no privilege escalation',
    },
  ],
  [
    'a manifest of Harness of 2025',
    NEW_MANIFEST,
    {
      name: 'new-del',
      kind: 'Deployment',
      by: 'harness-manifest',
      image: {
        ref: 'us-docker.pkg.dev/gar-prod-setup/harness-public/harness/delegate:26.08.89806',
        byHarness: true,
        version: '26.08.89806',
      },
      upgrade: 'suspended',
      upgraders: ['new-del-upgrader-job'],
      autoscalers: [{name: 'new-del-hpa', min: 2, max: 5}],
      token: {from: 'secret', secret: 'new-del-account-token', key: 'DELEGATE_TOKEN'},
      codes: ['harness-image'],
      account: 'ACCOUNT_1',
      security: 'user 0 (root), no privilege escalation',
    },
  ],
  [
    'our own manifest',
    OURS,
    {
      name: 'own-del',
      kind: 'Deployment',
      by: 'delegate-tui',
      image: {ref: 'example/custom-delegate:26.08.89806-1', byHarness: false, suggests: '26.08.89806'},
      upgrade: 'suspended',
      upgraders: ['own-del-upgrader-job'],
      autoscalers: [],
      token: {from: 'secret', secret: 'own-del-account-token', key: 'DELEGATE_TOKEN'},
      codes: [],
      account: 'EXAMPLE_ACCOUNT_ID',
      security: 'user 1001, never root, no privilege escalation',
    },
  ],
  [
    'a release of the chart, whose upgrader has a name of its own',
    helmRelease(),
    {
      name: 'chart-del',
      kind: 'Deployment',
      by: 'helm',
      image: {
        ref: 'acme/custom-delegate:26.08.89806-3',
        byHarness: false,
        suggests: '26.08.89806',
        setBy: 'helm',
        setAt: '2026-11-20T08:00:00Z',
      },
      upgrade: 'on',
      upgraders: ['nightly'],
      autoscalers: [],
      token: {from: 'secrets', secrets: ['chart-del']},
      codes: [],
      account: 'ACCOUNT_2',
      security: 'the image decides the user, files of group 1001',
    },
  ],
  [
    'a legacy StatefulSet from a mirror',
    LEGACY,
    {
      name: 'legacy-del',
      kind: 'StatefulSet',
      by: 'legacy',
      image: {ref: 'registry.corp:5000/mirror/harness/delegate:latest', byHarness: true},
      upgrade: 'absent',
      upgraders: [],
      autoscalers: [],
      token: {from: 'clear-text'},
      codes: ['legacy', 'harness-image', 'clear-token'],
      account: 'ACCOUNT_3',
      security: 'the image decides the user',
    },
  ],
];

for (const [what, text, facts] of SHAPES) {
  test(`${what} is read`, () => {
    const {name, kind, install, image, autoUpgrade, autoscalers, token, findings, accountId, security} = only(
      liveObjects(text, UNRELATED),
    );
    assert.deepEqual(
      {
        name,
        kind,
        by: install.by,
        image,
        upgrade: autoUpgrade.state,
        upgraders: autoUpgrade.upgraders.map((upgrader) => upgrader.name),
        autoscalers,
        token,
        codes: findings.map(({code}) => code),
        account: accountId,
        security: securityWords(security),
      },
      facts,
    );
    for (const {text: words, next} of findings) assert.ok(words.endsWith('.') && next.endsWith('.'), words);
  });
}

test('Harness knows a delegate by the name that it is told', () => {
  assert.equal(only(liveObjects(helmRelease())).delegateName, 'chart-name');
  assert.equal(only(liveObjects(OURS)).delegateName, 'own-del');
});

const INSTALLERS: readonly (readonly [title: RegExp, by: string, text: string])[] = [
  [
    /^Terraform, as Helm release my-release of chart/,
    'terraform',
    helmRelease('terraform-provider-helm_v2.17.0_x5'),
  ],
  [/^Helm release my-release of chart harness-delegate-ng-1\.0\.32$/, 'helm', helmRelease()],
  [/^Argo CD$/, 'argo-cd', labelled('labels: {argocd.argoproj.io/instance: delegates}')],
  [
    /^Argo CD$/,
    'argo-cd',
    labelled('annotations: {argocd.argoproj.io/tracking-id: "a:apps/Deployment:ns/new-del"}'),
  ],
  [/^Flux$/, 'flux', labelled('labels: {kustomize.toolkit.fluxcd.io/name: apps}')],
  [/^not known/, 'unknown', labelled('labels: {team: a}').replaceAll('harness.io/name', 'app')],
];

for (const [title, by, text] of INSTALLERS) {
  test(`${String(title)} is told as ${by}`, () => {
    const {install} = only(liveObjects(text));
    assert.equal(install.by, by);
    assert.match(install.title, title);
  });
}

test('several delegates are told apart, and what is none is left out', () => {
  const objects = liveObjects(OLD_MANIFEST, NEW_MANIFEST, OURS, helmRelease(), LEGACY, UNRELATED);
  assert.deepEqual(
    findDelegates(objects).map(({name}) => name),
    ['old-del', 'new-del', 'own-del', 'chart-del', 'legacy-del'],
  );
  const states = findDelegates(objects).map((found) => readDelegate(found, objects).autoUpgrade.state);
  assert.deepEqual(states, ['on', 'suspended', 'suspended', 'on', 'absent']);
  const web = workloadNamed(objects, 'web');
  assert.ok(web !== undefined && !web.isDelegate);
  assert.deepEqual(
    readDelegate(web, objects).findings.map(({code}) => code),
    ['no-delegate', 'autoscaler-target'],
  );
});

test('a token in clear text is found, and nowhere shown', () => {
  const objects = liveObjects(LEGACY);
  const [found] = findDelegates(objects);
  assert.ok(found !== undefined);
  assert.deepEqual(clearTokens(found.variables), ['0123456789abcdef0123456789abcdef']);
  assert.ok(!JSON.stringify(readDelegate(found, objects)).includes('0123456789abcdef'));
  const inMap = liveObjects(
    helmRelease().replace('DELEGATE_NAME: chart-name', 'DELEGATE_NAME: chart-name, DELEGATE_TOKEN: abc123'),
  );
  assert.deepEqual(only(inMap).token, {from: 'config-map'});
  assert.ok(!JSON.stringify(only(inMap)).includes('abc123'));
});

test('hostile text from the cluster is safe to print', () => {
  const hostile = '\u001b]0;owned\u0007acme/x:1\u202e\nInstall  fake';
  const objects = liveObjects(OURS);
  const [found] = findDelegates(objects);
  assert.ok(found !== undefined);
  const delegate = readDelegate({...found, container: {name: 'delegate', image: hostile}}, objects);
  assert.equal(delegate.image.ref, 'acme/x:1 Install  fake');
});

test('what is no object at all is no delegate', () => {
  const odd = {items: [null, 1, 'x', [], {}, {metadata: {name: 'x'}}, {metadata: {name: 5}, spec: []}]};
  const objects = {
    ...liveObjects(),
    deployments: odd,
    statefulSets: odd,
    cronJobs: odd,
    jobs: odd,
    configMaps: odd,
  };
  assert.deepEqual(findDelegates(objects), []);
});
