import type {AfterCheck} from '../../domain/deploy/events.ts';
import type {ManifestObject} from '../../domain/deploy/read-manifest.ts';
import {afterRows} from '../../domain/live-delegate/after-rows.ts';
import type {LiveKindName} from '../../domain/live-delegate/live-objects.ts';
import type {Connection} from './kubectl-types.ts';
import {readLive, withDeployment} from './read-live.ts';

export interface AfterRequest {
  readonly connection: Connection;
  /** What was applied. */
  readonly objects: readonly ManifestObject[];
  readonly signal?: AbortSignal;
}

/** What tells about upgraders and images. */
const KINDS: readonly LiveKindName[] = ['deployments', 'cronJobs', 'jobs', 'configMaps'];

/** Is auto-upgrade really off, and does our image serve? Texts are safe to print. Never throws. */
export async function afterComplete({connection, objects, signal}: AfterRequest): Promise<AfterCheck[]> {
  const deployments = objects.filter(({ref}) => ref.kind === 'Deployment');
  if (deployments.length === 0) return [];
  const options = signal === undefined ? {} : {signal};
  const {objects: listed} = await readLive(connection, {...options, kinds: KINDS});
  const rows: AfterCheck[] = [];
  for (const object of deployments) {
    const live = await withDeployment(listed, {connection, name: object.ref.name, ...options});
    rows.push(...afterRows(object, {live, place: connection.target}));
  }
  return rows;
}
