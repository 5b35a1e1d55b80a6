import {IMAGE, backingOff, ended, pod, put, readyPod, running} from '../objects.ts';
import {container, told} from './finding-case.ts';
import type {FindingCase} from './finding-case.ts';

export const CRASH_CASES: readonly FindingCase[] = [
  {
    what: 'architecture, by message',
    code: 'wrong-architecture',
    inputs: container(ended(128, 0, 'StartError', 'exec /x: exec format error')),
    course: 'F',
  },
  {
    what: 'architecture, by log',
    code: 'wrong-architecture',
    inputs: [
      ...container(backingOff(1, 1)),
      {
        type: 'logs',
        pod: 'delegate-pod',
        container: 'delegate',
        previous: true,
        lines: ['exec ./setup-bc.sh: exec format error'],
      },
    ],
    course: 'F',
  },
  {
    what: 'exit 127',
    code: 'cannot-execute',
    inputs: container(backingOff(127, 1)),
    course: 'F',
    cause: /exit code 127/,
  },
  {
    what: 'out of memory once',
    code: 'out-of-memory',
    inputs: container(ended(137, 0, 'OOMKilled')),
    course: 'W',
  },
  {
    what: 'out of memory thrice, not backing off',
    code: 'out-of-memory',
    inputs: container(ended(137, 2, 'OOMKilled')),
    course: 'L',
  },
  {
    what: 'out of memory, backing off',
    code: 'out-of-memory',
    inputs: container(backingOff(137, 1, 'OOMKilled')),
    course: 'L',
  },
  {
    what: 'out of memory, thrice',
    code: 'out-of-memory',
    inputs: [
      put(
        'pods',
        pod('pod', {
          container: backingOff(137, 2, 'OOMKilled'),
          spec: {containers: [{name: 'delegate', image: IMAGE, resources: {limits: {memory: '2Gi'}}}]},
        }),
      ),
    ],
    course: 'F',
    cause: /^The container needs more memory than its limit of 2Gi; restarted twice\.$/,
  },
  {
    what: 'liveness kills',
    code: 'killed-by-probe',
    inputs: [
      ...container(ended(137, 2)),
      told('Killing', 'Container delegate failed liveness probe, will be restarted', 'Normal'),
    ],
    course: 'L',
    cause: /its liveness probe kept failing/,
  },
  {what: 'crash loop begins', code: 'crash-loop', inputs: container(backingOff(1, 2)), course: 'L'},
  {what: 'crash loop goes on', code: 'crash-loop', inputs: container(backingOff(1, 3)), course: 'F'},
  {
    what: 'crash loop with changing codes',
    code: 'crash-loop',
    inputs: [...container(backingOff(1, 2)), ...container(backingOff(2, 3))],
    course: 'L',
  },
  {
    what: 'another run of a crash loop',
    code: 'crash-loop',
    inputs: [
      ...container(backingOff(1, 5)),
      ...container(running({restartCount: 5, lastState: {terminated: {exitCode: 1, reason: 'Error'}}})),
    ],
    course: 'L',
  },
  {what: 'one end', code: 'exited', inputs: container(ended(1, 0)), course: 'W'},
  {what: 'three ends', code: 'exited', inputs: container(ended(1, 2)), course: 'L'},
  {
    what: 'restarted and well again',
    code: 'exited',
    inputs: [
      put(
        'pods',
        readyPod('pod', {
          container: {restartCount: 4, lastState: {terminated: {exitCode: 1, reason: 'Error'}}},
        }),
      ),
    ],
    course: 'W',
  },
];
