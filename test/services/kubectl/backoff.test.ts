import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {backoffOf, type Backoff} from '../../../src/services/kubectl/watch/backoff.ts';
import {watchTiming} from '../../../src/services/kubectl/watch/timing.ts';

const timing = watchTiming('https://cluster.example', {backoff: 250, maxBackoff: 5000});

/** Waits in ms, without their spread, after each of these steps. */
async function waitsOf(steps: readonly ((backoff: Backoff) => void)[]): Promise<readonly number[]> {
  const waits: number[] = [];
  const pause = (ms: number): Promise<void> => Promise.resolve(void waits.push(ms));
  const backoff = backoffOf({timing, random: () => 0.5, pause});
  for (const step of steps) {
    step(backoff);
    await backoff.wait();
  }
  return waits;
}

const failed = (): void => undefined;
const lived = (ms: number) => (backoff: Backoff) => backoff.lived(ms);

describe('waits between tries', () => {
  const rows: readonly (readonly [string, Parameters<typeof waitsOf>[0], readonly number[]])[] = [
    [
      'double up to the longest',
      Array.from({length: 7}, () => failed),
      [250, 500, 1000, 2000, 4000, 5000, 5000],
    ],
    ['begin anew after a reset', [failed, failed, (backoff) => backoff.reset()], [250, 500, 250]],
    ['grow when watches die at once', [lived(10), lived(900), lived(10)], [250, 500, 1000]],
    [
      'are short beside what a watch has lived',
      Array.from({length: 5}, () => lived(1250)),
      [250, 312.5, 312.5, 312.5, 312.5],
    ],
    [
      'grow as before when watches live long',
      Array.from({length: 6}, () => lived(25_000)),
      [250, 500, 1000, 2000, 4000, 5000],
    ],
  ];
  for (const [name, steps, wanted] of rows)
    test(name, async () => assert.deepEqual(await waitsOf(steps), wanted));

  test('are never shorter than the server asks for', async () => {
    const waits: number[] = [];
    const backoff = backoffOf({timing, random: () => 0, pause: async (ms) => void waits.push(ms)});
    await backoff.wait(5000);
    await backoff.wait();
    assert.deepEqual(waits, [5000, 350]);
  });
});
