/** When a watch ends by itself. Times in milliseconds. */
export interface WatchOptions {
  /**
   * Somebody watches and decides: only what cannot change any more ends the watch (complete, deleted, replaced),
   * and the timeout, if there is one.
   */
  readonly attended: boolean;
  /** `doomed`: when it cannot succeed as it is, or its deadline has passed. `deadline`: only then. */
  readonly failOn: 'doomed' | 'deadline' | 'never';
  /** For so long it may be doomed or failed, in case it heals. */
  readonly tolerateMs: number;
  readonly timeoutMs?: number;
  /** For so long restarts are looked for after it is complete. */
  readonly settleMs: number;
}

/** Without a terminal and without flags. */
export const UNATTENDED: WatchOptions = {
  attended: false,
  failOn: 'doomed',
  tolerateMs: 0,
  timeoutMs: 30 * 60_000,
  settleMs: 30_000,
};

/** In a terminal. */
export const ATTENDED: WatchOptions = {attended: true, failOn: 'never', tolerateMs: 0, settleMs: 30_000};
