import type {KubectlFailure} from '../classify-error.ts';
import {orLeft} from '../or-left.ts';
import type {WatchContext} from './context.ts';

interface Login extends Pick<WatchContext, 'now' | 'timing' | 'signal'> {
  /** Lets somebody log in; true when that is done. Absent: there is nobody who could. */
  readonly ask: ((failure: KubectlFailure) => Promise<boolean>) | undefined;
}

/**
 * One login at a time: everybody else waits for it, and shares its outcome. So do calls that began before it and
 * fail after it; who said no is left in peace for a while, and an answer that nobody needs any more is not waited for.
 */
export function oneLogin({ask, now, timing, signal}: Login): Pick<WatchContext, 'gate' | 'login'> {
  let running: Promise<boolean> | undefined;
  let last: {readonly isDone: boolean; readonly atMs: number} | undefined;

  async function answer(failure: KubectlFailure): Promise<boolean> {
    const isDone =
      ask !== undefined &&
      (await orLeft(
        ask(failure).catch(() => false),
        signal,
      )) === true;
    last = {isDone, atMs: now()};
    running = undefined;
    return isDone;
  }

  return {
    async gate() {
      await running;
    },
    async login(failure, sinceMs) {
      if (ask === undefined) return false;
      const isAnswered =
        last !== undefined && (sinceMs < last.atMs || (!last.isDone && now() - last.atMs < timing.askAgain));
      if (running === undefined && last !== undefined && isAnswered) return last.isDone;
      running ??= answer(failure);
      return await running;
    },
  };
}
