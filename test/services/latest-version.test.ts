import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer} from 'node:http';
import type {IncomingMessage, RequestListener} from 'node:http';
import {createServer as createRawServer} from 'node:net';
import type {AddressInfo, Server} from 'node:net';
import {test} from 'node:test';
import type {TestContext} from 'node:test';
import {UserError} from '../../src/domain/user-error.ts';
import {latestSupportedVersion} from '../../src/services/latest-version.ts';
import type {LatestVersionRequest} from '../../src/services/latest-version.ts';
import {requestFailure} from '../../src/services/request-failure.ts';

const KEY = 'pat.account.key-that-is-secret';
const GOOD = {
  metaData: {},
  resource: {latestSupportedVersion: '26.08.89806', latestSupportedMinimalVersion: '26.08.89806.minimal'},
  responseMessages: [],
};

async function listening(t: TestContext, server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function harness(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  t.after(() => server.closeAllConnections());
  return listening(t, server);
}

const request = (managerUrl: string, over: Partial<LatestVersionRequest> = {}): LatestVersionRequest => ({
  accountId: 'aBc_123',
  managerUrl,
  apiKey: KEY,
  ...over,
});

/** Asserts one clear sentence with something to do, and no key in it. */
async function refused(asked: Promise<unknown>, message: RegExp, next?: RegExp): Promise<void> {
  await assert.rejects(asked, (error) => {
    assert.ok(error instanceof UserError, String(error));
    assert.match(error.message, message);
    const all = [error.message, ...error.next];
    assert.ok(all.length > 1);
    for (const line of all) assert.match(line, /^[\u0020-\u007e’]+$/);
    assert.ok(!all.join('\n').includes(KEY));
    if (next) assert.match(error.next.join('\n'), next);
    return true;
  });
}

test('the account’s versions are asked for with the key in a header', async (t) => {
  const seen: IncomingMessage[] = [];
  const url = await harness(t, (asked, answer) => {
    seen.push(asked);
    answer.end(JSON.stringify(GOOD));
  });
  for (const managerUrl of [url, `${url}/`, `${url}/gratis/`]) {
    assert.deepEqual(await latestSupportedVersion(request(managerUrl, {apiKey: ` ${KEY}\n`})), {
      version: '26.08.89806',
      minimal: '26.08.89806',
    });
  }
  const path = '/ng/api/delegate-setup/latest-supported-version?accountIdentifier=aBc_123';
  assert.deepEqual(
    seen.map(({url}) => url),
    [path, path, `/gratis${path}`],
  );
  assert.ok(seen.every(({headers, method}) => headers['x-api-key'] === KEY && method === 'GET'));
});

const json =
  (value: unknown): RequestListener =>
  (_, answer) =>
    answer.end(JSON.stringify(value));
const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_, answer) =>
    answer.writeHead(code, headers).end(`${KEY} denied`);
const versions = (latestSupportedVersion: unknown, latestSupportedMinimalVersion: unknown) =>
  json({resource: {latestSupportedVersion, latestSupportedMinimalVersion}});

const ANSWERS: readonly (readonly [what: string, answer: RequestListener, message: RegExp, next?: RegExp])[] =
  [
    ['400', status(400), /did not accept the request/, /--account-id/],
    ['401', status(401), /did not accept the API key/, /HARNESS_PLATFORM_API_KEY/],
    ['403', status(403), /API key may not read delegates/],
    ['404', status(404), /does not know this request/, /--manager-url/],
    ['429', status(429), /asks to wait/],
    ['503', status(503), /answered with status 503/, /Try again later/],
    [
      'a redirect to a login page',
      status(302, {location: 'https://evil.example/login'}),
      /redirects to another page, probably a login/,
      /--manager-url/,
    ],
    ['a redirect to itself', status(307, {location: '/'}), /redirects/],
    [
      'a login page',
      (_, answer) => answer.end('<html>Sign in</html>'),
      /answered with a page instead of a version/,
    ],
    ['nothing', (_, answer) => answer.end(), /page instead of a version/],
    ['JSON of something else', json({ok: true}), /something that is not a delegate version/],
    ['null', json(null), /something that is not a delegate version/],
    ['only one version', versions('26.08.89806', undefined), /something that is not/],
    ['a minimal version without its suffix', versions('26.08.89806', '26.08.89806'), /something that is not/],
    [
      'a version with more',
      versions('26.08.89806\nRUN evil', '26.08.89806.minimal'),
      /something that is not/,
    ],
    ['a version in another form', versions('latest', 'latest.minimal'), /something that is not/],
    ['terminal sequences', versions('\u001b]0;x\u0007', '26.08.89806.minimal'), /something that is not/],
    ['numbers', versions(26.08, 26.08), /something that is not/],
    [
      'more than 64 kB',
      (_, answer) => answer.end(JSON.stringify(GOOD) + ' '.repeat(64 * 1024)),
      /far more than a version/,
    ],
    [
      'a connection cut short',
      (_, answer) => {
        answer.writeHead(200, {'content-length': '100'});
        answer.write('{');
        answer.flushHeaders();
        answer.socket?.end();
      },
      /could not be reached/,
    ],
  ];

