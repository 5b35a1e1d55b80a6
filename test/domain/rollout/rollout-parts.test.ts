import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {
  bucketsOf,
  lookUp,
  noBuckets,
  valuesOf,
  withEntry,
  withoutEntry,
} from '../../../src/domain/rollout/buckets.ts';
import {describeMs} from '../../../src/domain/rollout/describe-ms.ts';
import {evidenceText} from '../../../src/domain/rollout/evidence-text.ts';
import {firstFew} from '../../../src/domain/rollout/first-few.ts';
import {pullCause} from '../../../src/domain/rollout/pull-cause.ts';
import {readRegistration} from '../../../src/domain/rollout/registration.ts';
import {silenceText} from '../../../src/domain/rollout/silence.ts';
import {STREAM_KINDS, type StreamKind, type StreamView} from '../../../src/domain/rollout/types.ts';

const IMAGE = 'registry.example/timeout/denied:429-not-found';

const LIVE: StreamView = {state: 'live', forMs: 60_000, reason: ''};
const silent = (forMs: number, more: Partial<StreamView> = {}): StreamView => ({
  state: 'stale',
  forMs,
  reason: 'The connection was lost.',
  ...more,
});
const SILENCES: readonly (readonly [
  name: string,
  streams: Partial<Record<StreamKind, StreamView>>,
  words: string | undefined,
])[] = [
  ['all is heard', {}, undefined],
  ['a moment', {pods: silent(4999)}, undefined],
  ['one kind', {pods: silent(5000)}, 'no word for 5 s about pods. The connection was lost.'],
  [
    'two kinds, for as long as the longer one; a third only for a moment',
    {replicasets: silent(6000), pods: silent(1000), events: silent(9000)},
    'no word for 9 s about replicasets, events. The connection was lost.',
  ],
  [
    'everything',
    Object.fromEntries(STREAM_KINDS.map((kind) => [kind, silent(125_000)])),
    'no word for 2 min 5 s from the cluster. The connection was lost.',
  ],
  [
    'a login that ran out',
    {events: silent(7000, {state: 'auth', reason: 'Log in.'})},
    'no word for 7 s about events. Log in.',
  ],
  ['no reason', {pods: silent(7000, {reason: ''})}, 'no word for 7 s about pods.'],
  [
    'what may not be read or was not read yet',
    {pods: silent(9000, {state: 'forbidden'}), events: silent(9000, {state: 'waiting'})},
    undefined,
  ],
];
for (const [name, streams, words] of SILENCES) {
  test(`silence: ${name}`, () => {
    const live = {deployments: LIVE, replicasets: LIVE, pods: LIVE, events: LIVE};
    assert.equal(silenceText({streams: {...live, ...streams}}), words);
  });
}

/** Messages of the runtimes and registries; what is only in a name does not count. */
const PULLS: readonly (readonly [message: string, cause: string | undefined])[] = [
  [`Back-off pulling image "${IMAGE}"`, undefined],
  ['Error: ErrImagePull', undefined],
  ['Error: ImagePullBackOff', undefined],
  ['', undefined],
  [`Back-off pulling image "${IMAGE}": ErrImagePull: ${IMAGE}: not found`, 'not-found'],
  [`failed to resolve reference "${IMAGE}": ${IMAGE}: not found`, 'not-found'],
  [`Error response from daemon: manifest for ${IMAGE} not found: manifest unknown`, 'not-found'],
  ['reading manifest: name unknown: repository not known to registry', 'not-found'],
  ['no match for platform in manifest sha256:1: not found', 'platform'],
  ['no image found in image index for architecture arm64', 'platform'],
  ['pull access denied, repository does not exist or may require authorization', 'auth'],
  ["pull access denied for x, repository does not exist or may require 'docker login'", 'auth'],
  ['unexpected status from HEAD request: 401 Unauthorized', 'auth'],
  ['failed to fetch anonymous token: 403 Forbidden', 'auth'],
  ['no basic auth credentials', 'auth'],
  ['toomanyrequests: You have reached your pull rate limit', 'rate'],
  ['unexpected status code: 429', 'rate'],
  ['Head "https://registry/v2/": dial tcp: lookup registry: no such host', 'network'],
  ['Get "https://registry/v2/": net/http: TLS handshake timeout', 'network'],
  ['x509: certificate signed by unknown authority', 'network'],
  ['read tcp 10.0.0.1: connection reset by peer', 'network'],
  ['unexpected EOF', 'network'],
  ['received unexpected HTTP status: 503 Service Unavailable', 'network'],
  ['archive is corrupt', 'other'],
  [`failed to unpack "${IMAGE}"`, 'other'],
];

for (const [message, cause] of PULLS) {
  test(`pull: ${message || 'no message'}`, () => assert.equal(pullCause(message, IMAGE), cause));
}

