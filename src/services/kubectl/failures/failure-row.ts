import {kubectlCommand} from '../../../domain/deploy/kubectl-command.ts';
import type {RunEnd} from '../../run.ts';

export type FailureKind =
  | 'refused'
  | 'dns'
  | 'timeout'
  | 'tls'
  | 'proxy'
  | 'captive'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'expired'
  | 'too-many-requests'
  | 'conflict'
  | 'invalid'
  | 'denied'
  | 'exec-plugin-missing'
  | 'plugin-needs-terminal'
  | 'plugin-hangs'
  | 'plugin-failed'
  | 'connection-lost'
  | 'server-error'
  | 'kubeconfig'
  | 'kubectl'
  | 'disk'
  | 'stopped'
  | 'too-much'
  | 'other';

/** What the sentences are made of. `match`: first group of the pattern. `hint`: how the kubeconfig says to get a plugin. */
export interface FailureWords {
  readonly server: string;
  readonly context: string;
  readonly match: string;
  readonly hint?: string;
}

export interface FailureRow {
  readonly kind: FailureKind;
  /** Only for calls that ended so. */
  readonly end?: RunEnd;
  readonly pattern: RegExp;
  readonly says: (words: FailureWords) => string;
  readonly next: (words: FailureWords) => string;
}

/** What to do when a login may mend it. */
export const LOG_IN = ({context}: FailureWords) =>
  `Log in again, then try once more; to see it by hand: ${kubectlCommand({context}, 'get', '--raw', '/version')}`;