for (const [what, answer, message, next] of ANSWERS) {
  test(`an answer of ${what} is told in one line`, async (t) => {
    await refused(latestSupportedVersion(request(await harness(t, answer))), message, next);
  });
}

test('an endless answer is not read to its end', async (t) => {
  const url = await harness(t, (_, answer) => {
    const more = () => {
      while (answer.write('x'.repeat(16 * 1024)));
      answer.once('drain', more);
    };
    more();
  });
  await refused(latestSupportedVersion(request(url)), /far more than a version/);
});

test('a server that says nothing is given up on, also in the middle of its answer', async (t) => {
  const silent = await harness(t, () => {});
  await refused(
    latestSupportedVersion(request(silent, {timeoutMs: 20})),
    /did not answer in time/,
    /--base-version/,
  );
  const slow = await harness(t, (_, answer) => void answer.write('{'));
  await refused(latestSupportedVersion(request(slow, {timeoutMs: 200})), /did not answer in time/);
});

test('the caller can stop it before and while it waits', async (t) => {
  const reason = new Error('stopped by the user');
  await assert.rejects(
    latestSupportedVersion(request('http://127.0.0.1:1', {signal: AbortSignal.abort(reason)})),
    (error) => error === reason,
  );
  const stop = new AbortController();
  const url = await harness(t, () => stop.abort(reason));
  await assert.rejects(
    latestSupportedVersion(request(url, {signal: stop.signal})),
    (error) => error === reason,
  );
});

test('a refused connection is told', async (t) => {
  const server = createRawServer();
  const url = await listening(t, server);
  server.close();
  await once(server, 'close');
  await refused(latestSupportedVersion(request(url)), /refused the connection/);
});

test('something that does not speak HTTP is told', async (t) => {
  const url = await listening(
    t,
    createRawServer((socket) => void socket.end('SSH-2.0-OpenSSH_9.2\r\n')),
  );
  await refused(latestSupportedVersion(request(url)), /could not be reached/);
});

test('something that does not speak TLS is told', async (t) => {
  const url = await harness(t, json(GOOD));
  await refused(latestSupportedVersion(request(url.replace('http:', 'https:'))), /did not answer with TLS/);
});

const CODES: readonly (readonly [code: string, message: RegExp])[] = [
  ['ENOTFOUND', /could not be found/],
  ['EAI_AGAIN', /could not be found/],
  ['ECONNREFUSED', /refused the connection/],
  ['CERT_HAS_EXPIRED', /certificate of app\.example is not trusted/],
  ['SELF_SIGNED_CERT_IN_CHAIN', /certificate/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /certificate/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', /certificate/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /certificate/],
  ['ERR_SSL_WRONG_VERSION_NUMBER', /did not answer with TLS/],
  ['UND_ERR_CONNECT_TIMEOUT', /did not answer in time/],
  ['ENETUNREACH', /could not be reached/],
];
for (const [code, message] of CODES) {
  test(`the failure ${code} is told`, async () => {
    const error = new TypeError('fetch failed', {cause: Object.assign(new Error(KEY), {code})});
    await refused(Promise.reject(requestFailure(error, 'app.example')), message);
  });
}

for (const managerUrl of [
  'http://app.harness.io',
  'ftp://app.harness.io',
  'app.harness.io',
  '',
  'https://user:word@app.harness.io',
  'http://127.0.0.1.evil.example',
  'https://a b',
]) {
  test(`the manager URL ${managerUrl} is refused before anything is sent`, async () => {
    await refused(latestSupportedVersion(request(managerUrl)), /not an https:\/\/ address/);
  });
}

test('a key or an account id that could not be sent is refused', async () => {
  for (const apiKey of ['', ' ', `${KEY} x`, `${KEY}\r\nhost: evil`, `${KEY}ä`]) {
    await refused(
      latestSupportedVersion(request('https://app.example', {apiKey})),
      /API key is not one word/,
    );
  }
  await refused(latestSupportedVersion(request('https://app.example', {accountId: 'a&b=c'})), /account id/);
});
