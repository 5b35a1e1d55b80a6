import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {readDelegates} from '../../../src/domain/patch/read-delegates.ts';
import {deployment, join, secret, upgrader} from '../../helpers/patch-manifests.ts';

const legacy = deployment({image: 'harness/delegate:latest'}).replace(
  'kind: Deployment',
  'kind: StatefulSet',
);
const plain = (name: string, container: string, labels = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  template:
    metadata: {labels: {app: x${labels}}}
    spec:
      containers:
      - ${container}
`;

describe('texts that hold no delegate are told apart', () => {
  const FOREIGN: readonly (readonly [
    name: string,
    text: string,
    kind: string,
    message: RegExp,
    line?: number,
  ])[] = [
    ['empty', '', 'empty', /nothing but blanks and comments; take/],
    ['comments', '\ufeff# a\n---\n# b\n...\n', 'empty', /nothing but blanks/],
    ['not YAML', 'apiVersion: v1\nkind: [a\nb: c\n', 'not-yaml', /is not valid YAML: .*; mend line 3/, 3],
    ['a tab as indent', 'a:\n\tb: 1\n', 'not-yaml', /not valid YAML/, 2],
    ['twice the same key', 'kind: a\nkind: b\n', 'not-yaml', /not valid YAML: .*twice/, 2],
    [
      'aliases that blow up',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\nd: &d [${'*c,'.repeat(9)}]\n`,
      'not-yaml',
      /aliases/,
    ],
    ['nested without end', `a: ${'['.repeat(3000)}`, 'not-yaml', /not valid YAML/],
    [
      'nested far too deeply',
      `a: ${'['.repeat(300)}${']'.repeat(300)}`,
      'not-yaml',
      /more than 100 levels deep here; mend line 1 and/,
    ],
    ['legacy', join(secret('a', 'b', 'Yw=='), legacy), 'legacy', /legacy delegate, StatefulSet east/, 15],
    [
      'docker run',
      'docker run -d --cpus=1 --memory=2g \\\n  -e DELEGATE_NAME=d -e ACCOUNT_ID=x harness/delegate:25.05.85903\n',
      'docker-run',
      /starts a delegate with docker run/,
    ],
    [
      'Docker Compose',
      'services:\n  delegate:\n    image: harness/delegate:25.05.85903\n    environment: {ACCOUNT_ID: a}\n',
      'compose',
      /Docker Compose file/,
    ],
    [
      'variables for Docker',
      'DELEGATE_NAME=d\nACCOUNT_ID=x\n',
      'variables',
      /variables of a delegate in Docker/,
    ],
    [
      'a Dockerfile',
      '# ours\nFROM harness/delegate:25.05.85903\nUSER root\n',
      'dockerfile',
      /is a Dockerfile/,
    ],
    [
      'Helm values',
      'delegateName: d\nmanagerEndpoint: https://app.harness.io\nupgrader: {enabled: true}\n',
      'helm-values',
      /values of the Helm chart; set delegateDockerImage/,
    ],
    ['Helm values of a part', 'delegate:\n  delegateName: d\n', 'helm-values', /values of the Helm chart/],
    [
      'a Helm template',
      'metadata:\n  name: {{ .Values.name }}\n',
      'helm-template',
      /render it with helm template/,
    ],
    [
      'Terraform',
      'module "delegate" {\n  source = "harness/harness-delegate/kubernetes"\n}\n',
      'terraform',
      /is Terraform; set delegate_image/,
    ],
    ['tfvars', 'delegate_image = "harness/delegate:1"\n', 'terraform', /is Terraform/],
    [
      'other objects',
      join(secret('a', 'b', 'Yw=='), secret('c', 'd', 'Yw=='), plain('web', '{name: web, image: nginx}')),
      'unrelated',
      /holds no delegate, but 2 × Secret, Deployment; give/,
    ],
    ['an upgrader alone', upgrader(), 'unrelated', /ConfigMap, CronJob/],
    ['no objects', 'a: 1\n', 'not-kubernetes', /no Kubernetes objects; take/],
    ['a list', '[1, 2]\n', 'not-kubernetes', /but a list/],
    ['a token', 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=', 'not-kubernetes', /no Kubernetes objects/],
    [
      'a delegate as DaemonSet',
      deployment().replace('kind: Deployment', 'kind: DaemonSet'),
      'other-workload',
      /DaemonSet east/,
      2,
    ],
  ];
  for (const [name, text, kind, message, line = 1] of FOREIGN)
    test(name, () => {
      const reading = readDelegates({text, file: 'm.yaml'});
      assert.ok(reading.state === 'foreign');
      assert.equal(reading.kind, kind);
      assert.match(reading.problem.message, message);
      assert.match(reading.problem.message, /[;,] /);
      assert.deepEqual([reading.problem.source?.file, reading.problem.source?.line], ['m.yaml', line]);
      assert.ok(!reading.problem.message.includes('MDEy'));
    });
});

describe('delegates are known by what they are', () => {
  const FOUND: readonly (readonly [name: string, text: string, names: readonly string[]])[] = [
    [
      'by variables',
      plain('a', '{name: x, image: my/own, env: [{name: ACCOUNT_ID, value: a}, {name: DELEGATE_NAME}]}'),
      ['a'],
    ],
    [
      'by the image of Harness, on any mirror',
      plain('a', '{name: x, image: "mirror.corp:5000/m/harness/delegate:1"}'),
      ['a'],
    ],
    ['by label and container', plain('a', '{name: delegate, image: my/own}', ', harness.io/name: a'), ['a']],
    ['not by the name of a container alone', plain('a', '{name: delegate, image: my/own}'), []],
    ['not an upgrader', plain('a', '{name: upgrader, image: "harness/upgrader:latest"}'), []],
    [
      'several, in their order',
      join(deployment({name: 'b'}), secret('x', 'y', 'eg=='), deployment({name: 'a'})),
      ['b', 'a'],
    ],
    [
      'in a list',
      `apiVersion: v1\nkind: DeploymentList\nitems:\n- ${deployment().replaceAll('\n', '\n  ')}\n`,
      ['east'],
    ],
    [
      'by variables of a ConfigMap',
      join(
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {ACCOUNT_ID: a, DELEGATE_NAME: d}\n',
        plain('a', '{name: x, image: my/own, envFrom: [{configMapRef: {name: c}}]}'),
      ),
      ['a'],
    ],
    ['beside a legacy one', join(legacy, deployment({name: 'new'})), ['new']],
  ];
  for (const [name, text, names] of FOUND)
    test(name, () => {
      const reading = readDelegates({text, file: 'm.yaml'});
      assert.deepEqual(reading.state === 'found' ? reading.delegates.map((each) => each.name) : [], names);
    });
});
