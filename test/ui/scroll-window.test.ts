import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {scrollWindow} from '../../src/ui/scroll-window.ts';

const ones = (count: number): number[] => Array.from({length: count}, () => 1);
const at = (focus: number): {focus: number; wanted: {start: number; end: number}} => ({
  focus,
  wanted: {start: focus, end: focus + 1},
});

for (const [what, input, expected] of [
  ['stays while the focus is inside', {heights: ones(20), ...at(7), top: 3, room: 5}, {start: 3, end: 8}],
  ['moves down by one row', {heights: ones(20), ...at(8), top: 3, room: 5}, {start: 4, end: 9}],
  ['moves up by one row', {heights: ones(20), ...at(2), top: 3, room: 5}, {start: 2, end: 7}],
  ['jumps to the end', {heights: ones(20), ...at(19), top: 0, room: 5}, {start: 15, end: 20}],
  [
    'leaves no empty lines at the end',
    {heights: ones(20), ...at(18), top: 18, room: 5},
    {start: 15, end: 20},
  ],
  ['counts the lines of a row', {heights: [1, 1, 2, 1], ...at(2), top: 0, room: 3}, {start: 1, end: 3}],
  ['shows a row that is too high alone', {heights: [1, 5, 1], ...at(1), top: 0, room: 3}, {start: 1, end: 2}],
  [
    'shows the heading above the first row',
    {heights: ones(9), focus: 1, wanted: {start: 0, end: 2}, top: 1, room: 4},
    {start: 0, end: 4},
  ],
  [
    'shows notes at the end',
    {heights: ones(9), focus: 6, wanted: {start: 6, end: 9}, top: 0, room: 4},
    {start: 5, end: 9},
  ],
  [
    'no focus: stays at the top',
    {heights: ones(9), focus: -1, wanted: {start: 0, end: 0}, top: 0, room: 4},
    {start: 0, end: 4},
  ],
] as const) {
  test(what, () => assert.deepEqual(scrollWindow(input), expected));
}

test('the focus is always visible and the rows fit, wherever the window was', () => {
  const input = fc
    .record({
      heights: fc.array(fc.integer({min: 1, max: 3}), {minLength: 1, maxLength: 30}),
      top: fc.nat(40),
      room: fc.integer({min: 1, max: 12}),
      seed: fc.nat(),
    })
    .map(({seed, ...rest}) => ({...rest, ...at(seed % rest.heights.length)}));
  fc.assert(
    fc.property(input, (given) => {
      const {start, end} = scrollWindow(given);
      assert.ok(start <= given.focus && given.focus < end);
      const used = given.heights.slice(start, end).reduce((sum, height) => sum + height, 0);
      assert.ok(used <= given.room || end === start + 1);
    }),
  );
});
