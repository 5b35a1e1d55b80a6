import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {firstFocus, lastFocus, matchesFilter, moveFocus} from '../../src/wizard/list.ts';

/** `x` can be focused, `-` cannot. */
const rows = (text: string) => Array.from(text, (sign) => sign === 'x');

const MOVES: readonly (readonly [list: string, from: number, by: number, expected: number])[] = [
  ['xxx', 0, 1, 1],
  ['xxx', 2, 1, 2],
  ['xxx', 0, -1, 0],
  ['x--x', 0, 1, 3],
  ['x--x', 3, -1, 0],
  ['xxxxxxxxxxxx', 0, 10, 10],
  ['xxx', 0, 10, 2],
  ['-xx', 0, 1, 1],
  ['-xx', -1, 1, 1],
  ['x-x', 1, -1, 0],
  ['---', 1, 1, -1],
  ['', 0, 1, -1],
];
for (const [list, from, by, expected] of MOVES) {
  test(`list: ${by} from ${from} in ${list || 'nothing'}`, () =>
    assert.equal(moveFocus({rows: rows(list), from, by}), expected));
}

test('list: ends', () => {
  assert.equal(firstFocus(rows('--x-x-')), 2);
  assert.equal(lastFocus(rows('--x-x-')), 4);
  assert.equal(firstFocus(rows('--')), -1);
});

test('list: a move always lands on a row that can be focused', () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean()),
      fc.integer({min: -2, max: 30}),
      fc.integer({min: -20, max: 20}),
      (focusable, from, by) => {
        const index = moveFocus({rows: focusable, from, by});
        assert.equal(index === -1 ? focusable.includes(true) : !focusable[index], false);
      },
    ),
  );
});

const FILTERS: readonly (readonly [text: string, filter: string, expected: boolean])[] = [
  ['kubectl Kubernetes deployments', 'kube', true],
  ['kubectl Kubernetes deployments', 'KUBE depl', true],
  ['kubectl Kubernetes deployments', 'depl kube', true],
  ['kubectl Kubernetes deployments', 'helm', false],
  ['anything', '', true],
];
for (const [text, filter, expected] of FILTERS) {
  test(`list: "${filter}" ${expected ? 'finds' : 'leaves out'} ${text}`, () =>
    assert.equal(matchesFilter(text, filter), expected));
}
