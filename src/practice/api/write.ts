import {admit, type Cluster} from '../cluster.ts';
import {applyFields} from '../fields/apply.ts';
import {withServerDefaults} from '../fields/defaults.ts';
import {jsonPatch} from '../fields/json-patch.ts';
import {unknownFields} from '../fields/schema.ts';
import {mergePatch, strategicMerge} from '../fields/strategic-merge.ts';
import {invalidObject, undecodable} from '../fields/validate.ts';
import {apiVersionOf, resourceOf, type Kind} from '../kinds.ts';
import {isMap, mapAt, textAt, timestamp, type JsonMap, type KubeObject} from '../objects.ts';
import {alreadyExists, ApiError, badRequest, conflict, forbidden, internal, invalid, notFound} from './api-error.ts';
import {storedObject} from './read.ts';
import {bodyObject, bodyValue, isDryRun, managerOf, type Answer, type ApiRequest} from './request.ts';
import {podWarnings} from './warnings.ts';
import type {Target} from './target.ts';

/** Answers a write; `Warning:` headers tell what the server would like otherwise. */
const answer = (cluster: Cluster, code: number, object: KubeObject, unknown: readonly string[] = []): Answer => {
  const warnings = [...unknown.map((path) => `unknown field "${path}"`), ...podWarnings(cluster, object)];
  const quoted = warnings.map((text) => `299 - ${JSON.stringify(text)}`);
  return {code, body: object, ...(quoted.length > 0 ? {headers: {warning: quoted.join(', ')}} : {})};
};

function checkNamespace(cluster: Cluster, {kind, namespace}: Target, name: string): void {
  if (!kind.namespaced) return;
  const found = cluster.store.get('namespaces', undefined, namespace ?? '');
  if (!found) throw notFound({plural: 'namespaces', group: ''}, namespace ?? '');
  if (textAt(found, 'status', 'phase') === 'Terminating')
    throw forbidden(
      `${resourceOf(kind)} "${name}" is forbidden: unable to create new content in namespace ${namespace ?? ''} because it is being terminated`,
    );
}

/** A body made to fit its place: kind, version and namespace checked, name generated where asked. */
function placed(cluster: Cluster, {kind, namespace, name}: Target, body: JsonMap): KubeObject {
  const expected = `${apiVersionOf(kind)}, Kind=${kind.kind}`;
  if (body['kind'] !== undefined && (body['kind'] !== kind.kind || body['apiVersion'] !== apiVersionOf(kind)))
    throw badRequest(`the API version in the data (${textAt(body, 'apiVersion')}) does not match the expected API version (${expected})`);
  const metadata = mapAt(body, 'metadata');
  const given = textAt(metadata, 'name');
  const prefix = textAt(metadata, 'generateName');
  const own = name ?? (given === '' && prefix !== '' ? prefix + cluster.random.suffix(5) : given);
  if (namespace !== undefined && metadata['namespace'] !== undefined && metadata['namespace'] !== namespace)
    throw badRequest(`the namespace of the provided object does not match the namespace sent on the request`);
  return {
    ...body,
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    metadata: {...metadata, name: own, ...(namespace === undefined ? {} : {namespace})},
  };
}

/** Unknown fields: refused when the client asked for Strict, told when it asked for Warn. */
function checkFields(object: KubeObject, kind: Kind, request: ApiRequest): string[] {
  const mode = request.query.get('fieldValidation') ?? 'Warn';
  const unknown = mode === 'Ignore' ? [] : unknownFields(object, kind.kind);
  if (unknown.length > 0 && mode === 'Strict')
    throw badRequest(
      `${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: strict decoding error: ${unknown.map((path) => `unknown field "${path}"`).join(', ')}`,
    );
  return unknown;
}

const raise = (error: ApiError | undefined): void => {
  if (error) throw error;
};

function storeNew(cluster: Cluster, kind: Kind, object: KubeObject, request: ApiRequest): KubeObject {
  raise(invalidObject(object, undefined, kind));
  const ready = kind.kind === 'Pod' ? admit(cluster, object) : object;
  if (isDryRun(request))
    return {...ready, metadata: {...ready.metadata, uid: cluster.random.uid(), creationTimestamp: timestamp(cluster.clock.now()), ...(kind.counted ? {generation: 1} : {})}};
  return cluster.store.create(kind, ready, {manager: managerOf(request)});
}

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
  return answer(cluster, 201, storeNew(cluster, kind, withServerDefaults({...given, metadata}), request), unknown);
}

