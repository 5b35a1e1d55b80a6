import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import fc from 'fast-check';
import {cleanJson} from '../../../src/domain/deploy/clean-json.ts';
import {comparable} from '../../../src/domain/deploy/comparable.ts';
import {sameJson} from '../../../src/domain/deploy/json.ts';
import {maskedDiff} from '../../../src/domain/deploy/masked-diff.ts';
import {objectOutcome, type ObjectState} from '../../../src/domain/deploy/object-outcome.ts';
import {secretValues} from '../../../src/domain/deploy/secret-values.ts';

const texts = (diff: ReturnType<typeof maskedDiff>) => diff.lines.map(({text}) => text).join('\n');
const secret = (data: object) => ({apiVersion: 'v1', kind: 'Secret', metadata: {name: 's'}, data});

describe('the masked diff', () => {
  test('shows that a Secret changes, never what is in it', () => {
    const diff = texts(
      maskedDiff(
        secret({a: 'b2xk', same: 'eHh4', gone: 'Z29uZQ=='}),
        secret({a: 'bmV3', same: 'eHh4', added: 'YWRk'}),
      ),
    );
    assert.match(diff, /-\s+a: "\*\*\* \(before\)"/);
    assert.match(diff, /\+\s+a: "\*\*\* \(after\)"/);
    assert.match(diff, /^ {3}same: "\*\*\*"$/m);
    assert.doesNotMatch(diff, /b2xk|bmV3|eHh4|Z29uZQ|YWRk/);
  });

  test('hides all of a new Secret', () => {
    assert.doesNotMatch(
      texts(maskedDiff(undefined, {...secret({a: 'bmV3'}), stringData: {b: 'clear'}})),
      /bmV3|clear/,
    );
  });

  test('any value of a Secret stays hidden', () => {
    const value = fc.string({minLength: 8, unit: fc.constantFrom('a', 'b', 'Z', '0', '9', '+', '/')});
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('k1', 'k2'), value),
        fc.dictionary(fc.constantFrom('k1', 'k2'), value),
        (before, after) => {
          const diff = texts(maskedDiff(secret(before), secret(after)));
          for (const hidden of [...Object.values(before), ...Object.values(after)])
            assert.ok(!diff.includes(hidden));
        },
      ),
    );
  });

  const workload = (...env: readonly object[]) => ({
    kind: 'Deployment',
    metadata: {},
    spec: {template: {spec: {containers: [{name: 'delegate', env}]}}},
  });
  test('a token that moves from the open into a Secret is not shown', () => {
    const moved = {name: 'DELEGATE_TOKEN', valueFrom: {secretKeyRef: {name: 's', key: 'k'}}};
    const diff = texts(maskedDiff(workload({name: 'DELEGATE_TOKEN', value: 'clear-token'}), workload(moved)));
    assert.match(diff, /-\s+value: "\*\*\*"/);
    assert.doesNotMatch(diff, /clear-token/);
  });

  test('what is named like a secret is hidden by its name, wherever it stands in the list', () => {
    const other = {name: 'LOG_LEVEL', value: 'info'};
    const before = workload({name: 'db_passwd', value: 'old-value'}, other);
    const after = workload(other, {name: 'db_passwd', value: 'new-value'});
    const diff = texts(maskedDiff(before, after));
    assert.match(diff, /-\s+value: "\*\*\* \(before\)"/);
    assert.match(diff, /\+\s+value: "\*\*\* \(after\)"/);
    assert.match(diff, /value: info/);
    assert.doesNotMatch(diff, /old-value|new-value/);
  });

  test('keys of a ConfigMap and passwords in addresses are hidden, and a change of them shows', () => {
    const map = (secret: string) => ({
      kind: 'ConfigMap',
      metadata: {},
      data: {apiKey: secret, url: `https://user:${secret}@host/path`, PULL_SECRET_NAME: 'shown'},
    });
    const diff = maskedDiff(map('one-secret'), map('two-secret'));
    assert.deepEqual([diff.added, diff.removed], [2, 2]);
    assert.match(texts(diff), /https:\/\/user:\*\*\* \(after\)@host\/path/);
    assert.match(texts(diff), /PULL_SECRET_NAME: shown/);
    assert.doesNotMatch(texts(diff), /one-secret|two-secret/);
  });

  test('the server’s own fields and the order of keys are no change', () => {
    const mine = {
      kind: 'Role',
      metadata: {name: 'r', labels: {a: '1', b: '2'}},
      rules: [{verbs: ['get'], resources: ['pods']}],
    };
    const theirs = {
      rules: [{resources: ['pods'], verbs: ['get']}],
      kind: 'Role',
      metadata: {
        labels: {b: '2', a: '1'},
        name: 'r',
        uid: 'u',
        resourceVersion: '7',
        managedFields: [{manager: 'x'}],
        annotations: {'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"token":"clear"}}'},
      },
      status: {ready: true},
    };
    assert.deepEqual(maskedDiff(mine, theirs).lines, []);
    assert.ok(!JSON.stringify(comparable(theirs)).includes('clear'));
  });

  test('one changed line is one line out, one line in', () => {
    const {added, removed} = maskedDiff(
      {kind: 'D', metadata: {}, spec: {image: 'a:1'}},
      {kind: 'D', metadata: {}, spec: {image: 'a:2'}},
    );
    assert.deepEqual([added, removed], [1, 1]);
  });
});

