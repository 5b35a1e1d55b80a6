import {UserError} from '../domain/user-error.ts';
import {systemCode} from './system-reason.ts';

const TLS = /^(CERT_|ERR_TLS_CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/;

interface Row {
  readonly codes: RegExp;
  readonly says: (host: string) => string;
  readonly next: string;
}

/** What a failed connection means. The first row that fits counts. */
const ROWS: readonly Row[] = [
  {
    codes: /^(ENOTFOUND|EAI_)/,
    says: (host) => `${host} could not be found.`,
    next: 'Check the network, DNS and --manager-url.',
  },
  {
    codes: /^ECONNREFUSED$/,
    says: (host) => `${host} refused the connection.`,
    next: 'Check --manager-url and the firewall.',
  },
  {
    codes: TLS,
    says: (host) => `The certificate of ${host} is not trusted.`,
    next: 'Set NODE_EXTRA_CA_CERTS to a PEM file with your company’s certificate authority.',
  },
  {
    codes: /^(EPROTO|ERR_SSL_|ERR_TLS_)/,
    says: (host) => `${host} did not answer with TLS.`,
    next: 'Check the port of --manager-url.',
  },
  {
    codes: /^(ETIMEDOUT|UND_ERR_.*TIMEOUT)$/,
    says: (host) => `${host} did not answer in time.`,
    next: 'Try again, or check the network.',
  },
];
const OTHER: Row = {
  codes: /^/,
  says: (host) => `${host} could not be reached.`,
  next: 'Check the network and --manager-url.',
};

function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return systemCode(cause) || systemCode(error);
}

/** A connection that failed, as one sentence. The request's headers are never part of it. */
export function requestFailure(error: unknown, host: string): UserError {
  const code = codeOf(error);
  const row = ROWS.find(({codes}) => codes.test(code)) ?? OTHER;
  return new UserError(row.says(host), {next: [row.next]});
}

const CHECK_URL =
  'Check --manager-url: it is the address that you open in the browser, such as https://app.harness.io.';
const STATUS: Readonly<Record<number, readonly [says: (host: string) => string, next: string]>> = {
  400: [(host) => `${host} did not accept the request.`, 'Check --account-id.'],
  401: [
    (host) => `${host} did not accept the API key.`,
    'Check HARNESS_PLATFORM_API_KEY: a personal or service account token that has not expired.',
  ],
  403: [
    (host) => `The API key may not read delegates on ${host}.`,
    'Use a key of this account that may view delegates, and check --account-id.',
  ],
  404: [(host) => `${host} does not know this request.`, CHECK_URL],
  429: [(host) => `${host} asks to wait.`, 'Try again in a minute.'],
};

/** An answer other than success, as one sentence. */
export function statusFailure(status: number, host: string): UserError {
  if (status >= 300 && status < 400) {
    return new UserError(`${host} redirects to another page, probably a login.`, {
      next: [CHECK_URL],
    });
  }
  const [says, next] = STATUS[status] ?? [
    (name: string) => `${name} answered with status ${status}.`,
    'Try again later.',
  ];
  return new UserError(says(host), {next: [next]});
}

/** The request took longer than allowed. */
export const timeoutFailure = (host: string): UserError => requestFailure({code: 'ETIMEDOUT'}, host);

/** An answer that is not what Harness documents. */
export const answerFailure = (host: string, what: string): UserError =>
  new UserError(`${host} answered with ${what}.`, {next: [CHECK_URL]});
