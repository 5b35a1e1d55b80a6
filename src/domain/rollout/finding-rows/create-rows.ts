import {course, ownOr} from '../finding-row.ts';
import type {FindingRow} from '../finding-row.ts';

const STEADY = course('L', 5, 'F');
const RETRY = 'Kubernetes retries less and less often; kubectl rollout restart makes it try at once.';

/** Pods that are refused before they exist. Source: API server admission and quota errors. */
export const CREATE_ROWS: readonly FindingRow[] = [
  {
    code: 'quota-exceeded',
    signal: 'not-created',
    pattern: /exceeded quota: (?<object>[^,]*), (?<sums>requested: .*)/,
    course: (_sign, {oldPods}) => (oldPods ? course('T', 60, 'L') : course('L', 15, 'F')),
    title: 'quota used up',
    cause: 'The ResourceQuota "{object}" of the namespace has no room for the pod ({sums}).',
    next: `Raise the quota or lower the requests. ${RETRY}`,
  },
  {
    code: 'quota-needs-values',
    signal: 'not-created',
    pattern: /failed quota: (?<object>[^:]*): must specify (?<sums>.*)/,
    course: STEADY,
    title: 'quota wants requests and limits',
    cause: 'The ResourceQuota "{object}" refuses pods that do not specify {sums}.',
    next: 'Set these requests and limits in the manifest and apply again.',
  },
  {
    code: 'limit-range',
    signal: 'not-created',
    pattern:
      /(?<sums>(?:(?:maximum|minimum) \S+ usage per \w+ is |\S+ max limit to request ratio per \w+ is ).*?)\]?$/s,
    course: STEADY,
    title: 'refused by a LimitRange',
    cause: 'A LimitRange of the namespace does not allow what the pod asks for: {sums}.',
    next: 'Give the delegate other requests and limits (--memory and --cpu, or resources in the manifest) and apply again, or have the LimitRange changed.',
  },
  {
    code: 'pod-security-denied',
    signal: 'not-created',
    pattern: /violates PodSecurity "(?<policy>[^"]*)"/,
    course: STEADY,
    title: 'refused by Pod Security',
    cause: 'The namespace enforces Pod Security "{policy}", which the pod violates.',
    next: 'Change what is named below in the manifest, or use a namespace with a laxer level.',
  },
  {
    code: 'scc-denied',
    signal: 'not-created',
    pattern: /unable to validate against any security context constraint/,
    course: STEADY,
    title: 'refused by OpenShift',
    cause: 'No SecurityContextConstraint that the service account may use allows the pod.',
    next: 'Drop the fixed user and privileges from the manifest, or have an administrator grant anyuid to the service account.',
  },
  {
    code: 'webhook-unreachable',
    signal: 'not-created',
    pattern:
      /failed calling webhook(?: "(?<webhook>[^"]*)")?|no endpoints available|context deadline exceeded/,
    course: course('T', 60, 'L'),
    title: 'webhook not reachable',
    cause: 'An admission webhook that has to agree to every pod does not answer.',
    next: `Bring back the service behind the webhook named below. ${RETRY}`,
  },
  {
    code: 'webhook-denied',
    signal: 'not-created',
    pattern: /admission webhook "(?<webhook>[^"]*)" denied/,
    course: STEADY,
    title: 'refused by a webhook',
    cause: 'The admission webhook "{webhook}" refuses the pod.',
    next: 'Change what the webhook names in its answer, or ask who runs it.',
  },
  {
    code: 'service-account-missing',
    signal: 'not-created',
    pattern: /(?<kind>serviceaccount) "(?<object>[^"]*)" not found/i,
    course: ownOr(course('T', 20, 'F'), course('L', 30, 'F')),
    title: 'service account missing',
    cause: 'The ServiceAccount "{object}" is not in the namespace.',
    next: `Create it, or correct serviceAccountName in the manifest. ${RETRY}`,
  },
  {
    code: 'priority-class-missing',
    signal: 'not-created',
    pattern: /no (?<kind>PriorityClass)(?: with name (?<object>\S+))?/,
    course: ownOr(course('T', 20, 'F'), course('L', 30, 'F')),
    title: 'priority class missing',
    cause: 'The cluster does not have the PriorityClass that the pod asks for.',
    next: 'Correct priorityClassName in the manifest, or have the class created.',
  },
  {
    code: 'pod-invalid',
    signal: 'not-created',
    pattern: /is invalid/,
    course: STEADY,
    title: 'pod not valid',
    cause: 'The API server does not accept the pod as the manifest describes it.',
    next: 'Correct the field named below in the manifest and apply again.',
  },
  {
    code: 'pod-not-created',
    signal: 'not-created',
    course: course('T', 60, 'L'),
    title: 'pod not created',
    cause: 'The API server refuses to create the pod.',
    next: 'Read its answer below. Kubernetes keeps trying.',
  },
  {
    code: 'replica-set-not-created',
    signal: 'not-progressing',
    course: course('F'),
    title: 'new revision not created',
    cause: 'The Deployment cannot create the ReplicaSet of the new revision.',
    next: 'Read the answer below, correct the manifest and apply again.',
  },
];
