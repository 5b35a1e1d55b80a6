import {cleanJson} from '../../../domain/deploy/clean-json.ts';
import {FIELDS_READ, pickFields} from '../../../domain/rollout/fields-read.ts';
import type {StreamKind} from '../../../domain/rollout/types.ts';
import type {WatchContext} from './context.ts';
import {KIND_REQUESTS} from './watched-kinds.ts';

/** An object as it is handed on: what the rollout reads of it, cleaned. `undefined` for what nobody wants. */
export function readItem(
  {watched, connection}: Pick<WatchContext, 'watched' | 'connection'>,
  kind: StreamKind,
  object: unknown,
): unknown {
  if (!KIND_REQUESTS[kind].wanted(object, watched)) return undefined;
  return cleanJson(pickFields(object, FIELDS_READ[kind] ?? true), connection.secrets ?? []);
}
