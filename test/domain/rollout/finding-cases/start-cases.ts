import {backingOff, ended, event, put, waiting} from '../objects.ts';
import {container} from './finding-case.ts';
import type {FindingCase} from './finding-case.ts';

export const START_CASES: readonly FindingCase[] = [
  {
    what: 'cache',
    code: 'config-cache',
    inputs: container(waiting('CreateContainerConfigError', 'failed to sync secret cache: timed out')),
    course: 'T 120 L',
  },
  {
    what: 'a foreign secret',
    code: 'object-missing',
    inputs: container(waiting('CreateContainerConfigError', 'secret "token" not found')),
    course: 'L 20 F',
    cause: /^The Secret "token", which the pod needs, is not in the namespace\.$/,
  },
  {
    what: 'a secret of the same apply',
    code: 'object-missing',
    inputs: container(waiting('CreateContainerConfigError', 'secret "token" not found')),
    own: [{kind: 'Secret', name: 'token'}],
    course: 'T 20 F',
  },
  {
    what: 'a missing key',
    code: 'object-key-missing',
    inputs: container(
      waiting('CreateContainerConfigError', "couldn't find key TOKEN in ConfigMap ns/settings"),
    ),
    own: [{kind: 'ConfigMap', name: 'settings'}],
    course: 'T 20 F',
  },
  {
    what: 'root',
    code: 'run-as-non-root',
    inputs: container(
      waiting('CreateContainerConfigError', 'container has runAsNonRoot and image will run as root'),
    ),
    course: 'F',
  },
  {
    what: 'other configuration',
    code: 'config-error',
    inputs: container(waiting('CreateContainerConfigError', 'odd')),
    course: 'L 60 F',
  },
  {
    what: 'no such command',
    code: 'cannot-start',
    inputs: container(waiting('RunContainerError', 'exec: "./x": stat ./x: no such file or directory')),
    course: 'L 60 F',
  },
  {
    what: 'no such command, the second time',
    code: 'cannot-start',
    inputs: container(backingOff(128, 1, 'StartError', 'executable file not found in $PATH')),
    course: 'F',
  },
  {
    what: 'no such command, by two events',
    code: 'cannot-start',
    inputs: [
      ...container(waiting('CreateContainerError', 'permission denied')),
      put('events', event('pod', 'Failed', 'Error: permission denied', {count: 2})),
    ],
    course: 'F',
  },
  {
    what: 'trouble of the node',
    code: 'not-started',
    inputs: container(ended(128, 0, 'ContainerCannotRun', 'shim gone')),
    course: 'T 60 L',
  },
  {
    what: 'container not made',
    code: 'not-started',
    inputs: container(waiting('CreateContainerError', 'name is reserved')),
    course: 'T 60 L',
  },
  {
    what: 'hook',
    code: 'hook-failed',
    inputs: container(waiting('PostStartHookError', 'exit 1')),
    course: 'L',
  },
  {
    what: 'hook, three times',
    code: 'hook-failed',
    inputs: container(waiting('PostStartHookError', 'exit 1', {restartCount: 2})),
    course: 'F',
  },
];
