import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import type {KubectlFailure} from '../../../src/services/kubectl/classify-error.ts';
import {oneLogin} from '../../../src/services/kubectl/watch/one-login.ts';
import {watchTiming} from '../../../src/services/kubectl/watch/timing.ts';

const FAILURE: KubectlFailure = {kind: 'unauthorized', message: 'm', next: 'n', raw: 'r'};

/** A clock that is turned by hand, and somebody who answers so each time. */
function desk(answers: readonly (boolean | 'breaks' | 'never')[]) {
  const leave = new AbortController();
  let time = 0;
  let asked = 0;
  const {gate, login} = oneLogin({
    async ask() {
      const answer = answers[asked++];
      if (answer === 'never') return await new Promise<boolean>(() => undefined);
      if (answer === 'breaks' || answer === undefined) throw new Error('no answer');
      return await Promise.resolve(answer);
    },
    now: () => time,
    timing: watchTiming('https://10.0.0.1'),
    signal: leave.signal,
  });
  return {
    gate,
    login: (sinceMs: number) => login(FAILURE, sinceMs),
    at: (ms: number) => (time = ms),
    asked: () => asked,
    leave: () => leave.abort(),
  };
}

describe('a login that has run out', () => {
  test('is asked for once, whoever finds out at the same time', async () => {
    const {login, asked} = desk([true]);
    assert.deepEqual(await Promise.all([login(0), login(0), login(0)]), [true, true, true]);
    assert.equal(asked(), 1);
  });

  test('is not asked for again by a call that began before somebody logged in', async () => {
    const {login, at, asked} = desk([true, true]);
    at(1000);
    await login(900);
    assert.equal(await login(950), true);
    assert.equal(asked(), 1);
    at(1200);
    assert.equal(await login(1100), true);
    assert.equal(asked(), 2);
  });

  test('is not asked for again at once when somebody said no', async () => {
    const {login, at, asked} = desk([false, true]);
    assert.equal(await login(0), false);
    at(29_000);
    assert.equal(await login(28_000), false);
    assert.equal(asked(), 1);
    at(30_000);
    assert.equal(await login(30_000), true);
    assert.equal(asked(), 2);
  });

  test('is refused when the question breaks', async () => {
    const {gate, login} = desk(['breaks']);
    assert.equal(await login(0), false);
    await gate();
  });

  test('is not waited for when the watch ends', async () => {
    const {login, leave} = desk(['never']);
    const answer = login(0);
    leave();
    assert.equal(await answer, false);
  });

  test('is refused where nobody is there', async () => {
    const {login} = oneLogin({
      ask: undefined,
      now: () => 0,
      timing: watchTiming('https://10.0.0.1'),
      signal: new AbortController().signal,
    });
    assert.equal(await login(FAILURE, 0), false);
  });
});
