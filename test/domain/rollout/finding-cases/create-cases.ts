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
    what: 'LimitRange, one bound',
    code: 'limit-range',
    inputs: refused('pods "x" is forbidden: maximum memory usage per Container is 1Gi, but limit is 4Gi'),
    course: 'L 5 F',
    cause: /asks for: maximum memory usage per Container is 1Gi, but limit is 4Gi\.$/,
    heal: created,
  },
  {
    what: 'LimitRange, several bounds',
    code: 'limit-range',
    inputs: refused(
      'pods "x" is forbidden: [minimum cpu usage per Pod is 100m, but request is 50m, cpu max limit to request ratio per Pod is 2, but provided ratio is 4.000000]',
    ),
    course: 'L 5 F',
    cause: /: minimum cpu .* is 50m, cpu max limit to request ratio .* provided ratio is 4\.000000\.$/,
    heal: created,
  },
  {
    what: 'LimitRange, a ratio alone, by event',
    code: 'limit-range',
    inputs: [
      put('replicasets', replicaSet('new-set', {status: {replicas: 0}})),
      put(
        'events',
        event(
          'new-set',
          'FailedCreate',
          'Error creating: pods "x" is forbidden: memory max limit to request ratio per Container is 1, but no limit is specified or limit is 0',
        ),
      ),
    ],
    course: 'L 5 F',
    cause: /: memory max limit to request ratio per Container is 1, but no limit/,
    heal: created,
  },
  {
    what: 'LimitRange, nothing specified',
    code: 'limit-range',
    inputs: refused(
      'pods "x" is forbidden: maximum memory usage per Container is 1Gi.  No limit is specified',
    ),
    course: 'L 5 F',
    cause: /is 1Gi\. +No limit is specified\.$/,
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
