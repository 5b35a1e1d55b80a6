import type {FailureKind} from './classify-error.ts';

/** With these, asking for every object alone would only take longer. */
export const UNREACHABLE: readonly FailureKind[] = [
  'refused',
  'dns',
  'timeout',
  'tls',
  'proxy',
  'captive',
  'unauthorized',
  'exec-plugin-missing',
  'plugin-needs-terminal',
  'plugin-hangs',
  'plugin-failed',
  'kubeconfig',
  'kubectl',
  'disk',
  'stopped',
];
