import type {Environment} from '../domain/environment.ts';
import {PATTERNS} from '../domain/patterns.ts';
import {UserError} from '../domain/user-error.ts';
import {answerFailure, requestFailure, statusFailure, timeoutFailure} from './request-failure.ts';

/** How to reach Harness as whom. */
export interface HarnessAccess {
  readonly accountId: string;
  /** `https://app.harness.io`; http only for this machine. */
  readonly managerUrl: string;
  readonly apiKey: string;
  readonly signal?: AbortSignal;
  /** For the whole request. */
  readonly timeoutMs?: number;
}

export interface HarnessRequest extends HarnessAccess {
  /** Below the manager URL: `/ng/api/…`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON with POST; without it the request is a GET. */
  readonly body?: unknown;
  /** What is asked for, in failures: `a version`. */
  readonly what: string;
  readonly maxBytes?: number;
}

/** Environment variables that may hold the API key; the first one that is set counts. */
export const KEY_VARIABLES = ['HARNESS_PLATFORM_API_KEY', 'HARNESS_API_KEY'] as const;

/** The API key of the environment; `undefined` when there is none. */
export const apiKeyOf = (env: Environment): string | undefined =>
  KEY_VARIABLES.map((name) => env[name]).find(Boolean);

const TIMEOUT_MS = 4000;
const MAX_BYTES = 64 * 1024;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

function addressOf({managerUrl, accountId, path, query = {}}: HarnessRequest): URL {
  const base =
    URL.canParse(managerUrl) && PATTERNS.httpUrl.test(managerUrl) ? new URL(managerUrl) : undefined;
  if (base === undefined || (base.protocol === 'http:' && !LOOPBACK.has(base.hostname))) {
    throw new UserError('The manager URL is not an https:// address.', {
      next: ['Give it with --manager-url, such as https://app.harness.io.'],
    });
  }
  if (!PATTERNS.accountId.test(accountId)) {
    throw new UserError('The account id is not one of Harness.', {
      next: ['Give it with --account-id: letters, digits, dashes and underscores.'],
    });
  }
  const url = new URL(`${base.origin}${base.pathname.replace(/\/+$/, '')}${path}`);
  for (const [name, value] of Object.entries({accountIdentifier: accountId, ...query}))
    url.searchParams.set(name, value);
  return url;
}

function checkedKey(apiKey: string): string {
  const key = apiKey.trim();
  if (/^[!-~]{1,1024}$/.test(key)) return key;
  throw new UserError('The API key is not one word of plain characters.', {
    next: [`Copy it again into ${KEY_VARIABLES[0]}.`],
  });
}

async function readCapped(
  response: Response,
  {host, what, maxBytes}: {host: string; what: string; maxBytes: number},
) {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > maxBytes) throw answerFailure(host, `far more than ${what}`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Asks the API of Harness and gives its answer as JSON, unchecked. Throws `UserError` with one sentence for
 * whatever goes wrong (never with the key in it), or the signal's reason. Redirects are not followed, so that the
 * key goes nowhere else.
 */
export async function askHarness(request: HarnessRequest): Promise<unknown> {
  const {signal, timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES, what, body} = request;
  const url = addressOf(request);
  const key = checkedKey(request.apiKey);
  signal?.throwIfAborted();
  const stop = new AbortController();
  const abort = () => stop.abort();
  const timer = setTimeout(abort, timeoutMs);
  signal?.addEventListener('abort', abort, {once: true});
  try {
    const response = await fetch(url, {
      headers: {
        'x-api-key': key,
        accept: 'application/json',
        ...(body === undefined ? {} : {'content-type': 'application/json'}),
      },
      ...(body === undefined ? {} : {method: 'POST', body: JSON.stringify(body)}),
      redirect: 'manual',
      signal: stop.signal,
    });
    if (!response.ok) throw statusFailure(response.status, url.host);
    return parsed(await readCapped(response, {host: url.host, what, maxBytes}), {host: url.host, what});
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    if (error instanceof UserError) throw error;
    throw stop.signal.aborted ? timeoutFailure(url.host) : requestFailure(error, url.host);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    stop.abort();
  }
}

function parsed(text: string, {host, what}: {host: string; what: string}): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw answerFailure(host, `a page instead of ${what}`);
  }
}

/** Host of a manager URL, for messages. */
export const hostOf = (managerUrl: string): string =>
  URL.canParse(managerUrl) ? new URL(managerUrl).host : '';
