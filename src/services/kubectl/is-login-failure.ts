import type {FailureKind, KubectlFailure} from './classify-error.ts';

const LOGIN_KINDS: readonly FailureKind[] = [
  'unauthorized',
  'plugin-needs-terminal',
  'plugin-hangs',
  'plugin-failed',
];

/** Failures that a login mends. */
export const isLoginFailure = ({kind}: Pick<KubectlFailure, 'kind'>): boolean => LOGIN_KINDS.includes(kind);
