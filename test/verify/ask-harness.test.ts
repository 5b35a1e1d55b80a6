import assert from 'node:assert/strict';
import type {RequestListener} from 'node:http';
import {test} from 'node:test';
import {askAboutDelegate} from '../../src/verify/ask-harness.ts';
import {answersJson, answersStatus, harnessServer} from '../helpers/harness-server.ts';

const KEY = 'pat.account.key-that-is-secret';
const NOW = Date.UTC(2026, 10, 21);
const FOUND = {resource: [{name: 'custom-del', connected: true, autoUpgrade: 'OFF', delegateReplicas: []}]};

const ask = (managerUrl: string, more: object = {}) =>
  askAboutDelegate({
    access: {accountId: 'aBc_123', managerUrl, apiKey: KEY, ...more},
    name: 'custom-del',
    now: NOW,
  });

test('Harness is asked by name, with the key in a header alone', async (t) => {
  const {url, seen} = await harnessServer(t, answersJson(FOUND));
  const says = await ask(`${url}/gratis/`);
  assert.ok('verdict' in says && says.verdict.state === 'connected');
  assert.equal(says.delegate?.name, 'custom-del');
  const [request] = seen;
  assert.equal(request?.method, 'POST');
  assert.equal(request.url, '/gratis/ng/api/delegate-setup/listDelegates?accountIdentifier=aBc_123&all=true');
  assert.equal(request.headers['x-api-key'], KEY);
  assert.equal(request.headers['content-type'], 'application/json');
  assert.equal(request.body, '{"filterType":"Delegate","delegateName":"custom-del"}');
});

const FAILURES: readonly (readonly [what: string, answer: RequestListener, message: RegExp, next: RegExp])[] =
  [
    ['401', answersStatus(401), /did not accept the API key/, /HARNESS_PLATFORM_API_KEY/],
    ['403', answersStatus(403), /may not read delegates/, /may view delegates/],
    ['404', answersStatus(404), /does not know this request/, /--manager-url/],
    ['500', answersStatus(500), /answered with status 500/, /Try again later/],
    [
      'a login page elsewhere',
      answersStatus(302, {location: 'https://evil.example'}),
      /redirects/,
      /--manager-url/,
    ],
    [
      'a page',
      (_, response) => response.end('<html>log in</html>'),
      /a page instead of a list of delegates/,
      /--manager-url/,
    ],
  ];

for (const [what, answer, message, next] of FAILURES) {
  test(`an answer of ${what} is told in one line, without the key`, async (t) => {
    const {url} = await harnessServer(t, answer);
    const says = await ask(url);
    assert.ok('failure' in says);
    assert.match(says.failure.message, message);
    assert.match(says.failure.next.join(' '), next);
    assert.ok(![says.failure.message, ...says.failure.next].join(' ').includes(KEY));
    assert.doesNotMatch(says.failure.next.join(' '), /--base-version/);
  });
}

test('a silent server is given up on', async (t) => {
  const {url} = await harnessServer(t, () => undefined);
  const says = await ask(url, {timeoutMs: 50});
  assert.ok('failure' in says);
  assert.match(says.failure.message, /did not answer in time/);
});

test('more than a list of delegates can be is not read', async (t) => {
  const {url} = await harnessServer(t, (_, response) => response.end('x'.repeat(5 * 1024 * 1024)));
  const says = await ask(url);
  assert.ok('failure' in says);
  assert.match(says.failure.message, /far more than a list of delegates/);
});

test('the key is sent over https, or to this machine', async () => {
  const says = await ask('http://app.harness.io');
  assert.ok('failure' in says);
  assert.match(says.failure.message, /not an https:\/\/ address/);
});
