import type {LoginNeed} from '../domain/deploy/events.ts';
import type {ConfirmQuestion, TakeOverQuestion, UndoQuestion} from '../domain/deploy/questions.ts';

/** How the front that runs a deploy decides and leaves. */
export interface DeployControls {
  /**
   * Leaves: before the apply nothing is changed, during the watch the rollout goes on. While objects are applied
   * it does not stop the apply, only the watch after it.
   */
  readonly leave?: AbortSignal;
  /** Stops waiting for a running apply. It goes on by itself; what it has done so far is read back. */
  readonly stopWaiting?: AbortSignal;
  /** Ends a running apply, too; what it has done is read back. */
  readonly breakOff?: AbortSignal;
  /** Does not even wait until it is known what was done: what has not been read back by then is `unknown`. */
  readonly giveUp?: AbortSignal;
  /** Whether to apply; with `mustType` the front has let the name be typed. */
  readonly confirm: (question: ConfirmQuestion) => Promise<boolean>;
  /** Whether to take over fields of other managers. */
  readonly takeOver: (question: TakeOverQuestion) => Promise<boolean>;
  /** Whether to take back what was applied. */
  readonly confirmUndo: (question: UndoQuestion) => Promise<boolean>;
  /**
   * Lets somebody log in with the terminal and resolves when that is over: true when it may be tried again.
   * Absent: there is nobody who could.
   */
  readonly login?: (need: LoginNeed) => Promise<boolean>;
}
