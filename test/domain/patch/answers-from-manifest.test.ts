import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {checkAnswers} from '../../../src/domain/check-answers.ts';
import type {PartialAnswers} from '../../../src/domain/answers.ts';
import {manifest} from '../../../src/domain/manifest.ts';
import {mergeAnswers} from '../../../src/domain/merge.ts';
import {answersFromManifest} from '../../../src/domain/patch/answers-from-manifest.ts';
import {imageAnswers} from '../../../src/domain/patch/image-answers.ts';
import {readDelegates} from '../../../src/domain/patch/read-delegates.ts';
import {deployment, join, SEED_MANIFEST, TOKEN} from '../../helpers/patch-manifests.ts';
import {TODAY} from '../../helpers/patch-report.ts';

function answersOf(text: string): PartialAnswers {
  const reading = readDelegates({text, file: 'm.yaml'});
  assert.ok(reading.state === 'found');
  const [delegate] = reading.delegates;
  assert.ok(delegate);
  return answersFromManifest(reading.source, delegate);
}

test('of the seed’s manifest: what is empty or a placeholder is left out', () => {
  assert.deepEqual(answersOf(SEED_MANIFEST), {
    image: {registry: 'docker-hub', repository: 'foobar/org', tag: 'custom-delegate'},
    delegate: {
      name: 'custom-del',
      namespace: 'harness-delegate-ng',
      managerUrl: 'https://app.harness.io/gratis',
      replicas: 1,
      cpu: '0.5',
      memory: '2048Mi',
      permissions: 'cluster-admin',
      securityContext: 'root',
      serviceAccount: {name: 'default', create: false},
      serviceName: 'delegate-service',
      env: {JAVA_OPTS: '-Xms64M', CLIENT_TOOLS_DOWNLOAD_DISABLED: 'true'},
    },
  });
});

describe('of a manifest that we made: the answers that made it', () => {
  const WHOLE: PartialAnswers = {
    base: {version: '26.08.89806'},
    image: {
      registry: 'ecr',
      account: '123456789012',
      region: 'eu-central-1',
      repository: 'acme/delegate',
      tag: '26.08.89806-2',
      pullSecret: 'regcred',
    },
    delegate: {
      name: 'east',
      namespace: 'delegates',
      accountId: 'abc',
      managerUrl: 'https://app.harness.io',
      description: 'costs $(nothing)',
      tags: ['a', 'b'],
      token: {from: 'secret', secretName: 'delegate-token'},
      cpu: '1',
      memory: '4Gi',
      securityContext: 'non-root',
      serviceAccount: {name: 'worker', create: true, annotations: {'example.com/role': 'x'}},
      initScript: 'echo one\necho two',
      proxy: {host: 'proxy.corp', port: 8080, scheme: 'https', secretName: 'proxy'},
      caBuildPaths: ['/etc/ssl/ca.pem'],
      nodeSelector: {disk: 'ssd'},
      env: {LOGGING_LEVEL: 'debug $$ $(NEXT_GEN)'},
    },
  };
  const MORE: readonly (readonly [name: string, delegate: NonNullable<PartialAnswers['delegate']>])[] = [
    ['replicas', {replicas: 4, permissions: 'cluster-admin'}],
    ['an autoscaler', {autoscaling: {enabled: true, min: 2, max: 5}, permissions: 'namespace-admin'}],
    ['another permission', {replicas: 1, permissions: 'cluster-viewer', securityContext: 'anyuid'}],
  ];
  for (const [name, more] of MORE)
    test(name, () => {
      const flags = {...WHOLE, delegate: {...WHOLE.delegate, ...more}};
      const {answers, problems} = checkAnswers(mergeAnswers({flags}), {today: TODAY});
      assert.ok(answers, JSON.stringify(problems));
      const found = answersOf(manifest(answers));
      const noProxy = found.delegate?.proxy?.noProxy ?? [];
      const proxy = {...found.delegate?.proxy};
      delete proxy.noProxy;
      assert.ok(noProxy.includes('localhost'));
      const env = {LOGGING_LEVEL: found.delegate?.env?.['LOGGING_LEVEL']};
      assert.deepEqual(
        {...found, delegate: {...found.delegate, proxy, env}},
        {...flags, delegate: {...flags.delegate, serviceName: 'delegate-service'}},
      );
      // They make the same manifest again, with what our defaults add to the variables.
      const again = checkAnswers(mergeAnswers({flags: found}), {today: TODAY});
      assert.ok(again.answers, JSON.stringify(again.problems));
      assert.deepEqual(answersOf(manifest(again.answers)), found);
    });
});

test('no secret becomes an answer', () => {
  const env = `        - {name: DELEGATE_TOKEN, value: ${TOKEN}}\n        - {name: NEXUS_PASSWORD, value: hunter22}\n        - {name: NOTE, value: fine}\n        - {name: OPEN, value: a $(NOTE)}\n        - {name: CLOSED, value: $$(NOTE) $(ls)}\n`;
  const found = answersOf(join(deployment({env})));
  assert.deepEqual(found.delegate?.env, {NOTE: 'fine', CLOSED: '$(NOTE) $(ls)'});
  assert.ok(!JSON.stringify(found).includes(TOKEN));
});

test('image references as answers', () => {
  const TABLE: Readonly<Record<string, PartialAnswers['image']>> = {
    'acme/x:1': {registry: 'docker-hub', repository: 'acme/x', tag: '1'},
    'docker.io/acme/x:1': {registry: 'docker-hub', repository: 'acme/x', tag: '1'},
    'acme/x': {registry: 'docker-hub', repository: 'acme/x'},
    'corp.azurecr.io/x:1': {registry: 'acr', host: 'corp.azurecr.io', repository: 'x', tag: '1'},
    'eu-docker.pkg.dev/my-project/repo/x:1': {
      registry: 'gar',
      host: 'eu-docker.pkg.dev',
      project: 'my-project',
      repository: 'repo/x',
      tag: '1',
    },
    'gcr.io/my-project/x:1': {
      registry: 'gcr',
      host: 'gcr.io',
      project: 'my-project',
      repository: 'x',
      tag: '1',
    },
    'localhost:5000/a/x:1': {registry: 'other', host: 'localhost:5000', repository: 'a/x', tag: '1'},
    'acme/x@sha256:0': {},
    'Acme/X:1': {},
    '': {},
  };
  for (const [reference, answers] of Object.entries(TABLE))
    assert.deepEqual(imageAnswers(reference), answers, reference);
});
