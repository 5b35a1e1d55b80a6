import type {RunEnd} from '../run.ts';

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
  | 'stopped'
  | 'too-much'
  | 'other';

/** What the sentences are made of. `match`: first group of the pattern. */
export interface FailureWords {
  readonly server: string;
  readonly context: string;
  readonly match: string;
}

export interface FailureRow {
  readonly kind: FailureKind;
  /** Only for calls that ended so. */
  readonly end?: RunEnd;
  readonly pattern: RegExp;
  readonly says: (words: FailureWords) => string;
  readonly next: (words: FailureWords) => string;
}

const LOG_IN = ({context}: FailureWords) =>
  `Log in again, then try once more; to see it by hand: kubectl --context=${context} get --raw /version`;

/** The first row that fits counts, so narrow patterns stand before wide ones. Patterns meet texts of client-go. */
export const FAILURE_ROWS: readonly FailureRow[] = [
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
  {
    kind: 'exec-plugin-missing',
    pattern:
      /executable (\S+) (?:not found|failed with.*no such file)|exec: "?([^":\s]+)"?: executable file not found|fork\/exec (\S+): no such file/,
    says: ({match}) => `The login plugin ${match || 'of this context'} is not installed.`,
    next: ({context}) => `Install it where PATH finds it, or choose another context than ${context}.`,
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
  {
    kind: 'expired',
    pattern:
      /\((?:Expired|Gone)\)|too old resource version|The resourceVersion for the provided (?:watch|list) is too old/,
    says: ({server}) => `${server} has forgotten where the watch stood.`,
    next: () => 'Nothing to do: everything is read anew.',
  },
  {
    kind: 'too-many-requests',
    pattern: /\(TooManyRequests\)|the server has received too many requests/,
    says: ({server}) => `${server} is busy and asks to wait.`,
    next: () => 'Wait a minute, then try again.',
  },
  {
    kind: 'denied',
    pattern: /admission webhook "([^"]+)" denied the request/,
    says: ({match}) => `The admission webhook ${match} denies it.`,
    next: () => 'Change the manifest as the webhook says, or ask who runs it.',
  },
  {
    kind: 'denied',
    pattern: /(failed calling webhook "[^"]+")/,
    says: ({match}) => `The cluster cannot check the objects: ${match}.`,
    next: () => 'Wait until the webhook answers again, or ask who runs it.',
  },
  {
    kind: 'forbidden',
    pattern: /\(Forbidden\): (.*)/,
    says: ({match}) => `You may not do this: ${match}.`,
    next: () => 'Ask an administrator of the cluster for this permission.',
  },
  {
    kind: 'forbidden',
    pattern: /(?:is forbidden|User "[^"]*" cannot)(.*)/,
    says: () => 'You may not do this.',
    next: () => 'Ask an administrator of the cluster for this permission.',
  },
  {
    kind: 'conflict',
    pattern: /Apply failed with \d+ conflicts?/,
    says: () => 'Fields belong to another manager.',
    next: () => 'Look at the fields, then take them over or leave them out.',
  },
  {
    kind: 'conflict',
    pattern: /\(Conflict\)|the object has been modified/,
    says: () => 'Somebody else changed an object at the same moment.',
    next: () => 'Try again.',
  },
  {
    kind: 'invalid',
    pattern: /\((?:Invalid|BadRequest|UnprocessableEntity)\): (.*)/,
    says: ({match}) => `The cluster does not accept it: ${match}.`,
    next: () => 'Correct the manifest.',
  },
  {
    kind: 'invalid',
    pattern: /(no matches for kind "[^"]+" in version "[^"]+")/,
    says: ({match}) => `The cluster knows ${match}.`,
    next: () => 'Use an apiVersion that this cluster serves.',
  },
  {
    kind: 'invalid',
    pattern: /strict decoding error: (.*)/,
    says: ({match}) => `The cluster does not accept it: ${match}.`,
    next: () => 'Correct the manifest.',
  },
  {
    kind: 'not-found',
    pattern: /\(NotFound\): (.*)/,
    says: ({match}) => `The cluster does not find it: ${match}.`,
    next: () => 'Check the name and the namespace.',
  },
  {
    kind: 'proxy',
    pattern:
      /proxyconnect|Proxy Authentication Required|Bad Gateway|\b(?:502|504)\b.*(?:gateway|proxy)|Gateway Time-?out/i,
    says: ({server}) => `A proxy stands between you and ${server} and does not let the call through.`,
    next: () => 'Check HTTPS_PROXY and NO_PROXY.',
  },
  {
    kind: 'captive',
    pattern: /invalid character '<'|<html|<!doctype|text\/html/i,
    says: ({server}) => `${server} answered with a web page, not as a cluster.`,
    next: () => 'Log in to the network or the VPN, and check the server address of the context.',
  },
  {
    kind: 'tls',
    pattern:
      /x509: (.*)|tls: (.*)|certificate (?:has expired|signed by unknown authority)|server gave HTTP response to HTTPS client/,
    says: ({server, match}) => `The certificate of ${server} is not accepted${match ? `: ${match}` : ''}.`,
    next: () => 'Check certificate-authority-data of the context, and the clock of this machine.',
  },
  {
    kind: 'dns',
    pattern: /no such host|Temporary failure in name resolution|server misbehaving/,
    says: ({server}) => `${server} could not be found.`,
    next: () => 'Check the network, the VPN and DNS; the cluster may have moved.',
  },
  {
    kind: 'refused',
    pattern: /was refused|connection refused/,
    says: ({server}) => `${server} refused the connection.`,
    next: () => 'Check that the cluster runs, and the server address of the context.',
  },
  {
    kind: 'timeout',
    pattern:
      /context deadline exceeded|Client\.Timeout|i\/o timeout|TLS handshake timeout|no route to host|network is unreachable|timed out/,
    says: ({server}) => `${server} did not answer in time.`,
    next: () => 'Check the network and the VPN, then try again.',
  },
  {
    kind: 'connection-lost',
    pattern: /unexpected EOF|: EOF|http2: client connection lost|connection reset by peer|broken pipe|GOAWAY/,
    says: ({server}) => `The connection to ${server} was lost.`,
    next: () => 'Nothing to do: it is tried again.',
  },
  {
    kind: 'kubeconfig',
    pattern: /error loading config file "([^"]+)"/,
    says: ({match}) => `The kubeconfig file ${match} cannot be read.`,
    next: () => 'Repair the file, or leave it out of KUBECONFIG.',
  },
  {
    kind: 'kubeconfig',
    pattern: /context "([^"]*)" does not exist|context was not found for specified context: (\S*)/,
    says: ({context}) => `The context ${context} is not in the kubeconfig any more.`,
    next: () => 'Choose another context.',
  },
  {
    kind: 'server-error',
    pattern:
      /\((?:InternalError|ServiceUnavailable|Timeout|ServerTimeout)\)(?::? (.*))?|currently unable to handle the request|an error on the server/,
    says: ({server, match}) => `${server} has trouble itself${match ? `: ${match}` : ''}.`,
    next: () => 'Wait a minute, then try again.',
  },
  {
    kind: 'plugin-hangs',
    end: 'timeout',
    pattern: /^$/,
    says: () => 'kubectl said nothing for too long; perhaps its login plugin waits for you.',
    next: LOG_IN,
  },
  {
    kind: 'timeout',
    end: 'timeout',
    pattern: /^/,
    says: ({server}) => `${server} did not answer in time.`,
    next: () => 'Check the network and the VPN, then try again.',
  },
];

/** When no row fits: kubectl's last line. */
export const OTHER_FAILURE: Omit<FailureRow, 'pattern'> = {
  kind: 'other',
  says: ({match}) => (match === '' ? 'kubectl failed without saying why.' : `kubectl failed: ${match}.`),
  next: ({context}) => `Try by hand: kubectl --context=${context} get --raw /version`,
};
