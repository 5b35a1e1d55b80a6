import {deployment, event, put, replicaSet} from '../objects.ts';
import {refused, created} from './finding-case.ts';
import type {FindingCase} from './finding-case.ts';

export const CREATE_CASES: readonly FindingCase[] = [
  {
    what: 'quota, old pods may make room',
    code: 'quota-exceeded',
    inputs: [
      put('replicasets', replicaSet('old-set', {revision: '1', image: 'old'})),
      ...refused(
        'pods "x" is forbidden: exceeded quota: small, requested: pods=1, used: pods=1, limited: pods=1',
      ),
    ],
    course: 'T 60 L',
    cause:
      /"small" of the namespace has no room for the pod \(requested: pods=1, used: pods=1, limited: pods=1\)/,
    heal: created,
  },
  {
    what: 'quota, nothing will go',
    code: 'quota-exceeded',
    inputs: refused('exceeded quota: small, requested: pods=1, used: pods=1, limited: pods=1'),
    course: 'L 15 F',
    heal: created,
  },
  {
    what: 'quota by event alone',
    code: 'quota-exceeded',
    inputs: [
      put('replicasets', replicaSet('new-set', {status: {replicas: 0}})),
      put(
        'events',
        event('new-set', 'FailedCreate', 'Error creating: exceeded quota: small, requested: pods=1'),
      ),
    ],
    course: 'L 15 F',
    heal: created,
  },
  {
    what: 'quota wants values',
    code: 'quota-needs-values',
    inputs: refused('forbidden: failed quota: small: must specify limits.memory for: delegate'),
    course: 'L 5 F',
    heal: created,
  },
  {
    what: 'Pod Security',
    code: 'pod-security-denied',
    inputs: refused('violates PodSecurity "restricted:latest": x'),
    course: 'L 5 F',
    heal: created,
  },
  {
    what: 'SCC',
    code: 'scc-denied',
    inputs: refused(
      'unable to validate against any security context constraint: [x: Invalid value: 0: is invalid]',
    ),
    course: 'L 5 F',
    heal: created,
  },
  {
    what: 'webhook',
    code: 'webhook-denied',
    inputs: refused('admission webhook "gate.example" denied the request: no'),
    course: 'L 5 F',
    heal: created,
  },
  {
    what: 'invalid',
    code: 'pod-invalid',
    inputs: refused('Pod "x" is invalid: spec.containers: Required'),
    course: 'L 5 F',
    heal: created,
  },
  {
    what: 'webhook down',
    code: 'webhook-unreachable',
    inputs: refused('failed calling webhook "g": context deadline exceeded'),
    course: 'T 60 L',
    heal: created,
  },
  {
    what: 'service account',
    code: 'service-account-missing',
    inputs: refused('error looking up service account ns/d: serviceaccount "d" not found'),
    course: 'L 30 F',
    heal: created,
  },
  {
    what: 'service account of the same apply',
    code: 'service-account-missing',
    inputs: refused('serviceaccount "d" not found'),
    own: [{kind: 'ServiceAccount', name: 'd'}],
    course: 'T 20 F',
    heal: created,
  },
  {
    what: 'priority class',
    code: 'priority-class-missing',
    inputs: refused('no PriorityClass with name high was found'),
    course: 'L 30 F',
    heal: created,
  },
  {
    what: 'other refusal',
    code: 'pod-not-created',
    inputs: refused('etcd is full'),
    course: 'T 60 L',
    heal: created,
  },
  {
    what: 'no ReplicaSet',
    code: 'replica-set-not-created',
    inputs: [
      put(
        'deployments',
        deployment({
          status: {
            conditions: [
              {type: 'Progressing', status: 'False', reason: 'ReplicaSetCreateError', message: 'x'},
            ],
          },
        }),
      ),
    ],
    course: 'F',
    heal: [put('deployments', deployment())],
  },
];
