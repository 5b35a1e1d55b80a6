import {LOG_IN, type FailureRow} from './failure-row.ts';

/** Nobody is logged in, or the program that logs in does not work. */
export const LOGIN_ROWS: readonly FailureRow[] = [
  {
    kind: 'exec-plugin-missing',
    pattern:
      /executable (\S+) (?:not found|failed with.*no such file)|exec: "?([^":\s]+)"?: executable file not found|fork\/exec (\S+): no such file/,
    says: ({match}) => `The login plugin ${match || 'of this context'} is not installed.`,
    next: ({context, hint = ''}) =>
      `${hint === '' ? '' : `The kubeconfig says: ${hint.replace(/\.?$/, '.')} `}Install it where PATH finds it, or choose another context than ${context}.`,
  },
  {
    kind: 'plugin-needs-terminal',
    pattern: /exec plugin cannot support interactive mode|standard input is (?:not a terminal|unavailable)/,
    says: () => 'The login plugin wants to ask you something.',
    next: LOG_IN,
  },
  {
    kind: 'plugin-failed',
    pattern: /getting credentials: (?:exec: )?(.*)/,
    says: ({match}) => `The login plugin failed: ${match}.`,
    next: LOG_IN,
  },
  {
    kind: 'unauthorized',
    pattern:
      /You must be logged in to the server|\(Unauthorized\)|the server has asked for the client to provide credentials/,
    says: ({server}) => `${server} does not accept your login any more.`,
    next: LOG_IN,
  },
];
