import assert from 'node:assert/strict';
import {test} from 'node:test';
import {asciiSigns} from '../../src/domain/ascii-signs.ts';
import fc from 'fast-check';
import {redactSecrets, sanitiseLine, sanitiseLines} from '../../src/domain/text.ts';
import {codePoint} from '../helpers/code-point.ts';
import {API_KEY, MANIFEST_TOKEN, TOKEN, secretsIn, spellingsOf} from '../helpers/fault-secrets.ts';

const CASES: readonly (readonly [what: string, text: string, expected: string])[] = [
  ['plain text', 'kubectl 1.35.3 – ok', 'kubectl 1.35.3 – ok'],
  ['letters of other scripts', 'größe 東京 שלום', 'größe 東京 שלום'],
  ['colours', '\u001b[31mred\u001b[0m', 'red'],
  ['8-bit CSI', '\u009b2Jcleared', 'cleared'],
  ['a title, ended by BEL', 'a\u001b]0;title\u0007b', 'ab'],
  ['a link, ended by ST', '\u001b]8;;https://evil.example\u001b\\text\u001b]8;;\u001b\\', 'text'],
  ['a clipboard write in 8 bits', 'a\u009d52;c;ZXZpbA==\u009cb', 'ab'],
  ['a device string', 'a\u001bP1$r0m\u001b\\b', 'ab'],
  ['a string that never ends', 'a\u001b]0;shown all the same', 'a0;shown all the same'],
  ['a reset', '\u001bcx', 'x'],
  ['a character set switch', '\u001b(0x', 'x'],
  ['a sequence inside a sequence', '\u001b\u001b[31m[32mx', '[32mx'],
  ['an escape at the end', 'x\u001b', 'x'],
  ['line ends and tabs', 'a\r\nb\rc\nd\te\u2028f', 'a b c d e f'],
  ['backspaces, bells and NUL', 'a\b\b\u0007\0b', 'ab'],
  ['bidi overrides', 'a\u202egnp.\u2066exe\u2069', 'agnp.exe'],
  ['zero-width characters', 'p\u200ba\u200dy\u2060\ufeff\u00adpal', 'paypal'],
  ['invisible fillers and tags', 'a\u3164\u{e0041}\u115fb', 'ab'],
  ['lone surrogates', 'a\ud800b\udc00', 'a\ufffdb\ufffd'],
  ['pairs of surrogates', '😀', '😀'],
];

for (const [what, text, expected] of CASES) {
  test(`one line: ${what}`, () => assert.equal(sanitiseLine(text), expected));
}

test('a long line is cut by characters and ends with an ellipsis', () => {
  assert.equal(sanitiseLine('abcdef', {maxLength: 6}), 'abcdef');
  assert.equal(sanitiseLine('abcdefg', {maxLength: 6}), 'abcde…');
  assert.equal(sanitiseLine('😀😀😀', {maxLength: 3}), '😀😀😀');
  assert.equal(sanitiseLine('😀😀😀😀', {maxLength: 3}), '😀😀…');
});

test('lines are split at every kind of line end, and the last one ends the text', () => {
  assert.deepEqual(sanitiseLines('a\r\nb\rc\n\nd\n'), ['a', 'b', 'c', '', 'd']);
  assert.deepEqual(sanitiseLines(''), []);
});

test('too many lines are counted in the last one', () => {
  assert.deepEqual(sanitiseLines('1\n2\n3\n4\n5', {maxLines: 3}), ['1', '2', '… 3 more lines']);
  assert.deepEqual(sanitiseLines('1\n2\n3', {maxLines: 3}), ['1', '2', '3']);
});

