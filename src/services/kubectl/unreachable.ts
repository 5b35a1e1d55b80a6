import type {FailureKind, KubectlFailure} from './classify-error.ts';

/** With these, asking for every object alone would only take longer. */
const UNREACHABLE: readonly FailureKind[] = [
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

/** Why nobody could be asked at all; nothing where a call went well, or failed in another way. */
export const unreachable = ({
  failure,
}: {
  readonly failure?: KubectlFailure | undefined;
}): KubectlFailure | undefined =>
  failure !== undefined && UNREACHABLE.includes(failure.kind) ? failure : undefined;
