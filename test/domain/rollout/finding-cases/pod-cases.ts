import {unschedulable, failed, told} from './finding-case.ts';
import type {FindingCase} from './finding-case.ts';

export const POD_CASES: readonly FindingCase[] = [
  {
    what: 'no room',
    code: 'unschedulable',
    inputs: [unschedulable('0/3 nodes are available: 3 Insufficient memory. preemption: no victims')],
    course: 'T 15 L',
    cause: /\(3 Insufficient memory\)/,
  },
  {
    what: 'no room and no scaling',
    code: 'unschedulable',
    inputs: [
      unschedulable('0/3 nodes are available: 3 Insufficient cpu.'),
      told('NotTriggerScaleUp', 'max size', 'Normal'),
    ],
    course: 'T 15 L 120 F',
  },
  {
    what: 'taints and selectors only',
    code: 'no-node-fits',
    inputs: [
      unschedulable(
        "0/3 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 2 node(s) didn't match Pod's node affinity/selector. preemption: 0/3",
      ),
    ],
    course: 'T 15 L 120 F',
  },
  {
    what: 'a node that is not ready comes back',
    code: 'unschedulable',
    inputs: [
      unschedulable(
        '0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }.',
      ),
    ],
    course: 'T 15 L',
  },
  {
    what: 'scaling up',
    code: 'scaling-up',
    inputs: [
      unschedulable('0/3 nodes are available: 3 Insufficient cpu.'),
      told('TriggeredScaleUp', 'pool 3->4', 'Normal'),
    ],
    course: 'T 600 L',
  },
  {
    what: 'claim not bound',
    code: 'volume-unbound',
    inputs: [unschedulable('0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims.')],
    course: 'T 120 L',
  },
  {
    what: 'claim missing',
    code: 'object-missing',
    inputs: [unschedulable('0/2 nodes are available: persistentvolumeclaim "data" not found.')],
    course: 'L 20 F',
  },
  {what: 'gate', code: 'scheduling-gated', inputs: [unschedulable('gated', 'SchedulingGated')], course: 'W'},
  ...[
    'Evicted',
    'Preempting',
    'NodeLost',
    'Shutdown',
    'Terminated',
    'NodeAffinity',
    'OutOfcpu',
    'UnexpectedAdmissionError',
  ].map((reason): FindingCase => ({what: reason, code: 'pod-evicted', inputs: failed(reason), course: 'T'})),
  {what: 'failed for good', code: 'pod-failed', inputs: failed('DeadlineExceeded'), course: 'F'},
];
