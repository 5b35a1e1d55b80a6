import {course, ownOr} from '../finding-row.ts';
import type {FindingRow} from '../finding-row.ts';

/** What the pod refers to and the namespace lacks. Source: kubelet's environment and volume errors. */
const MISSING_OBJECT = /\b(?<kind>secret|configmap) "(?<object>[^"]*)" not found/i;
const MISSING_KEY =
  /couldn't find key (?<key>\S+) in (?<kind>secret|configmap) (?:[^\s/]*\/)?(?<object>[^\s,;]+)|references non-existent (?<kind2>secret|config) key: (?<key2>\S+)/i;

const SOON = ownOr(course('T', 20, 'F'), course('L', 20, 'F'));

const missing = {
  code: 'object-missing',
  pattern: MISSING_OBJECT,
  course: SOON,
  title: '{kind} missing',
  cause: 'The {kind} "{object}", which the pod needs, is not in the namespace.',
  next: 'Create it, or correct its name in the manifest. The pod starts by itself once it is there.',
} as const;

const missingKey = {
  code: 'object-key-missing',
  pattern: MISSING_KEY,
  course: SOON,
  title: 'key missing',
  cause: 'A Secret or ConfigMap that the pod needs has no such key.',
  next: 'Add the key named below, or correct its name in the manifest. The pod starts by itself once it is there.',
} as const;

/** Containers that cannot be configured, and volumes that cannot be mounted. */
export const CONFIG_ROWS: readonly FindingRow[] = [
  {
    code: 'config-cache',
    signal: 'waiting',
    reasons: ['CreateContainerConfigError'],
    pattern: /failed to sync .* cache/,
    course: course('T', 120, 'L'),
    title: 'node is catching up',
    cause: 'The node has not read the Secrets and ConfigMaps of the pod yet.',
    next: 'Wait. If it stays, look at the kubelet of that node.',
  },
  {...missing, signal: 'waiting', reasons: ['CreateContainerConfigError']},
  {...missingKey, signal: 'waiting', reasons: ['CreateContainerConfigError']},
  {
    code: 'run-as-non-root',
    signal: 'waiting',
    reasons: ['CreateContainerConfigError'],
    pattern: /runAsNonRoot/,
    course: course('F'),
    title: 'image runs as root',
    cause:
      'The pod must not run as root, and the image runs as root or names its user by a word, not a number.',
    next: 'Set a numeric runAsUser in the manifest or a numeric USER in the image, or drop runAsNonRoot.',
  },
  {
    code: 'config-error',
    signal: 'waiting',
    reasons: ['CreateContainerConfigError'],
    course: course('L', 60, 'F'),
    title: 'container cannot be configured',
    cause: 'The node cannot put together the configuration of the container.',
    next: 'Correct what is named below and apply again.',
  },
  {...missing, signal: 'volume'},
  {...missingKey, signal: 'volume'},
  {
    code: 'volume-not-mounted',
    signal: 'volume',
    reasons: ['FailedMount', 'FailedAttachVolume'],
    course: course('T', 120, 'L'),
    title: 'volume not mounted',
    cause: 'A volume of the pod cannot be mounted or attached.',
    next: 'Wait a moment. If it stays, check the volume named below and whether another node still holds it.',
  },
  {
    code: 'sandbox-not-created',
    signal: 'volume',
    reasons: ['FailedCreatePodSandBox', 'NetworkNotReady'],
    course: course('T', 120, 'L'),
    title: 'node cannot set up the pod',
    cause: 'The node cannot create the sandbox or the network of the pod.',
    next: 'Wait a moment. If it stays, look at the network plugin and the container runtime of that node.',
  },
];
