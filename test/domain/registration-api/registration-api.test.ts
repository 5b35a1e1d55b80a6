import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {chooseAccess, type AccessRequest} from '../../../src/domain/registration-api/choose-access.ts';
import {connectedIn} from '../../../src/domain/registration-api/connected-metric.ts';
import {harnessVerdict} from '../../../src/domain/registration-api/harness-verdict.ts';
import {listDelegatesRequest} from '../../../src/domain/registration-api/list-delegates.ts';
import {readDelegates} from '../../../src/domain/registration-api/read-delegates.ts';

const NOW = Date.UTC(2026, 10, 21, 22);
const MINUTE = 60_000;

const delegate = (over: object = {}): object => ({
  type: 'KUBERNETES',
  name: 'custom-del',
  description: '',
  tags: ['custom-del'],
  lastHeartBeat: NOW - MINUTE,
  connected: true,
  delegateReplicas: [
    {
      uuid: 'u',
      lastHeartbeat: NOW - MINUTE,
      connected: true,
      hostName: 'custom-del-1',
      version: '26.08.89806',
      expiringAt: NOW + 90 * 24 * 60 * MINUTE,
    },
  ],
  autoUpgrade: 'OFF',
  legacy: false,
  ...over,
});

const verdictOf = (resource: unknown) =>
  harnessVerdict(readDelegates({metaData: {}, resource, responseMessages: []}, 'custom-del'), {
    name: 'custom-del',
    accountId: 'aBc_123',
    now: NOW,
  });

const replica = (version: string, connected = true, expiringAt = NOW + MINUTE) => ({
  version,
  connected,
  expiringAt,
  hostName: 'h',
});

/** Answers of the API, and what they mean. */
const ANSWERS: readonly (readonly [
  what: string,
  resource: unknown,
  state: string,
  text: RegExp,
  notes?: RegExp,
])[] = [
  [
    'one that is connected',
    [delegate()],
    'connected',
    /^connected, 1 of 1 replicas, version 26\.08\.89806, auto-upgrade off$/,
  ],
  [
    'two copies of two versions',
    [delegate({delegateReplicas: [replica('26.08.89806'), replica('26.07.1'), replica('26.01.1', false)]})],
    'connected',
    /^connected, 2 of 3 replicas, version 26\.08\.89806 and 26\.07\.1, /,
  ],
  [
    'one with auto-upgrade on',
    [delegate({autoUpgrade: 'ON'})],
    'connected',
    /auto-upgrade on$/,
    /sees auto-upgrade as on/,
  ],
  [
    'one that is looked at',
    [delegate({autoUpgrade: 'DETECTING'})],
    'connected',
    /not known yet$/,
    /still finding out/,
  ],
  ['one in between', [delegate({autoUpgrade: 'SYNCHRONIZING'})], 'connected', /not known yet$/, /90 minutes/],
  [
    'one of a word we do not know',
    [delegate({autoUpgrade: 'MAYBE'})],
    'connected',
    /auto-upgrade not known$/,
  ],
  [
    'one that is too old',
    [delegate({delegateReplicas: [replica('25.01.1', true, NOW - MINUTE)]})],
    'connected',
    /25\.01\.1/,
    /no longer supports version 25\.01\.1/,
  ],
  [
    'one that is silent',
    [delegate({connected: false})],
    'disconnected',
    /not connected; it was last heard 1 min ago\.$/,
  ],
  [
    'one that was never heard',
    [delegate({connected: false, lastHeartBeat: null})],
    'disconnected',
    /last heard never/,
  ],
  ['none', [], 'not-found', /^Harness knows no delegate custom-del in account aBc_123\.$/],
  ['another that has its name in it', [delegate({name: 'my-custom-del'})], 'not-found', /knows no delegate/],
  [
    'two of the name, one of them silent',
    [delegate({connected: false}), delegate()],
    'connected',
    /^connected/,
    /1 more delegate is called custom-del/,
  ],
  ['no list', {content: []}, 'malformed', /not a list of delegates/],
  ['nothing', undefined, 'malformed', /not a list/],
  ['a list of something else', [null, 1, 'x', []], 'not-found', /no delegate/],
];

