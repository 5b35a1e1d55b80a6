import {kubectlCommand} from '../../domain/deploy/kubectl-command.ts';
import {ANSWER_ROWS} from './failures/answer-rows.ts';
import type {FailureRow} from './failures/failure-row.ts';
import {LINE_ROWS} from './failures/line-rows.ts';
import {LOGIN_ROWS} from './failures/login-rows.ts';

export type {FailureKind, FailureWords} from './failures/failure-row.ts';

const OWN_ROWS: readonly FailureRow[] = [
  {
    kind: 'kubectl',
    end: 'not-started',
    pattern: /^(.*)$/m,
    says: ({match}) => `kubectl does not start. ${match}`,
    next: () => 'Install kubectl for this machine: https://kubernetes.io/docs/tasks/tools',
  },
  {
    kind: 'stopped',
    end: 'stopped',
    pattern: /^/,
    says: () => 'kubectl was stopped before it was done.',
    next: () => 'Try again when you are ready.',
  },
  {
    kind: 'too-much',
    end: 'too-much',
    pattern: /^/,
    says: ({server}) => `${server} answered with more than can be read.`,
    next: () => 'Choose a namespace with fewer objects.',
  },
];

/** The first row that fits counts, so narrow patterns stand before wide ones. Patterns meet texts of client-go. */
export const FAILURE_ROWS: readonly FailureRow[] = [...OWN_ROWS, ...LOGIN_ROWS, ...ANSWER_ROWS, ...LINE_ROWS];

/** When no row fits: kubectl's last line. */
export const OTHER_FAILURE: Omit<FailureRow, 'pattern'> = {
  kind: 'other',
  says: ({match}) => (match === '' ? 'kubectl failed without saying why.' : `kubectl failed: ${match}.`),
  next: ({context}) => `Try by hand: ${kubectlCommand({context}, 'get', '--raw', '/version')}`,
};
