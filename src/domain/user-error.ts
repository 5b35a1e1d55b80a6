import {EXIT_CODE, type ExitCode} from './exit-code.ts';

/** A failure that a person can act on. The message is one plain line; `next` says what to do, one line each. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly next: readonly string[];
  /** How the program ends with it, where nothing else is said. */
  readonly code: ExitCode;

  constructor(
    message: string,
    {
      next = [],
      cause,
      code = EXIT_CODE.failed,
    }: {readonly next?: readonly string[]; readonly cause?: unknown; readonly code?: ExitCode} = {},
  ) {
    super(message, cause === undefined ? undefined : {cause});
    this.next = next;
    this.code = code;
  }
}

/** What the command line names is not there, cannot be read, or is of the wrong kind: a wrong command line. */
export class WrongInput extends UserError {
  constructor(message: string, options: {readonly next?: readonly string[]; readonly cause?: unknown} = {}) {
    super(message, {...options, code: EXIT_CODE.usage});
  }
}

/**
 * An error of ours that came to light. A person is told what it means, without a message what its cause says; the cause
 * is written down for those who mend it.
 */
export class Crash extends UserError {}
