import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {overrideList, overrideRequest} from '../../../src/domain/override/override-request.ts';
import {overrideText} from '../../../src/domain/override/override-text.ts';
import {imageRef} from '../../../src/domain/image-ref.ts';
import {arbitraryAnswers, completeAnswers} from '../../helpers/arbitrary-answers.ts';

test('the request names account, image and tags, and holds as long as Harness lets it', () => {
  const answers = completeAnswers({
    image: {registry: 'other', host: 'registry.corp:5000', repository: 'team/delegate', tag: '7'},
    delegate: {accountId: 'abc', managerUrl: 'https://app.harness.io/gratis/', tags: ['blue', 'builds']},
  });
  const {method, url} = overrideRequest(answers);
  assert.equal(method, 'PUT');
  assert.equal(
    url,
    'https://app.harness.io/gratis/ng/api/delegate-setup/override-delegate-tag?accountIdentifier=abc&delegateTag=registry.corp%3A5000%2Fteam%2Fdelegate%3A7&tags=blue&tags=builds&validTillNextRelease=false&validForDays=180',
  );
  assert.equal(
    overrideList(answers).url,
    'https://app.harness.io/gratis/ng/api/delegate-setup/override-delegate-tag?accountIdentifier=abc',
  );
});

test('whatever was answered, the address reads back as answered', () => {
  fc.assert(
    fc.property(arbitraryAnswers(), (answers) => {
      const {url} = overrideRequest(answers);
      const query = new URLSearchParams(url.slice(url.indexOf('?')));
      assert.match(url, /^https:\/\/[^?]*\/ng\/api\/delegate-setup\/override-delegate-tag\?/);
      assert.equal(query.get('accountIdentifier'), answers.delegate.accountId);
      assert.equal(query.get('delegateTag'), imageRef(answers));
      assert.deepEqual(query.getAll('tags'), answers.delegate.tags);
    }),
    {numRuns: 100},
  );
});

const reaches: readonly (readonly [readonly string[], RegExp])[] = [
  [[], /^# It reaches EVERY delegate of the account .* Give it one with --tags/m],
  [['blue'], /^# It reaches the delegates of the account with the tags blue\.$/m],
];

for (const [tags, says] of reaches) {
  test(`tags ${tags.join() || 'none'}: it says whom the request reaches`, () =>
    assert.match(overrideText(completeAnswers({delegate: {tags: [...tags]}})), says));
}

const turnedOn = [
  ['manifest', /suspend: false in CronJob custom-del-upgrader-job/],
  ['helm', /upgrader\.enabled: true in values\.yaml/],
  ['terraform', /upgrader_enabled = true in delegate\.tf/],
] as const;

for (const [install, says] of turnedOn) {
  test(`${install}: it says how auto-upgrade is turned on again`, () =>
    assert.match(overrideText(completeAnswers({delegate: {install}})), says));
}

test('a shell reads the script, hands the key over by standard input and the address whole', () => {
  const answers = completeAnswers({delegate: {tags: ['a'], managerUrl: 'https://app.harness.io/a&b'}});
  // A curl that tells what it was given.
  const pretend = 'curl() { printf "%s\\n" "$@"; cat; }\n';
  const out = execFileSync('sh', ['-c', pretend + overrideText(answers)], {
    env: {PATH: process.env['PATH'] ?? '', HARNESS_PLATFORM_API_KEY: 'pat.key'},
    encoding: 'utf8',
  });
  const [put, get] = out.split('x-api-key: pat.key\n');
  assert.deepEqual(put?.trim().split('\n').slice(-1), [overrideRequest(answers).url]);
  assert.deepEqual(get?.trim().split('\n').slice(-1), [overrideList(answers).url]);
  assert.doesNotMatch(overrideText(answers), /pat\.key/);
});
