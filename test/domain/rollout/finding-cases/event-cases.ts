import type {RolloutInput} from '../../../../src/domain/rollout/types.ts';
import {IMAGE, event, pod, put, running} from '../objects.ts';
import {told, creating, container} from './finding-case.ts';
import type {FindingCase} from './finding-case.ts';

/** A delegate that runs, and whose log says so. */
const logged = (line: string): RolloutInput => ({
  type: 'logs',
  pod: 'delegate-pod',
  container: 'delegate',
  previous: false,
  lines: [line],
});
const unregistered = (
  what: string,
  line: string,
  shown: Pick<FindingCase, 'cause' | 'next'>,
): FindingCase => ({
  what,
  code: 'not-registered',
  inputs: [...container(running()), logged(line)],
  course: 'W',
  heal: [logged('Delegate registered with id abc')],
  ...shown,
});

export const EVENT_CASES: readonly FindingCase[] = [
  {
    what: 'mount',
    code: 'volume-not-mounted',
    inputs: [creating, told('FailedMount', 'MountVolume.SetUp failed: timed out')],
    course: 'T 120 L',
  },
  {
    what: 'mount of a missing ConfigMap',
    code: 'object-missing',
    inputs: [
      creating,
      told('FailedMount', 'MountVolume.SetUp failed for volume "v" : configmap "ca" not found'),
    ],
    course: 'L 20 F',
    heal: [put('events', event('pod', 'Pulling', 'Pulling image', {type: 'Normal', at: 30}))],
  },
  {
    what: 'mount of a missing key',
    code: 'object-key-missing',
    inputs: [creating, told('FailedMount', 'references non-existent secret key: ca.crt')],
    course: 'L 20 F',
  },
  {
    what: 'sandbox',
    code: 'sandbox-not-created',
    inputs: [creating, told('FailedCreatePodSandBox', 'cni')],
    course: 'T 120 L',
  },
  {
    what: 'startup probe',
    code: 'startup-probe',
    inputs: [
      put(
        'pods',
        pod('pod', {
          container: running(),
          spec: {
            containers: [
              {
                name: 'delegate',
                image: IMAGE,
                startupProbe: {initialDelaySeconds: 30, periodSeconds: 10, failureThreshold: 15},
              },
            ],
          },
        }),
      ),
      told('Unhealthy', 'Startup probe failed: connection refused'),
    ],
    course: 'W',
    cause: /restarted 3 min after its start/,
  },
  {
    what: 'readiness probe',
    code: 'readiness-probe',
    inputs: [...container(running()), told('Unhealthy', 'Readiness probe failed: 503')],
    course: 'W',
  },
  {
    what: 'liveness probe',
    code: 'liveness-probe',
    inputs: [...container(running()), told('Unhealthy', 'Liveness probe failed: 503')],
    course: 'W',
  },
  {
    what: 'pull secret',
    code: 'pull-secret-missing',
    inputs: [
      creating,
      told('FailedToRetrieveImagePullSecret', 'Unable to retrieve some image pull secrets (regcred)'),
    ],
    course: 'W',
  },
  {what: 'any warning', code: 'warning', inputs: [creating, told('FailedKillPod', 'x')], course: 'W'},
  unregistered('registration', 'Delegate used invalid token.', {
    cause: /delegate token/,
    next: /token of this account/,
  }),
  unregistered('registration, account id', 'Account ID: abc not found. Stop launching delegate', {
    cause: /does not know the account id/,
    next: /ACCOUNT_ID/,
  }),
  unregistered('registration, manager or proxy', 'Connection check to Harness manager failed', {
    cause: /cannot reach the Harness manager/,
    next: /MANAGER_HOST_AND_PORT, the proxy settings/,
  }),
  unregistered(
    'registration, certificate of a proxy',
    'PKIX path building failed: unable to find valid certification path',
    {
      cause: /certificate/,
      next: /CA bundle of the proxy/,
    },
  ),
];
