/** Times of a watch, in ms. Tests make them short. */
export interface WatchTiming {
  readonly tick: number;
  /** First wait after a failure; it doubles up to `maxBackoff`. */
  readonly backoff: number;
  readonly maxBackoff: number;
  /** Least wait when the server asks to wait. */
  readonly busy: number;
  /** Who has refused to log in is asked again after so long. */
  readonly askAgain: number;
  /** Between two lists of a kind that cannot be watched. */
  readonly poll: number;
  /** After so long it is tried again whether addresses lead to the cluster: a gateway may have been starting. */
  readonly findAgain: number;
  /** Until a kind that may not be read is tried again. */
  readonly forbidden: number;
  /** A watch without a word for so long is taken for dead: bookmarks come about once a minute. */
  readonly silence: number;
  /**
   * A quiet cluster is asked for a sign of life after so long. Over HTTP/2 kubectl itself finds a dead connection
   * within 8 s; this is for where a proxy stands between that does not speak it, and seldom, because every question
   * is a kubectl of its own, with a login plugin that may take seconds.
   */
  readonly pulse: number;
  /** Limit of that question, and of a list. */
  readonly pulseTimeout: number;
  readonly listTimeout: number;
  /** Life of one watch: a random time between the two. */
  readonly minLife: number;
  readonly maxLife: number;
}

const TIMING: WatchTiming = {
  tick: 1000,
  backoff: 250,
  maxBackoff: 5000,
  busy: 5000,
  askAgain: 30_000,
  poll: 3000,
  findAgain: 60_000,
  forbidden: 30_000,
  silence: 90_000,
  pulse: 30_000,
  pulseTimeout: 5000,
  listTimeout: 15_000,
  minLife: 270_000,
  maxLife: 330_000,
};

/** Without TLS there is no HTTP/2, and nobody but us notices a dead connection: with the answer's limit within 10 s. */
const PLAIN_PULSE = 4000;

/** Times that suit a server, with what the caller wants different. */
export const watchTiming = (server: string, wanted: Partial<WatchTiming> = {}): WatchTiming => ({
  ...TIMING,
  ...(/^http:/i.test(server) ? {pulse: PLAIN_PULSE} : {}),
  ...wanted,
});
