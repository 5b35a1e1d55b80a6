import {SIGNAL_CODES, type EndSignal} from './end-signals.ts';
import {UserError} from './user-error.ts';

/** A write that ended because the program was asked to end: nothing was wrong, and nothing was written. */
export class EndedBySignal extends UserError {
  /** Nobody reads any more: nothing is said. */
  readonly isQuiet: boolean;

  constructor(signal: EndSignal) {
    super('Broken off before the files were written.', {
      next: ['They are as they were.'],
      code: SIGNAL_CODES[signal],
    });
    this.isQuiet = signal !== 'SIGINT';
  }
}
