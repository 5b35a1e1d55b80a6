import type {FieldConflict} from '../../../domain/deploy/apply-output.ts';
import type {DeployChange, DeployCheck} from '../../../domain/deploy/events.ts';
import type {JsonObject} from '../../../domain/deploy/json.ts';
import type {ObjectState} from '../../../domain/deploy/object-outcome.ts';
import type {ObjectRef} from '../../../domain/deploy/object-ref.ts';
import type {ManifestObject} from '../../../domain/deploy/read-manifest.ts';
import type {KubectlFailure} from '../classify-error.ts';
import type {Connection} from '../kubectl-types.ts';

export type CheckId =
  | 'manifest'
  | 'kubeconfig'
  | 'server'
  | 'namespace'
  | 'secrets'
  | 'permissions'
  | 'watch'
  | 'trial'
  | 'changes'
  | 'managers'
  | 'times'
  | 'openshift';

/** One line of the preflight. `fail` keeps the apply from starting. */
export interface CheckResult extends DeployCheck {
  readonly id: CheckId;
}

/** A field that somebody else manages and that an apply with consent takes over. */
export interface ObjectConflict extends FieldConflict {
  readonly ref: ObjectRef;
}

/** What the checks share; each adds what it finds. */
export interface PreflightState {
  readonly connection: Connection;
  readonly objects: readonly ManifestObject[];
  readonly signal: AbortSignal | undefined;
  namespaceExists: boolean;
  before: ReadonlyMap<string, ObjectState>;
  /** By `objectKey`: what the server said that the apply would make of an object. */
  tried: ReadonlyMap<string, JsonObject>;
  changes: readonly DeployChange[];
  conflicts: readonly ObjectConflict[];
  /** Why the cluster could not be asked: a login may mend it. */
  failure: KubectlFailure | undefined;
}

/** A check gives its lines; `stop` when there is no point in asking on. */
export type Check = (
  state: PreflightState,
) => Promise<{readonly results: readonly CheckResult[]; readonly stop?: boolean}>;

/** `signal` as an option that may be missing. */
export const withSignal = ({signal}: Pick<PreflightState, 'signal'>): {signal?: AbortSignal} =>
  signal === undefined ? {} : {signal};
