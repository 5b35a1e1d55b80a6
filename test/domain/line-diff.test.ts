import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {lineDiff} from '../../src/domain/line-diff.ts';

const texts = (before: string, after: string) => lineDiff(before, after).lines.map(({text}) => text);

test('equal texts have no lines', () => {
  assert.deepEqual(lineDiff('a\nb\n', 'a\nb\n'), {lines: [], added: 0, removed: 0});
});

test('a changed line stands between three lines of context', () => {
  const before = ['1', '2', '3', '4', 'old', '6', '7', '8', '9'].join('\n').concat('\n');
  const diff = lineDiff(before, before.replace('old', 'new'));
  assert.deepEqual(diff, {
    lines: [
      {text: '@@ -2,7 +2,7 @@', tone: 'dim'},
      {text: ' 2'},
      {text: ' 3'},
      {text: ' 4'},
      {text: '-old', tone: 'removed'},
      {text: '+new', tone: 'added'},
      {text: ' 6'},
      {text: ' 7'},
      {text: ' 8'},
    ],
    added: 1,
    removed: 1,
  });
});

test('changes far apart are two groups', () => {
  const lines = Array.from({length: 30}, (_, index) => `line ${index}`);
  const changed = lines.with(2, 'x').with(27, 'y');
  const groups = texts(lines.join('\n'), changed.join('\n')).filter((text) => text.startsWith('@@'));
  assert.equal(groups.length, 2);
});

test('a new and an emptied file', () => {
  assert.deepEqual(texts('', 'a\nb\n').slice(1), ['+a', '+b']);
  assert.deepEqual(texts('a\n', '').slice(1), ['-a']);
});

test('a missing line end is told', () => {
  assert.deepEqual(texts('a\nb', 'a\nb\n').slice(1), [' a', '-b', '\\ No newline at end of file', '+b']);
});

test('other line ends are one line, not a change of all', () => {
  const diff = lineDiff('a\r\nb\r\n', 'a\nb\n');
  assert.deepEqual(diff, {
    lines: [{text: '@@ line ends: CRLF before, LF after @@', tone: 'dim'}],
    added: 0,
    removed: 0,
  });
  assert.equal(lineDiff('a\r\nb\r\n', 'a\nc\n').added, 1);
});

test('lines that look like marks keep their text', () => {
  const diff = lineDiff('- name: a\n+x\n', '- name: b\n@@\n');
  assert.deepEqual(diff.lines.slice(1), [
    {text: '-- name: a', tone: 'removed'},
    {text: '-+x', tone: 'removed'},
    {text: '+- name: b', tone: 'added'},
    {text: '+@@', tone: 'added'},
  ]);
});

test('hostile text is sanitised', () => {
  assert.deepEqual(texts('', '\u001b[2Jx\u202ey\tz\n').slice(1), ['+xy z']);
});

test('texts that have nothing in common are told whole, and cut', () => {
  const many = (letter: string) => Array.from({length: 4000}, (_, index) => `${letter}${index}\n`).join('');
  const diff = lineDiff(many('a'), many('b'));
  assert.equal(diff.removed, 4000);
  assert.equal(diff.added, 4000);
  assert.equal(diff.lines[0]?.text, '-a0');
  assert.deepEqual(diff.lines.at(-1), {text: '… 3000 more lines', tone: 'dim'});
});

test('what is added and removed accounts for both texts', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', '', '+', '- x'), {maxLength: 30})
    .map((lines) => lines.map((line) => `${line}\n`).join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const {lines, added, removed} = lineDiff(before, after);
      const count = (whole: string) => whole.split('\n').length - 1;
      assert.equal(count(after) - count(before), added - removed);
      assert.equal(lines.filter(({tone}) => tone === 'added').length, added);
      assert.equal(lines.filter(({tone}) => tone === 'removed').length, removed);
      assert.equal(lines.length === 0, before === after);
    }),
  );
});