/** Puts a new state in the place of a stored object, after the server's checks. */
function storeChanged({
  cluster,
  target,
  request,
  live,
  wanted,
  asIs = false,
}: {
  cluster: Cluster;
  target: Target;
  request: ApiRequest;
  live: KubeObject;
  wanted: KubeObject;
  asIs?: boolean;
}): KubeObject {
  const {kind, name = ''} = target;
  const asked = wanted.metadata.resourceVersion;
  if (asked !== undefined && asked !== '' && asked !== live.metadata.resourceVersion)
    throw conflict(kind, name, 'the object has been modified; please apply your changes to the latest version and try again');
  const onStatus = target.subresource === 'status';
  const base: KubeObject = onStatus ? {...live, status: wanted['status']} : {...wanted, ...(live['status'] === undefined ? {} : {status: live['status']})};
  const next: KubeObject = {
    ...withServerDefaults(base),
    metadata: {
      ...base.metadata,
      name: live.metadata.name,
      ...(live.metadata.uid === undefined ? {} : {uid: live.metadata.uid}),
      ...(live.metadata.resourceVersion === undefined ? {} : {resourceVersion: live.metadata.resourceVersion}),
      ...(live.metadata.creationTimestamp === undefined ? {} : {creationTimestamp: live.metadata.creationTimestamp}),
      ...(live.metadata.generation === undefined ? {} : {generation: live.metadata.generation}),
    },
  };
  raise(invalidObject(next, live, kind));
  if (isDryRun(request)) return next;
  const writer = {manager: managerOf(request), ...(onStatus ? {subresource: 'status'} : {})};
  return cluster.store.update(kind, next, asIs ? 'as-is' : writer);
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
  if (type.startsWith('application/strategic-merge-patch+json')) return strategicMerge(live, patch, live.kind);
  if (type.startsWith('application/merge-patch+json')) return mergePatch(live, patch);
  if (!type.startsWith('application/json-patch+json'))
    throw new ApiError({code: 415, reason: 'UnsupportedMediaType', message: `the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml`});
  try {
    return jsonPatch(live, Array.isArray(patch) ? patch : []);
  } catch (error) {
    throw invalid(target.kind, live.metadata.name, [{field: 'patch', message: error instanceof Error ? error.message : String(error)}]);
  }
}

/** PATCH of an object: server-side apply, strategic merge, merge and JSON patches. */
export function patchObject(cluster: Cluster, target: Target, request: ApiRequest): Answer {
  if ((request.headers['content-type'] ?? '').startsWith('application/apply-patch')) return applyObject(cluster, target, request);
  const live = storedObject(cluster, target);
  const wanted = patched(live, target, request);
  if (!isMap(wanted)) throw badRequest('the patch leaves no object');
  const next = {...wanted, metadata: {...mapAt(wanted, 'metadata')}} as KubeObject;
  const unknown = checkFields(next, target.kind, request);
  raise(undecodable(next, 'patch', target.kind));
  const asIs = JSON.stringify(next.metadata.managedFields) !== JSON.stringify(live.metadata.managedFields);
  return answer(cluster, 200, storeChanged({cluster, target, request, live, wanted: next, asIs}), unknown);
}

function applyObject(cluster: Cluster, target: Target, request: ApiRequest): Answer {
  const {kind, name = '', namespace} = target;
  const manager = request.query.get('fieldManager');
  if (manager === null || manager === '') throw badRequest('PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch');
  const body = bodyObject(request);
  if (mapAt(body, 'metadata')['managedFields'] !== undefined) throw badRequest('metadata.managedFields must be nil');
  const wanted = placed(cluster, target, body);
  const [unknown] = unknownFields(wanted, kind.kind);
  if (unknown !== undefined)
    throw internal(
      `failed to create typed patch object (${namespace ?? ''}/${name}; ${apiVersionOf(kind)}, Kind=${kind.kind}): .${unknown}: field not declared in schema`,
    );
  checkNamespace(cluster, target, name);
  const live = cluster.store.get(resourceOf(kind), namespace, name);
  raise(undecodable(wanted, 'apply', kind));
  const time = timestamp(cluster.clock.now());
  const force = request.query.get('force') === 'true';
  const merged = applyFields({live, wanted, manager, force, time});
  if (!live) return answer(cluster, 201, storeNew(cluster, kind, withServerDefaults(merged), request));
  return answer(cluster, 200, storeChanged({cluster, target, request, live, wanted: merged, asIs: true}));
}
