/** The objects of one kind in a namespace, or one sentence about why they could not be listed. */
export type Listing = {readonly items: readonly unknown[]} | {readonly unread: string};

interface LiveKind {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
}

/** What a delegate is made of, in the order in which it is read. */
export const LIVE_KINDS = {
  deployments: {group: 'apps', version: 'v1', resource: 'deployments'},
  statefulSets: {group: 'apps', version: 'v1', resource: 'statefulsets'},
  cronJobs: {group: 'batch', version: 'v1', resource: 'cronjobs'},
  jobs: {group: 'batch', version: 'v1', resource: 'jobs'},
  autoscalers: {group: 'autoscaling', version: 'v2', resource: 'horizontalpodautoscalers'},
  configMaps: {group: '', version: 'v1', resource: 'configmaps'},
} as const satisfies Record<string, LiveKind>;

export type LiveKindName = keyof typeof LIVE_KINDS;

/** Everything of one namespace that tells about its delegates. */
export type LiveObjects = Readonly<Record<LiveKindName, Listing>>;

/** The objects of a listing; none where they could not be read. */
export const itemsOf = (listing: Listing): readonly unknown[] => ('items' in listing ? listing.items : []);
