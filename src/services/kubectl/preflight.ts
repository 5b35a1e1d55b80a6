import type {DeployChange} from '../../domain/deploy/events.ts';
import {isObject, type JsonObject} from '../../domain/deploy/json.ts';
import type {ObjectState} from '../../domain/deploy/object-outcome.ts';
import {objectKey} from '../../domain/deploy/object-ref.ts';
import {readManifest, type ManifestObject} from '../../domain/deploy/read-manifest.ts';
import {secretValues} from '../../domain/deploy/secret-values.ts';
import {sanitiseLine} from '../../domain/text.ts';
import type {KubectlFailure} from './classify-error.ts';
import type {Connection} from './kubectl-types.ts';
import {checkKubeconfig} from './preflight/check-kubeconfig.ts';
import {checkManagers} from './preflight/check-managers.ts';
import {checkManifest} from './preflight/check-manifest.ts';
import {checkNamespace} from './preflight/check-namespace.ts';
import {checkOpenshift} from './preflight/check-openshift.ts';
import {checkPermissions, takeSnapshot} from './preflight/check-permissions.ts';
import {checkServer} from './preflight/check-server.ts';
import {checkTimes} from './preflight/check-times.ts';
import {checkTrial} from './preflight/check-trial.ts';
import type {Check, CheckResult, ObjectConflict, PreflightState} from './preflight/check.ts';

export type {CheckResult, ObjectConflict} from './preflight/check.ts';

/** What the preflight found out; an apply needs it. */
export interface PreflightReport {
  /** No check failed: the apply may be offered. */
  readonly ok: boolean;
  readonly objects: readonly ManifestObject[];
  /** By `objectKey`: every object before the apply. Holds Secrets: only ever in memory. */
  readonly before: ReadonlyMap<string, ObjectState>;
  /** By `objectKey`: as the server said that the apply would leave it. Holds Secrets: only ever in memory. */
  readonly tried: ReadonlyMap<string, JsonObject>;
  readonly changes: readonly DeployChange[];
  /** Fields that an apply takes over only with consent. */
  readonly conflicts: readonly ObjectConflict[];
  /** Why the cluster could not be asked; a login may mend it. */
  readonly failure?: KubectlFailure;
  /** To be taken out of texts from now on: the connection for all further calls. */
  readonly connection: Connection;
}

export interface PreflightRequest {
  readonly connection: Connection;
  /** Texts of the manifests, in the order in which they are applied. */
  readonly manifests: readonly string[];
  readonly signal?: AbortSignal;
}

const CHECKS: readonly Check[] = [
  checkKubeconfig,
  checkServer,
  checkNamespace,
  takeSnapshot,
  checkPermissions,
  checkTrial,
  checkManagers,
  checkTimes,
  checkOpenshift,
];

/**
 * Everything that can be known before the first change, line by line as it is found out; each is safe to print.
 * Changes nothing. Never throws.
 */
export async function* preflight({
  connection,
  manifests,
  signal,
}: PreflightRequest): AsyncGenerator<CheckResult, PreflightReport, undefined> {
  const {namespace} = connection.target;
  const readings = manifests.map((text) => readManifest(text, namespace));
  const reading = {
    objects: readings.flatMap(({objects}) => objects),
    problems: readings.flatMap(({problems}) => problems),
  };
  const known = secretValues(reading.objects.map(({value}) => value));
  const state: PreflightState = {
    connection: {...connection, secrets: [...(connection.secrets ?? []), ...known]},
    objects: reading.objects,
    signal,
    namespaceExists: true,
    before: new Map(),
    tried: new Map(),
    changes: [],
    conflicts: [],
    failure: undefined,
  };
  let ok = true;
  const manifestResults = checkManifest(reading, namespace);
  for (const result of manifestResults) {
    ok &&= result.state !== 'fail';
    yield printable(result);
  }
  if (reading.problems.length === 0) {
    for (const check of CHECKS) {
      const {results, stop = false} = await check(state);
      for (const result of results) {
        ok &&= result.state !== 'fail';
        yield printable(result);
      }
      if (stop) break;
    }
  }
  return report(state, ok && signal?.aborted !== true);
}

/** Names from manifests and kubeconfigs, and words of the cluster: cleaned here, once for all checks. */
const printable = ({text, next, details, ...rest}: CheckResult): CheckResult => ({
  ...rest,
  text: sanitiseLine(text),
  ...(next === undefined ? {} : {next: sanitiseLine(next)}),
  ...(details === undefined ? {} : {details: details.map((line) => sanitiseLine(line))}),
});

function report(state: PreflightState, ok: boolean): PreflightReport {
  const {connection, objects, before, tried, changes, conflicts, failure} = state;
  const found = [...before.values()].filter(isObject);
  const secrets = [...new Set([...(connection.secrets ?? []), ...secretValues(found)])];
  return {
    ok,
    objects,
    before,
    tried,
    changes,
    conflicts,
    ...(failure === undefined ? {} : {failure}),
    connection: {...connection, secrets},
  };
}

export interface RolledOut {
  readonly object: ManifestObject;
  readonly before: ObjectState;
  /** What the server said that the apply would make of it, where it was asked. */
  readonly tried?: JsonObject;
}

/** The one Deployment of a manifest that is rolled out, with its state before; `undefined` when there is none. */
export function rolledOutDeployment({
  objects,
  before,
  tried,
}: Pick<PreflightReport, 'objects' | 'before' | 'tried'>): RolledOut | undefined {
  const object = objects.find(({ref}) => ref.kind === 'Deployment');
  if (object === undefined) return undefined;
  const key = objectKey(object.ref);
  const trial = tried.get(key);
  return {object, before: before.get(key), ...(trial === undefined ? {} : {tried: trial})};
}