const LOGS: readonly (readonly [state: string, line: string, reason?: RegExp])[] = [
  ['registered', 'INFO Delegate registered with id 8dRkk2aTQ'],
  ['registered', '[New] Delegate registered in 1234 ms'],
  ['registered', 'Delegate process started'],
  ['failed', 'Delegate used invalid token. Self destruct procedure will be initiated.', /token/],
  ['failed', 'Delegate used expired token. It will be frozen and drained.', /expired/],
  ['failed', 'Delegate used revoked token.', /revoked/],
  ['failed', 'Account ID: abc not found. Stop launching delegate.', /account id/],
  ['failed', 'Connection check to Harness manager failed. Stop launching delegate.', /manager/],
  ['failed', "Error occurred while registering delegate with manager for account 'x'", /refused/],
  ['failed', 'Unknown error occurred while registering Delegate', /refused/],
  ['failed', 'Self destruct sequence initiated...', /same name/],
  [
    'failed',
    'javax.net.ssl.SSLHandshakeException: PKIX: unable to find valid certification path',
    /certificate/,
  ],
  [
    'failed',
    'Missing required write permissions for running user 1001 on delegate working directory',
    /write/,
  ],
  ['failed', 'Error while executing initialization script. Delegate wont be started.', /INIT_SCRIPT/],
  ['failed', 'java.lang.OutOfMemoryError: Java heap space', /memory/],
  ['unknown', 'Registering delegate with delegate name: x'],
];

for (const [state, line, reason] of LOGS) {
  test(`log: ${line}`, () => {
    const found = readRegistration(['started', line, 'heartbeat']);
    assert.equal(found.state, state);
    if (reason) assert.match(found.reason ?? '', reason);
    if (state === 'failed') assert.match(found.next ?? '', /^[A-Z].*\.$/);
  });
}

test('of several lines about the registration the last one decides', () => {
  const good = 'Delegate registered with id 1';
  const bad = 'Delegate used invalid token';
  assert.equal(readRegistration([bad, good]).state, 'registered');
  assert.equal(readRegistration([good, bad]).state, 'failed');
  assert.deepEqual(readRegistration([]), {state: 'unknown'});
});

test('evidence is one safe line without known credentials, and not too long', () => {
  assert.equal(
    evidenceText(
      'You have reached your unauthenticated pull rate limit as marvin: dckr_jti_1: wait\n\u001b[31mred',
    ),
    'You have reached your unauthenticated pull rate limit wait red',
  );
  assert.equal(
    evidenceText('Authorization: Basic bWFydmluOjEyMw==, then'),
    'Authorization: Basic ‹redacted›, then',
  );
  assert.equal(evidenceText('got Bearer abcdefghijkl back'), 'got Bearer ‹redacted› back');
  assert.equal(evidenceText('x'.repeat(5000)).length, 600);
});

const DURATIONS: readonly (readonly [ms: number, words: string])[] = [
  [-5, '0 s'],
  [38_400, '38 s'],
  [60_000, '1 min'],
  [161_000, '2 min 41 s'],
  [3_600_000, '1 h'],
  [11_100_000, '3 h 5 min'],
  [172_800_000, '2 d'],
];
for (const [ms, words] of DURATIONS) test(`${ms} ms is ${words}`, () => assert.equal(describeMs(ms), words));

const steps = fc.array(
  fc.tuple(
    fc.nat({max: 60}).map((key) => `uid-${key}`),
    fc.option(fc.nat()),
  ),
);

test('buckets are a map, and earlier copies stay as they were', () => {
  fc.assert(
    fc.property(steps, steps, (before, after) => {
      const play = (from: ReturnType<typeof noBuckets<number>>, moves: typeof before) =>
        moves.reduce(
          (map, [key, value]) => (value === null ? withoutEntry(map, key) : withEntry(map, key, value)),
          from,
        );
      const model = new Map<string, number>();
      for (const [key, value] of before) {
        if (value === null) model.delete(key);
        else model.set(key, value);
      }
      const sorted = (values: Iterable<number>) => [...values].sort((a, b) => a - b);
      const map = play(noBuckets<number>(), before);
      play(map, after);
      assert.equal(map.size, model.size);
      assert.deepEqual(sorted(valuesOf(map)), sorted(model.values()));
      for (const [key, value] of model) assert.equal(lookUp(map, key), value);
      assert.deepEqual(sorted(valuesOf(bucketsOf(model))), sorted(model.values()));
      assert.equal(bucketsOf(model).size, model.size);
    }),
  );
});

test('the first few are what sorting gives', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({max: 50})), fc.nat({max: 12}), (numbers, most) => {
      const {few, total} = firstFew(numbers, most, (a, b) => a - b);
      assert.deepEqual(few, numbers.toSorted((a, b) => a - b).slice(0, most));
      assert.equal(total, numbers.length);
    }),
  );
});
