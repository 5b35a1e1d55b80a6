import type {ClusterType, SecurityContext} from '../choices.ts';
import type {YamlEdit} from '../yaml-edit/edit-types.ts';

export const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'] as const;
export type PullPolicy = (typeof PULL_POLICIES)[number];

/** What a patch shall do beside suspending the upgrader and raising removed API versions. */
export interface PatchWishes {
  /** Reference of the custom image; the one in the file stays when not given. */
  readonly image?: string;
  readonly imagePullPolicy?: PullPolicy;
  /** Name of an existing image pull Secret. */
  readonly pullSecret?: string;
  readonly securityContext?: SecurityContext;
  readonly clusterType?: ClusterType;
  readonly replicas?: number;
  /** Kubernetes quantities for one replica. */
  readonly cpu?: string;
  readonly memory?: string;
  /** Fill empty and placeholder values, and others only where they are `named`. */
  readonly accountId?: string;
  readonly managerUrl?: string;
  /** Those of the two that were asked for in so many words: another value in the file gives way. */
  readonly named?: readonly ('accountId' | 'managerUrl')[];
  /** Fills empty and placeholder tokens in Secrets, and no others. Shown nowhere. */
  readonly token?: string;
  /** Existing Secret with the key DELEGATE_TOKEN, in the place of those in the file. */
  readonly tokenSecret?: string;
  readonly fixAutoscaler?: boolean;
  readonly fixSelector?: boolean;
}

/** One change of the file, for people. */
export interface PatchEdit {
  /** Stable word for tests and `--json`. */
  readonly code: string;
  readonly where: {
    readonly file: string;
    /** Of the file as it was, from 1. */
    readonly line: number;
    readonly kind: string;
    readonly name: string;
    /** `spec.suspend` */
    readonly field: string;
  };
  /** Safe to print, secrets hidden. Absent for what was not there. */
  readonly from?: string;
  /** Absent for what is taken away. */
  readonly to?: string;
  /** One sentence. */
  readonly why: string;
}

/** A change together with what it does to the text. */
export interface PlannedEdit extends PatchEdit {
  readonly edits: readonly YamlEdit[];
  /** Nice to have: left out where it cannot be made. */
  readonly optional?: boolean;
}
