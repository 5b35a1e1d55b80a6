import type {ManifestObject} from '../../../domain/deploy/read-manifest.ts';
import type {ObjectConflict} from '../preflight/check.ts';
import {conflictsIn, tryObjects} from '../try-objects.ts';
import type {ApplyRequest} from './apply-types.ts';

/** kubectl names the fields in conflict and not their object: each that was refused is tried alone. */
export async function findConflicts(
  {connection, giveUp}: Pick<ApplyRequest, 'connection' | 'giveUp'>,
  refused: readonly ManifestObject[],
): Promise<ObjectConflict[]> {
  const {trials} = await tryObjects({
    connection,
    objects: refused,
    ...(giveUp === undefined ? {} : {signal: giveUp}),
  });
  return conflictsIn(trials);
}
