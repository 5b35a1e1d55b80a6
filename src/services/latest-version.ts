import * as v from 'valibot';
import {PATTERNS} from '../domain/patterns.ts';
import {UserError} from '../domain/user-error.ts';
import {answerFailure, requestFailure, statusFailure, timeoutFailure} from './request-failure.ts';

export interface LatestVersionRequest {
  readonly accountId: string;
  /** `https://app.harness.io`; http only for this machine. */
  readonly managerUrl: string;
  readonly apiKey: string;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/** Both as `yy.mm.bbbbb`, without the suffix of the minimal image. */
export interface LatestVersion {
  readonly version: string;
  readonly minimal: string;
}

const TIMEOUT_MS = 4000;
const MAX_BYTES = 64 * 1024;
const MINIMAL_SUFFIX = '.minimal';
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

const answerSchema = v.object({
  resource: v.object({
    latestSupportedVersion: v.pipe(v.string(), v.regex(PATTERNS.baseVersion)),
    latestSupportedMinimalVersion: v.pipe(
      v.string(),
      v.check((text) => text.endsWith(MINIMAL_SUFFIX)),
      v.transform((text) => text.slice(0, -MINIMAL_SUFFIX.length)),
      v.regex(PATTERNS.baseVersion),
    ),
  }),
});

/** The address to ask. Source: Harness docs, delegate upgrades and expiration. */
function address({managerUrl, accountId}: LatestVersionRequest): URL {
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
  const url = new URL(
    `${base.origin}${base.pathname.replace(/\/+$/, '')}/ng/api/delegate-setup/latest-supported-version`,
  );
  url.searchParams.set('accountIdentifier', accountId);
  return url;
}

function checkKey(apiKey: string): string {
  const key = apiKey.trim();
  if (/^[!-~]{1,1024}$/.test(key)) return key;
  throw new UserError('The API key is not one word of plain characters.', {
    next: ['Copy it again into HARNESS_PLATFORM_API_KEY.'],
  });
}

async function readCapped(response: Response, host: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MAX_BYTES) throw answerFailure(host, 'far more than a version');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseAnswer(text: string, host: string): LatestVersion {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw answerFailure(host, 'a page instead of a version');
  }
  const parsed = v.safeParse(answerSchema, answer);
  if (!parsed.success) throw answerFailure(host, 'something that is not a delegate version');
  const {latestSupportedVersion, latestSupportedMinimalVersion} = parsed.output.resource;
  return {version: latestSupportedVersion, minimal: latestSupportedMinimalVersion};
}

/**
 * Asks Harness for the newest delegate version that the account supports. Throws `UserError` with one sentence
 * for whatever goes wrong (never with the key in it), or the signal's reason. Redirects are not followed, so that
 * the key goes nowhere else.
 */
export async function latestSupportedVersion(request: LatestVersionRequest): Promise<LatestVersion> {
  const {signal, timeoutMs = TIMEOUT_MS} = request;
  const url = address(request);
  const key = checkKey(request.apiKey);
  signal?.throwIfAborted();
  const stop = new AbortController();
  const abort = () => stop.abort();
  const timer = setTimeout(abort, timeoutMs);
  signal?.addEventListener('abort', abort, {once: true});
  try {
    const response = await fetch(url, {
      headers: {'x-api-key': key, accept: 'application/json'},
      redirect: 'manual',
      signal: stop.signal,
    });
    if (!response.ok) throw statusFailure(response.status, url.host);
    return parseAnswer(await readCapped(response, url.host), url.host);
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
