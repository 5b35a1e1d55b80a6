/** A failure that a person can act on. The message is one plain line; `next` says what to do, one line each. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly next: readonly string[];

  constructor(message: string, {next = [], cause}: {next?: readonly string[]; cause?: unknown} = {}) {
    super(message, cause === undefined ? undefined : {cause});
    this.next = next;
  }
}

/** An error of ours that came to light. A person is told what it means; its cause is written down for those who mend it. */
export class Crash extends UserError {}
