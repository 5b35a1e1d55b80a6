/** One running copy of a delegate, as Harness sees it. */
export interface HarnessReplica {
  readonly hostName: string;
  /** `yy.mm.bbbbb`, or whatever it reports. */
  readonly version: string;
  readonly connected: boolean;
  /** Unix times in ms. */
  readonly lastHeartbeat?: number;
  /** From then on Harness no longer supports it. */
  readonly expiringAt?: number;
}

/** `detecting`: Harness has not heard of an upgrader yet; it takes up to 90 minutes to be sure. */
export type HarnessAutoUpgrade = 'on' | 'off' | 'detecting' | 'unknown';

/** A delegate as Harness sees it. Texts are safe to print. */
export interface HarnessDelegate {
  readonly name: string;
  readonly connected: boolean;
  readonly lastHeartbeat?: number;
  readonly replicas: readonly HarnessReplica[];
  readonly autoUpgrade: HarnessAutoUpgrade;
  /** Delegate of the first generation. */
  readonly legacy: boolean;
}

/** `malformed`: the answer is not what Harness documents. */
export type HarnessAnswer =
  | {readonly state: 'found'; readonly delegate: HarnessDelegate; readonly others: number}
  | {readonly state: 'not-found'}
  | {readonly state: 'malformed'};
