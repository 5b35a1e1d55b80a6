import {LOG_IN, type FailureRow} from './failure-row.ts';

/** The way to the cluster, or the cluster itself, does not work; what fits everything stands last. */
export const LINE_ROWS: readonly FailureRow[] = [
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
    // Its last line is not one of kubectl's own: plugins ask on standard error, or say where to log in.
    pattern: /^$|(?:^|\n)(?![EWIF]\d{4} |Warning: |[Ee]rror\b|Unable to connect)([^\n]*\S)\s*$/,
    says: ({match}) =>
      `kubectl said nothing for too long; perhaps its login plugin waits for you${match === '' ? '' : `: ${match.replace(/\.$/, '')}`}.`,
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
