import assert from 'node:assert/strict';
import {test} from 'node:test';
import {dayOf, todayOf} from '../../src/console/today.ts';

const now = new Date(2026, 0, 5);

test('the month is that of the clock', () => {
  assert.deepEqual(todayOf({now, env: {}}), {year: 2026, month: 1});
  assert.equal(dayOf(now), '2026-01-05');
});

for (const [given, expected] of [
  ['2027-11', {year: 2027, month: 11}],
  ['2027-02-28', {year: 2027, month: 2}],
] as const) {
  test(`DELEGATE_TUI_TODAY=${given}`, () => {
    assert.deepEqual(todayOf({now, env: {DELEGATE_TUI_TODAY: given}}), expected);
  });
}

for (const given of ['2026', '2026-13', '2026-1', 'today', '2026-11 ']) {
  test(`DELEGATE_TUI_TODAY=${JSON.stringify(given)} is refused`, () => {
    assert.throws(() => todayOf({now, env: {DELEGATE_TUI_TODAY: given}}), {name: 'UserError'});
  });
}
