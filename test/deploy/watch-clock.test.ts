import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {watchClock} from '../../src/deploy/watch-clock.ts';

test('the clock goes as fast as it is told, from then on', () => {
  let real = 1000;
  const clock = watchClock(() => real);
  const begin = clock.now();
  real += 10;
  assert.equal(clock.now() - begin, 10);
  clock.setRate(20);
  real += 10;
  assert.equal(clock.now() - begin, 210);
  clock.setRate(1);
  real += 5;
  assert.equal(clock.now() - begin, 215);
});

test('it never goes back', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({min: 0, max: 500}), fc.constantFrom(1, 20, 60))), (steps) => {
      let real = 0;
      const clock = watchClock(() => real);
      let last = clock.now();
      for (const [passed, rate] of steps) {
        real += passed;
        assert.ok(clock.now() >= last);
        last = clock.now();
        clock.setRate(rate);
        assert.ok(clock.now() >= last);
      }
    }),
  );
});
