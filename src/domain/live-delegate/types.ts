/** What a live delegate is, read from its objects. Every text is safe to print; none is a secret. */
export interface LiveDelegate {
  readonly kind: 'Deployment' | 'StatefulSet';
  /** Of the workload. */
  readonly name: string;
  readonly namespace: string;
  /** As Harness knows it: DELEGATE_NAME, else the name of the workload. */
  readonly delegateName: string;
  readonly accountId?: string;
  readonly managerUrl?: string;
  /** Name of the container. */
  readonly container: string;
  readonly image: LiveImage;
  readonly replicas: LiveReplicas;
  readonly install: Installation;
  readonly autoUpgrade: AutoUpgrade;
  readonly autoscalers: readonly Autoscaler[];
  /** One sentence when autoscalers could not be listed. */
  readonly autoscalersUnread?: string;
  readonly security: Security;
  readonly token: TokenSource;
  readonly findings: readonly LiveFinding[];
}

export interface LiveImage {
  readonly ref: string;
  /** Published by Harness: nobody has put tools of their own into it. */
  readonly byHarness: boolean;
  /** Delegate version `yy.mm.bbbbb` that the tag of a Harness image names. */
  readonly version?: string;
  /** Version that the tag of another image begins with. A hint, no more. */
  readonly suggests?: string;
  /** Who set the image last, and when, as the cluster remembers it. */
  readonly setBy?: string;
  readonly setAt?: string;
}

export interface LiveReplicas {
  readonly wanted: number;
  /** Pods of the newest revision. */
  readonly updated: number;
  readonly ready: number;
  readonly available: number;
}

export type InstallKind =
  | 'argo-cd'
  | 'flux'
  | 'terraform'
  | 'helm'
  | 'delegate-tui'
  | 'legacy'
  | 'harness-manifest'
  | 'unknown';

export interface Installation {
  readonly by: InstallKind;
  /** For people: `Helm release del of chart harness-delegate-ng-1.0.32`. */
  readonly title: string;
  /** Of Helm: what a `helm upgrade` needs. */
  readonly release?: string;
  readonly releaseNamespace?: string;
  readonly chartVersion?: string;
}

/** A CronJob that puts other images in. */
export interface Upgrader {
  readonly name: string;
  readonly suspended: boolean;
  readonly schedule: string;
  /** By what it was recognised. */
  readonly foundBy: 'config' | 'name';
  /** RFC 3339, UTC. */
  readonly lastRan?: string;
  readonly lastSucceeded?: string;
  /** Newest Job that is known of it. */
  readonly lastJob?: {readonly name: string; readonly ended: 'running' | 'succeeded' | 'failed'};
  /** Jobs that run now. A suspended CronJob does not stop them. */
  readonly running: readonly string[];
}

export interface AutoUpgrade {
  /** `absent`: nothing would upgrade it. `unknown`: see `reason`. */
  readonly state: 'on' | 'suspended' | 'absent' | 'unknown';
  readonly upgraders: readonly Upgrader[];
  readonly reason?: string;
}

export interface Autoscaler {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/** What holds for the delegate's container, whichever of pod and container says it. */
export interface Security {
  readonly runAsUser?: number;
  readonly runAsNonRoot?: boolean;
  readonly fsGroup?: number;
  readonly privileged?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
}

/** Where the delegate gets its token from. `secrets`: one of these holds it. */
export type TokenSource =
  | {readonly from: 'secret'; readonly secret: string; readonly key: string}
  | {readonly from: 'secrets'; readonly secrets: readonly string[]}
  | {readonly from: 'clear-text' | 'config-map' | 'nowhere'};

/** Something that should be looked after. */
export interface LiveFinding {
  readonly code: string;
  readonly text: string;
  /** What to do. */
  readonly next: string;
}