for (const [what, resource, state, text, notes] of ANSWERS) {
  test(`an answer with ${what} is told as ${state}`, () => {
    const verdict = verdictOf(resource);
    assert.equal(verdict.state, state);
    assert.match(verdict.text, text);
    assert.equal(verdict.next === undefined, state === 'connected');
    assert.match(verdict.notes.map(({text: words, next}) => `${words} ${next}`).join('\n'), notes ?? /^$/);
  });
}

test('whatever Harness answers is read without failing, and safe to print', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const asked = {name: 'custom-del', accountId: 'a', now: NOW};
      const any = harnessVerdict(readDelegates(value, 'custom-del'), asked);
      const inside = verdictOf([{...(value as object), name: 'custom-del'}]);
      for (const {text} of [any, inside]) assert.match(text, /^[^\u0000-\u001f\u007f-\u009f]+$/);
    }),
  );
  assert.doesNotMatch(
    verdictOf([delegate({delegateReplicas: [replica('1\u001b[31m\n2')]})]).text,
    /[\u001b\n]/,
  );
});

test('the request names the delegate, and all scopes of the account', () => {
  assert.deepEqual(listDelegatesRequest('custom-del'), {
    path: '/ng/api/delegate-setup/listDelegates',
    query: {all: 'true'},
    body: {filterType: 'Delegate', delegateName: 'custom-del'},
  });
});

const LIVE = {accountId: 'live', managerUrl: 'https://app.harness.io/gratis'};
const asked = (over: Partial<AccessRequest>): AccessRequest => ({
  apiKey: 'pat.key',
  said: {},
  live: LIVE,
  practice: false,
  ...over,
});

/** Where the key goes, or why it goes nowhere. */
const CHOICES: readonly (readonly [what: string, request: AccessRequest, goes: string | RegExp])[] = [
  ['an address of Harness that the cluster names', asked({}), 'live@https://app.harness.io/gratis'],
  [
    'what a person says',
    asked({said: {accountId: 'own', managerUrl: 'https://h.corp'}}),
    'own@https://h.corp',
  ],
  ['an account that a person says', asked({said: {accountId: 'own'}}), 'own@https://app.harness.io/gratis'],
  ['nothing without a key', asked({apiKey: undefined}), /no API key in the environment/],
  ['nothing in practice', asked({practice: true}), /practice cluster/],
  [
    'practice with an address',
    asked({practice: true, said: {managerUrl: 'http://127.0.0.1:1'}}),
    'live@http://127.0.0.1:1',
  ],
  ['no account', asked({live: {managerUrl: 'https://app.harness.io'}}), /account id is not known/],
  ['no address', asked({live: {accountId: 'a'}}), /manager URL is not known/],
  ...[
    'https://evil.example',
    'https://harness.io.evil.example',
    'https://evilharness.io',
    'http://app.harness.io',
    'https://user@app.harness.io',
    'https://app.harness.io@evil.example',
    'app.harness.io',
  ].map(
    (managerUrl) =>
      [
        `an address that only the cluster names, ${managerUrl}`,
        asked({live: {accountId: 'a', managerUrl}}),
        /only the cluster says that its address is/,
      ] as const,
  ),
];

for (const [what, request, goes] of CHOICES) {
  test(`the API key: ${what}`, () => {
    const choice = chooseAccess(request);
    if (typeof goes === 'string') {
      assert.ok('access' in choice);
      assert.equal(`${choice.access.accountId}@${choice.access.managerUrl}`, goes);
    } else {
      assert.ok('skipped' in choice);
      assert.match(choice.skipped, goes);
      assert.ok(choice.next.endsWith('.') && !choice.skipped.includes('pat.key'));
    }
  });
}

const METRIC = 'io_harness_custom_metric_delegate_connected';

/** Texts of a delegate's metrics, and whether it is connected by them. */
const METRICS: readonly (readonly [text: string, connected: boolean | undefined])[] = [
  [`# TYPE ${METRIC} gauge\n${METRIC}{delegate_name="a",} 1.0\nother 0.0\n`, true],
  [`${METRIC} 0`, false],
  [`${METRIC}{account="a"} 0.0\n${METRIC}{account="b"} 1.0`, true],
  [`${METRIC}_total 1.0`, undefined],
  [`${METRIC}{account="a"}`, undefined],
  ['', undefined],
];

for (const [text, connected] of METRICS) {
  test(`metrics ${JSON.stringify(text.slice(0, 70))} say ${String(connected)}`, () => {
    assert.equal(connectedIn(text), connected);
  });
}
