import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {test} from 'node:test';
import fc from 'fast-check';
import {readStamp, stamp, withoutStamp, withoutStampLines} from '../../src/services/stamp.ts';

test('the stamp is a last comment line with the digest of what stands above it', () => {
  const content = '# syntax=docker/dockerfile:1\nFROM scratch\n';
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 12);
  assert.equal(stamp(content), `${content}# delegate-tui ${digest}\n`);
});

test('a missing line end is added first', () => {
  assert.equal(stamp('FROM scratch'), stamp('FROM scratch\n'));
});

const stamped = stamp('a: 1\nb: 2\n');
const CASES: readonly (readonly [what: string, text: string, expected: ReturnType<typeof readStamp>])[] = [
  ['as we wrote it', stamped, 'ours'],
  ['a changed line', stamped.replace('b: 2', 'b: 3'), 'edited'],
  ['an added blank', stamped.replace('b: 2', 'b: 2 '), 'edited'],
  ['other line ends above the stamp', 'a: 1\r\nb: 2\r\n# delegate-tui '.concat(stamped.slice(-13)), 'edited'],
  ['a line below the stamp', `${stamped}c: 3\n`, 'foreign'],
  ['a stamp cut short', stamped.slice(0, -1), 'foreign'],
  ['no stamp', 'a: 1\nb: 2\n', 'foreign'],
  ['nothing', '', 'foreign'],
  ['a stamp alone', '# delegate-tui 000000000000\n', 'edited'],
  ['a stamp of nothing', stamp(''), 'ours'],
];

for (const [what, text, expected] of CASES) {
  test(`${what} is ${expected}`, () => assert.equal(readStamp(text), expected));
}

test('every stamped text is ours and comes back without its stamp', () => {
  fc.assert(
    fc.property(fc.string({unit: 'grapheme'}), (text) => {
      const content = `${text}\n`;
      assert.equal(readStamp(stamp(content)), 'ours');
      assert.equal(withoutStamp(stamp(content)), content);
    }),
  );
});

for (const [what, text, expected] of [
  ['at the end', stamp('a\n'), 'a\n'],
  ['above lines of others', `${stamp('a\n')}# mine\n`, 'a\n# mine\n'],
  ['twice', stamp(stamp('a\n')), 'a\n'],
  ['with a Windows line end', 'a\r\n# delegate-tui 0123456789ab\r\nb\r\n', 'a\r\nb\r\n'],
  ['without a line end', 'a\n# delegate-tui 0123456789ab', 'a\n'],
  [
    'none',
    'a # delegate-tui 0123456789ab\n# delegate-tui\n',
    'a # delegate-tui 0123456789ab\n# delegate-tui\n',
  ],
] as const) {
  test(`stamp lines are not shown: ${what}`, () => assert.equal(withoutStampLines(text), expected));
}