const object = (uid: string, resourceVersion: string, more: object = {}): ObjectState => ({
  kind: 'X',
  metadata: {name: 'x', uid, resourceVersion},
  ...more,
});
/** Made at 20:00:00, if not said otherwise; when each manager has set fields in it. */
const made = (uid: string, times: Readonly<Record<string, string>>, at = '20:00:00'): ObjectState => ({
  kind: 'X',
  metadata: {
    name: 'x',
    uid,
    resourceVersion: '1',
    creationTimestamp: `2026-11-21T${at}Z`,
    managedFields: Object.entries(times).map(([manager, second]) => ({
      manager,
      operation: manager === 'us' ? 'Apply' : 'Update',
      time: `2026-11-21T20:00:${second}Z`,
    })),
  },
});
const outcomes: readonly (readonly [
  name: string,
  before: ObjectState,
  after: ObjectState,
  expected: string,
])[] = [
  ['nothing before, made by us', undefined, made('u', {us: '00'}), 'created'],
  [
    'nothing before, made by us and touched by a controller',
    undefined,
    made('u', {us: '00', c: '00'}),
    'created',
  ],
  ['nothing before, made by another and untouched by us', undefined, made('u', {them: '00'}), 'unchanged'],
  [
    'nothing before, made by another before we applied',
    undefined,
    made('u', {them: '00', us: '07'}),
    'changed',
  ],
  [
    'nothing before, made by another a second before',
    undefined,
    made('u', {them: '00', us: '01'}),
    'changed',
  ],
  [
    'nothing before, made by us, and webhooks took long',
    undefined,
    made('u', {us: '00'}, '20:00:10'),
    'created',
  ],
  ['another uid, made by us', object('u', '1'), made('v', {us: '01'}), 'created'],
  ['another uid, made by another', object('u', '1'), made('v', {them: '00', us: '09'}), 'changed'],
  ['the same version', object('u', '1', {spec: 1}), object('u', '1', {spec: 1}), 'unchanged'],
  ['another status only', object('u', '1', {status: 1}), object('u', '2', {status: 2}), 'unchanged'],
  ['another spec', object('u', '1', {spec: 1}), object('u', '2', {spec: 2}), 'changed'],
  ['nothing after', object('u', '1'), undefined, 'absent'],
  ['not seen before', 'unknown', object('u', '1'), 'unknown'],
  ['not seen after', object('u', '1'), 'unknown', 'unknown'],
];
for (const [name, before, after, expected] of outcomes) {
  test(`outcome: ${name} is ${expected}`, () =>
    assert.equal(objectOutcome({before, after, manager: 'us'}), expected));
}

test('equal as JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => assert.ok(sameJson(value, JSON.parse(JSON.stringify(value))))),
  );
  assert.ok(!sameJson({a: 1}, {a: 1, b: undefined}));
  assert.ok(!sameJson([1, 2], [2, 1]));
});

test('values of Secrets are found, as they are and decoded; short ones stand in too many words', () => {
  const objects = [
    secret({a: btoa('a-long-secret'), b: 'eA=='}),
    {kind: 'ConfigMap', data: {c: 'not-a-secret'}},
    {kind: 'Secret', stringData: {d: 'clear-text'}},
  ];
  assert.deepEqual(secretValues(objects), [btoa('a-long-secret'), 'a-long-secret', 'clear-text']);
});

test('objects from the cluster arrive clean', () => {
  const dirty = {
    message: 'Authorization: Bearer abcdefghijkl and the-secret \u001b[31mred',
    name: 'a\u202eb',
    fieldsV1: {x: 1},
    list: ['\u001b]0;title\u0007x', 7, null],
  };
  assert.deepEqual(cleanJson(dirty, ['the-secret']), {
    message: 'Authorization: Bearer ‹redacted› and ‹redacted› red',
    name: 'ab',
    list: ['x', 7, null],
  });
});

const HIDDEN_INSIDE: readonly (readonly [what: string, message: string, clean: string])[] = [
  ['a zero-width character', 'with the-\u200bsecret in it', 'with ‹redacted› in it'],
  ['colours', 'with the-\u001b[1msecret\u001b[0m in it', 'with ‹redacted› in it'],
  [
    'a soft hyphen, where it is encoded',
    `with ${btoa('k:the-secret').replace('G', 'G\u00ad')}`,
    'with azp‹redacted›',
  ],
  [
    'a tab',
    'You have reached your\tpull rate limit as bob: dckr_x.',
    'You have reached your pull rate limit as ‹redacted›.',
  ],
  [
    'a joiner',
    'You have reached your pull rate li\u200dmit as bob: dckr_x.',
    'You have reached your pull rate limit as ‹redacted›.',
  ],
  [
    'the place where it is cut',
    `${'\u200b'.repeat(2)}${'x'.repeat(4090)}the-\u200bsecret`,
    `${'x'.repeat(4090)}‹reda…`,
  ],
];
for (const [what, message, clean] of HIDDEN_INSIDE)
  test(`a secret with ${what} inside does not arrive`, () => {
    for (const key of ['message', 'note', 'reason'])
      assert.deepEqual(cleanJson({status: {[key]: message}}, ['the-secret']), {status: {[key]: clean}});
  });

test('what stands in the open under the name of a secret is found, words and placeholders are not', () => {
  const env = (name: string, value: string) => ({name, value});
  const list = [
    env('DELEGATE_TOKEN', 'f00dfeedf00dfeed'),
    env('SECRET_STORE', 'kubernetes'),
    env('API_TOKEN', 'YOUR_TOKEN'),
    env('OTHER_TOKEN', '$(DELEGATE_TOKEN)'),
    env('PROXY', 'http://user:pass-word-1@proxy'),
  ];
  const object = {kind: 'Deployment', spec: {template: {spec: {containers: [{env: list}]}}}};
  assert.deepEqual(secretValues([object]), ['f00dfeedf00dfeed', 'pass-word-1']);
});
