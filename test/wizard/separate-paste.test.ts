import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {LINE_SEPARATOR, LONE_ESCAPE, PASTE_BEGIN, PASTE_END} from '../../src/wizard/read-marks.ts';
import {NO_PASTE, separatePaste} from '../../src/wizard/separate-paste.ts';

const BEGIN = '\u001b[200~';
const END = '\u001b[201~';
const SHOWN: readonly (readonly [mark: string, shown: string])[] = [
  [PASTE_BEGIN, '<'],
  [PASTE_END, '>'],
  [LONE_ESCAPE, 'E'],
  ['\u001b', '^'],
  [LINE_SEPARATOR, '/'],
];

/** What the key parser gets, read by read; marks and Escape as one character each. */
const given = (...reads: readonly string[]): string[] => {
  let state = NO_PASTE;
  return reads.map((read) => {
    const [out, next] = separatePaste(state, read);
    state = next;
    return SHOWN.reduce((text, [mark, shown]) => text.replaceAll(mark, shown), out);
  });
};

const CASES: readonly (readonly [what: string, reads: readonly string[], expected: readonly string[]])[] = [
  ['keys pass as they are', ['jj\r', '\u001b[B\u001b[B', '\u0003'], ['jj\r', '^[B^[B', '\u0003']],
  ['line ends: none at the ends, one sign inside', [`${BEGIN}hello\nworld\n${END}`], ['<hello/world>']],
  ['CR LF are one sign, tabs one blank', [`${BEGIN}\r\na\r\n\r\nb\t\tc\t\nd\r${END}`], ['<a/b c/d>']],
  ['keys around a paste', [`x${BEGIN}ab${END}\r`], ['x<ab>\r']],
  ['two pastes', [`${BEGIN}a${END}${BEGIN}b${END}`], ['<a><b>']],
  ['a paste in several reads', [`${BEGIN}a\n`, 'b', `\nc${END}q`], ['<a>', '</b>', '</c>q']],
  ['a begin marker in two reads', ['x\u001b[20', '0~a', END], ['x', '<a>', '']],
  ['an end marker in two reads', [`${BEGIN}a\u001b[2`, '01~q'], ['<a>', 'q']],
  ['an end marker behind its Escape', [`${BEGIN}a\u001b`, '[201~q'], ['<a>', 'q']],
  ['a begin marker behind its Escape', ['\u001b', `[200~a\r${END}`], ['^', '[200z<a>']],
  ['Escape, then a paste', ['\u001b', `${BEGIN}a${END}`], ['^', '\u0000<a>']],
  ['Escape and a paste in one read', [`\u001b${BEGIN}a${END}`], ['E<a>']],
  ['a key that begins like a marker', ['\u001b[2', '~j'], ['', '^[2~j']],
  ['control characters inside are dropped', [`${BEGIN}a\u0000\u001b\u009bb\u007f${END}`], ['<ab>']],
  ['colours inside lose their Escape', [`${BEGIN}\u001b[31mred${END}`], ['<[31mred>']],
  [
    'marks of ours are never let in',
    [`${PASTE_BEGIN}a${PASTE_END}`, `${BEGIN}${PASTE_END}q${END}`],
    ['a', '<q>'],
  ],
  ['a lost end: text is still pasted', [`${BEGIN}a`, 'q'], ['<a>', '<q>']],
  ['a lost end: an arrow is a key again', [`${BEGIN}a`, '\u001b[B', 'q'], ['<a>', '^[B', 'q']],
  ['a lost end: Escape is a key again', [`${BEGIN}a`, '\u001b', 'q'], ['<a>', '^', 'q']],
  ['a lost end: Enter ends the paste, and is part of it', [`${BEGIN}a`, '\r', '\r'], ['<a>', '', '\r']],
  ['a lost end: a control key', [`${BEGIN}a`, '\u0015', 'q'], ['<a>', '\u0015', 'q']],
  ['Ctrl+C ends a paste', [`${BEGIN}a`, '\u0003', 'q'], ['<a>', '\u0003', 'q']],
  ['Ctrl+C ends a paste inside a read', [`${BEGIN}a\u0003q`], ['<a>\u0003q']],
  ['Escape in front of an arrow', ['\u001b\u001b[B'], ['E^[B']],
  ['Escape twice', ['\u001b\u001b'], ['E^']],
  ['a marker alone in its read', [BEGIN, 'a', END, 'q'], ['', '<a>', '', 'q']],
];
for (const [what, reads, expected] of CASES) {
  test(`paste: ${what}`, () => assert.deepEqual(given(...reads), expected));
}

test('paste: however a paste is cut into reads, its text comes whole and no key comes of it', () => {
  const pasted = fc.stringMatching(/^[a-z \r\n]{1,20}$/);
  fc.assert(
    fc.property(pasted, fc.array(fc.nat({max: 30}), {maxLength: 4}), (text, cuts) => {
      // One line end alone in a read stands for a key after a lost end.
      const bytes = `${BEGIN}a${text}${END}`;
      const at = [...new Set(cuts.map((cut) => Math.min(bytes.length, cut + 6)))].sort((a, b) => a - b);
      const reads = [0, ...at].map((from, index) => bytes.slice(from, at[index]));
      fc.pre(reads.every((read) => !/^(?:[\r\n]{1,2}|\u001b)$/.test(read)));
      const out = given(...reads).join('');
      assert.equal(out.replaceAll(/<[^>]*>/g, ''), '');
      const words = (shown: string) => shown.replaceAll(/[<>/\s]/g, '');
      assert.equal(words(out), words(`a${text}`));
    }),
  );
});

test('paste: Ctrl+C comes through, whatever came before', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(BEGIN, END, '\u001b'))), (reads) => {
      const out = given(...reads, '\u0003').at(-1) ?? '';
      assert.ok(out.endsWith('\u0003'));
    }),
  );
});
