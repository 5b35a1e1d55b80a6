import type {Cluster} from '../cluster.ts';
import {withServerDefaults} from '../fields/defaults.ts';
import {jsonPatch} from '../fields/json-patch.ts';
import {mergePatch, strategicMerge} from '../fields/strategic-merge.ts';
import {undecodable} from '../fields/validate.ts';
import {resourceOf} from '../kinds.ts';
import {isMap, mapAt, type KubeObject} from '../objects.ts';
import {alreadyExists, ApiError, badRequest, invalid} from './api-error.ts';
import {applyObject} from './apply-object.ts';
import {storedObject} from './read.ts';
import {bodyObject, bodyValue, type Answer, type ApiRequest} from './request.ts';
import {answer, checkFields, checkNamespace, placed, raise, storeChanged, storeNew} from './store-object.ts';
import type {Target} from './target.ts';

/** POST to a collection. */
export function createObject(cluster: Cluster, target: Target, request: ApiRequest): Answer {
  const {kind} = target;
  const given = placed(cluster, target, bodyObject(request));
  const {name, namespace} = given.metadata;
  const unknown = checkFields(given, kind, request);
  raise(undecodable(given, 'create', kind));
  checkNamespace(cluster, target, name);
  if (cluster.store.get(resourceOf(kind), namespace, name)) throw alreadyExists(kind, name);
  const {managedFields: _, resourceVersion: __, ...metadata} = given.metadata;
  return answer(
    cluster,
    201,
    storeNew(cluster, kind, withServerDefaults({...given, metadata}), request),
    unknown,
  );
}

/** PUT of an object. */
export function replaceObject(cluster: Cluster, target: Target, request: ApiRequest): Answer {
  const live = storedObject(cluster, target);
  const wanted = placed(cluster, target, bodyObject(request));
  checkFields(wanted, target.kind, request);
  raise(undecodable(wanted, 'create', target.kind));
  if (wanted.metadata.managedFields === undefined && live.metadata.managedFields !== undefined)
    wanted.metadata.managedFields = live.metadata.managedFields;
  return answer(cluster, 200, storeChanged({cluster, target, request, live, wanted}));
}

function patched(live: KubeObject, target: Target, request: ApiRequest): unknown {
  const patch = bodyValue(request);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/strategic-merge-patch+json'))
    return strategicMerge(live, patch, live.kind);
  if (type.startsWith('application/merge-patch+json')) return mergePatch(live, patch);
  if (!type.startsWith('application/json-patch+json'))
    throw new ApiError({
      code: 415,
      reason: 'UnsupportedMediaType',
      message: `the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml`,
    });
  try {
    return jsonPatch(live, Array.isArray(patch) ? patch : []);
  } catch (error) {
    throw invalid(target.kind, live.metadata.name, [
      {field: 'patch', message: error instanceof Error ? error.message : String(error)},
    ]);
  }
}

/** PATCH of an object: server-side apply, strategic merge, merge and JSON patches. */
export function patchObject(cluster: Cluster, target: Target, request: ApiRequest): Answer {
  if ((request.headers['content-type'] ?? '').startsWith('application/apply-patch'))
    return applyObject(cluster, target, request);
  const live = storedObject(cluster, target);
  const wanted = patched(live, target, request);
  if (!isMap(wanted)) throw badRequest('the patch leaves no object');
  const next = {...wanted, metadata: {...mapAt(wanted, 'metadata')}} as KubeObject;
  const unknown = checkFields(next, target.kind, request);
  raise(undecodable(next, 'patch', target.kind));
  const asIs = JSON.stringify(next.metadata.managedFields) !== JSON.stringify(live.metadata.managedFields);
  return answer(cluster, 200, storeChanged({cluster, target, request, live, wanted: next, asIs}), unknown);
}
