import {listDelegatesRequest} from '../domain/registration-api/list-delegates.ts';
import {readDelegates} from '../domain/registration-api/read-delegates.ts';
import {harnessVerdict, type HarnessVerdict} from '../domain/registration-api/harness-verdict.ts';
import type {HarnessDelegate} from '../domain/registration-api/harness-delegate.ts';
import {UserError} from '../domain/user-error.ts';
import {askHarness, type HarnessAccess} from '../services/harness-api.ts';

export interface HarnessQuestion {
  readonly access: HarnessAccess;
  /** Of the delegate, as Harness knows it. */
  readonly name: string;
  /** Unix time in ms. */
  readonly now: number;
}

export type HarnessSays =
  | {readonly verdict: HarnessVerdict; readonly delegate?: HarnessDelegate}
  /** It could not be asked. */
  | {readonly failure: UserError};

/** Accounts may have many delegates, each with many copies. */
const MAX_BYTES = 4 * 1024 * 1024;
const TIMEOUT_MS = 15_000;

/** Asks Harness about a delegate. Throws the reason of the signal, and nothing else. */
export async function askAboutDelegate({access, name, now}: HarnessQuestion): Promise<HarnessSays> {
  try {
    const answer = readDelegates(
      await askHarness({
        timeoutMs: TIMEOUT_MS,
        ...access,
        ...listDelegatesRequest(name),
        what: 'a list of delegates',
        maxBytes: MAX_BYTES,
      }),
      name,
    );
    const verdict = harnessVerdict(answer, {name, accountId: access.accountId, now});
    return {verdict, ...(answer.state === 'found' ? {delegate: answer.delegate} : {})};
  } catch (error) {
    if (error instanceof UserError) return {failure: error};
    throw error;
  }
}
