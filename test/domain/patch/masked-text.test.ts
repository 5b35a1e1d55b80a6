import assert from 'node:assert/strict';
import {test} from 'node:test';
import {maskedTexts} from '../../../src/domain/patch/masked-text.ts';
import {deployment, join, secret} from '../../helpers/patch-manifests.ts';

const masked = (text: string): string => maskedTexts(text, text).after;

test('values of Secrets and of variables named like secrets are hidden, and nothing else is', () => {
  const text = join(
    `\ufeff${secret('a', 'T', '"c2VjcmV0LTE=" # of mine')}stringData:\n  long: |\n    secret-2\n    secret-3\n  plain: secret-4\n  open: ""\n  slot: YOUR_TOKEN\n`,
    deployment({
      env: '        - name: NEXUS_PASSWORD\n          value: secret-5\n        - name: NOTE\n          value: shown\n',
    }),
    'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Secret, metadata: {name: b}, data: {x: c2VjcmV0LTY=}}\n',
    'apiVersion: v1\nkind: Secret\nmetadata: {name: c}\ndata: {x: &s c2VjcmV0LTc=, y: *s}\n',
  );
  const shown = masked(text);
  assert.ok(!/secret-\d|c2VjcmV0/.test(shown), shown);
  for (const word of ['of mine', 'open: ""', 'slot: YOUR_TOKEN', 'value: shown', 'value: ***', '{x: ***}'])
    assert.ok(shown.includes(word), word);
  assert.equal(shown.split('\n').length, text.split('\n').length - 2);
});

test('a value that changes shows that it does', () => {
  const [before, after] = [secret('a', 'T', 'c2VjcmV0LTE='), secret('a', 'T', 'c2VjcmV0LTI=')];
  const both = maskedTexts(before, after);
  assert.match(both.before, /T: \*\*\* \(before\)\n/);
  assert.match(both.after, /T: \*\*\* \(after\)\n/);
});