const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/u;
/** Mixes what matters here with everything else. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\u001b',
        '\u001b[',
        '\u001b]',
        '\u009b',
        '\u0007',
        '\u001b\\',
        '\r',
        '\n',
        '\t',
        '\u202e',
        '\u200b',
        '\ud800',
      ),
      fc.string({unit: codePoint, maxLength: 8}),
      fc.integer({min: 0, max: 0xffff}).map((unit) => String.fromCharCode(unit)),
    ),
    {maxLength: 40},
  )
  .map((parts) => parts.join(''));

test('what comes out never holds control, bidi or invisible characters, and keeps its length', () => {
  fc.assert(
    fc.property(hostileText, fc.integer({min: 1, max: 60}), (text, maxLength) => {
      const lines = [sanitiseLine(text, {maxLength}), ...sanitiseLines(text, {maxLength, maxLines: 5})];
      assert.ok(lines.length <= 6);
      for (const line of lines) {
        assert.doesNotMatch(line, FORBIDDEN);
        assert.ok(Array.from(line).length <= maxLength);
        assert.equal(sanitiseLine(line, {maxLength}), line);
      }
    }),
    {numRuns: 500},
  );
});

test('a secret is redacted plain, in base64 and in a URL', () => {
  const secret = 'p/ss wörd+1?';
  const base64 = Buffer.from(secret).toString('base64');
  for (const form of [
    secret,
    base64,
    base64.replace(/=+$/, ''),
    Buffer.from(secret).toString('base64url'),
    encodeURIComponent(secret),
  ]) {
    assert.equal(redactSecrets(`a ${form} b ${form}`, [secret]), 'a ‹redacted› b ‹redacted›', form);
  }
});

for (const secret of [TOKEN, MANIFEST_TOKEN, API_KEY, 'p/ss word+1?"'])
  test(`${secret} is redacted in every spelling, and inside of what is encoded as a whole`, () => {
    const wholes = ['', 'k', 'k:', 'key'].flatMap((before) => {
      const bytes = Buffer.from(`${before}${secret}:after`);
      return [bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')];
    });
    const upper = Buffer.from(secret).toString('hex').toUpperCase();
    for (const form of [...spellingsOf(secret), ...wholes, upper]) {
      const redacted = redactSecrets(`a ${form} b`, [secret]);
      assert.match(redacted, /^a .*‹redacted›.* b$/, form);
      assert.ok(!spellingsOf(secret).some((spelling) => redacted.includes(spelling)), form);
      assert.deepEqual(secretsIn(redacted), []);
    }
  });

test('little pieces of what is encoded do not count as a short secret', () => {
  assert.equal(redactSecrets('6162 Fi YWI abc', ['ab']), '6162 Fi ‹redacted› ‹redacted›c');
  assert.equal(redactSecrets('a b', ['a==']), 'a b');
});

test('a secret with a line end around it is redacted without it, and empty secrets change nothing', () => {
  assert.equal(redactSecrets('token=abc123', ['abc123\n']), 'token=‹redacted›');
  assert.equal(redactSecrets('text', ['', ' ', '\n']), 'text');
});

test('of two secrets the longer one goes first', () => {
  assert.equal(redactSecrets('abcdef', ['abc', 'abcdef']), '‹redacted›');
});

test('no secret survives, whatever stands around it', () => {
  const word = fc
    .string({unit: 'grapheme', minLength: 6, maxLength: 20})
    .filter((text) => text.trim() !== '' && !'‹redacted›'.includes(text));
  fc.assert(
    fc.property(word, fc.string(), fc.string(), (secret, before, after) => {
      const redacted = redactSecrets(before + secret + after, [secret]);
      assert.ok(!redacted.includes(secret));
    }),
  );
});

for (const [what, line, expected] of [
  ['signs of ours', 'the file’s … “name” ‹redacted› × 2 ✔ →', `the file's ... "name" <redacted> x 2 ok ->`],
  ['letters of others', 'é道具', 'é道具'],
  ['what is quoted to be copied', "Next: cat 'it…s ’mine' …", "Next: cat 'it…s ’mine' ..."],
  ['a secret that was quoted', "token='‹redacted›'", "token='<redacted>'"],
] as const)
  test(`ASCII alone: ${what}`, () => {
    assert.equal(asciiSigns(line), expected);
  });
