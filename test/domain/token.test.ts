import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {inspectToken, isPlaceholder, PLACEHOLDER_TOKEN, type TokenKind} from '../../src/domain/token.ts';
import {codePoint} from '../helpers/code-point.ts';

const PLAIN = '0123456789abcdef0123456789abcdef';
const ENCODED = btoa(PLAIN);
const TWICE = btoa(ENCODED);

const cases: readonly (readonly [string, string, TokenKind, string])[] = [
  ['32 hexadecimal digits', PLAIN, 'plain', PLAIN],
  ['digits in upper case', PLAIN.toUpperCase(), 'plain', PLAIN.toUpperCase()],
  ['as Harness shows it', ENCODED, 'encoded', ENCODED],
  ['white space around it', ` \n${ENCODED}\r\n\t`, 'encoded', ENCODED],
  ['base64 of a token with a line end', btoa(`${PLAIN}\n`), 'encoded', btoa(`${PLAIN}\n`)],
  ['copied from the data of a Secret', TWICE, 'twice-encoded', ENCODED],
  ['encoded twice, with a line end inside', btoa(`${ENCODED}\n`), 'twice-encoded', ENCODED],
  ['encoded three times', btoa(TWICE), 'unknown', btoa(TWICE)],
  ['31 digits', PLAIN.slice(1), 'unknown', PLAIN.slice(1)],
  ['blanks inside', `${PLAIN} ${PLAIN}`, 'malformed', `${PLAIN} ${PLAIN}`],
  ['a control character inside', `${PLAIN}\u0007${PLAIN}`, 'malformed', `${PLAIN}\u0007${PLAIN}`],
  ['two lines', `${PLAIN}\n${PLAIN}`, 'malformed', `${PLAIN}\n${PLAIN}`],
  ['characters beyond Latin-1', 'ключ', 'malformed', 'ключ'],
  ['seven characters', 'abcdefg', 'malformed', 'abcdefg'],
  ['more than a token can have', 'g'.repeat(4097), 'malformed', 'g'.repeat(4097)],
  ['a million quotes', '"'.repeat(1e6), 'malformed', '"'.repeat(1e6)],
  ['nothing', '', 'empty', ''],
  ['only white space', ' \n\t', 'empty', ''],
  ['our own placeholder', PLACEHOLDER_TOKEN, 'placeholder', PLACEHOLDER_TOKEN],
  ['the placeholder of Harness’s example', 'YOUR_DELEGATE_TOKEN', 'placeholder', 'YOUR_DELEGATE_TOKEN'],
];
for (const [name, text, kind, value] of cases) {
  test(`token: ${name}`, () => assert.deepEqual(inspectToken(text), {kind, value}));
}

const quoted: readonly (readonly [string, string, TokenKind, string])[] = [
  ['double', `"${ENCODED}"`, 'encoded', ENCODED],
  ['single, with white space inside and outside', ` ' ${PLAIN}\r\n'\n`, 'plain', PLAIN],
  ['back', `\`${PLAIN}\``, 'plain', PLAIN],
  ['those of a word processor', `“${ENCODED}”`, 'encoded', ENCODED],
  ['German', `„${TWICE}“`, 'twice-encoded', ENCODED],
  ['single ones of a word processor', `‘${PLAIN}’`, 'plain', PLAIN],
  ['two kinds', `"'${PLAIN}'"`, 'plain', PLAIN],
  ['around nothing', '""', 'empty', ''],
  ['around a placeholder', `"${PLACEHOLDER_TOKEN}"`, 'placeholder', PLACEHOLDER_TOKEN],
];
for (const [name, text, kind, value] of quoted)
  test(`token: quotes, ${name}`, () => assert.deepEqual(inspectToken(text), {kind, value, wasQuoted: true}));
for (const text of [`"${PLAIN}`, `${PLAIN}'`, `"${PLAIN}'`])
  test(`token: quotes that do not match stay, ${text.replace(PLAIN, '…')}`, () =>
    assert.deepEqual(inspectToken(text), {kind: 'unknown', value: text}));

test('any token is recognised in each of its forms, and its value is what the delegate takes', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9a-f]{32}$/), fc.constantFrom('', ' ', '\n'), (token, space) => {
      assert.deepEqual(inspectToken(space + token + space), {kind: 'plain', value: token});
      assert.deepEqual(inspectToken(space + btoa(token)), {kind: 'encoded', value: btoa(token)});
      assert.deepEqual(inspectToken(btoa(btoa(token)) + space), {kind: 'twice-encoded', value: btoa(token)});
    }),
  );
});

test('no text makes it throw, and inspecting its value again changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({unit: codePoint}), fc.base64String()), (text) => {
      const {value} = inspectToken(text);
      assert.equal(inspectToken(value).value, value);
    }),
  );
});

for (const text of [
  '',
  '  ',
  'PUT_YOUR_DELEGATE_TOKEN',
  'PUT_YOUR_ACCOUNT_ID',
  'YOUR_ACCOUNT_ID',
  'your_token',
  '<token>',
  '<your\ntoken>',
  ' YOUR_X ',
]) {
  test(`a placeholder: ${JSON.stringify(text)}`, () => assert.equal(isPlaceholder(text), true));
}
for (const text of [PLAIN, ENCODED, 'kmpySmUISimoRrJL6NL73w', 'MY_YOUR_ID', 'a<b>', 'PUT']) {
  test(`not a placeholder: ${text}`, () => assert.equal(isPlaceholder(text), false));
}
