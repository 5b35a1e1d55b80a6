import {classifyError} from '../classify-error.ts';
import {orLeft} from '../or-left.ts';
import {applyAgreed, mayTakeOver, type AgreedApply} from './apply-agreed.ts';
import {applyState} from './apply-state.ts';
import type {ObjectConflict} from '../preflight/check.ts';
import type {ApplyEvent, ApplyResult} from './apply-types.ts';
import {readBack} from './read-back.ts';

/**
 * `left`: somebody stopped waiting; the apply may still go on. `unbegun`: somebody did before it was begun, and nothing
 * was changed.
 */
export type LeavableResult = Omit<ApplyResult, 'state'> & {
  readonly state: ApplyResult['state'] | 'left' | 'unbegun';
  /** Of one that was left: what was agreed to, and may not be taken over any more. */
  readonly held?: readonly ObjectConflict[];
};

export interface LeavableApply extends AgreedApply {
  /** Nobody waits any more: what was done so far is read back, and the apply goes on. */
  readonly leave?: AbortSignal;
}

/** Applies what was agreed to, for somebody who may stop waiting for it, and may end it even then. Never throws. */
export async function* applyUntilLeft({
  leave,
  ...request
}: LeavableApply): AsyncGenerator<ApplyEvent, LeavableResult, undefined> {
  const {agreed} = request;
  const atOnce = await mayTakeOver(request, leave);
  if (agreed.length > 0 && leave?.aborted === true) return await unbegun(request);
  const running = applyAgreed({...request, atOnce});
  let pending = running.next();
  try {
    for (;;) {
      const step = await orLeft(pending, leave);
      if (step === 'left') {
        const result = await lastWord(request, endOf(running, pending));
        // The call that takes over comes after this one, and then nobody is there to begin it.
        return result.state === 'left' && !atOnce && agreed.length > 0 ? {...result, held: agreed} : result;
      }
      if (step.done === true) return step.value;
      yield step.value;
      pending = running.next();
    }
  } finally {
    // Not waited for: it ends with the apply, which may go on without us.
    void running.return(undefined as never);
  }
}

/** Others may have been applied before, when something new stood in the way. */
async function unbegun(request: AgreedApply): Promise<LeavableResult> {
  const back = await readBack(request);
  const state = applyState({...back, failed: true, conflicts: false});
  return {
    ...back,
    state: state === 'failed' ? 'unbegun' : state,
    conflicts: [],
    warnings: [],
    errors: [],
    failure: {
      kind: 'stopped',
      message: 'You left before kubectl was asked to apply.',
      next: 'Start again.',
      raw: '',
    },
  };
}

/** How the apply ends, with nobody listening to what it says on the way. */
async function endOf(
  running: AsyncGenerator<ApplyEvent, ApplyResult, undefined>,
  pending: Promise<IteratorResult<ApplyEvent, ApplyResult>>,
): Promise<ApplyResult> {
  let step = await pending;
  while (step.done !== true) step = await running.next();
  return step.value;
}

/** What the apply says when it ends while we look; where it is broken off, that is what counts. */
async function lastWord(request: AgreedApply, ending: Promise<ApplyResult>): Promise<LeavableResult> {
  const {stop, giveUp} = request;
  const looked = readBack(request).then((back): LeavableResult => ({
    ...back,
    state: 'left',
    conflicts: [],
    warnings: [],
    errors: [],
  }));
  const first = await Promise.race([ending, looked]);
  if (stop?.aborted !== true) return first;
  if (giveUp?.aborted !== true) return await ending;
  const failure = classifyError({end: 'stopped', stderr: ''}, request.connection.target);
  return {...first, failure, state: 'unknown'};
}
