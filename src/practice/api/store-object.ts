import {admit, type Cluster} from '../cluster.ts';
import {withServerDefaults} from '../fields/defaults.ts';
import {unknownFields} from '../fields/schema.ts';
import {invalidObject} from '../fields/validate.ts';
import {apiVersionOf, resourceOf, type Kind} from '../kinds.ts';
import {mapAt, textAt, timestamp, type JsonMap, type KubeObject} from '../objects.ts';
import {badRequest, conflict, forbidden, notFound, type ApiError} from './api-error.ts';
import {isDryRun, managerOf, type Answer, type ApiRequest} from './request.ts';
import {podWarnings} from './warnings.ts';
import type {Target} from './target.ts';

/** Answers a write; `Warning:` headers tell what the server would like otherwise. */
export const answer = (
  cluster: Cluster,
  code: number,
  object: KubeObject,
  unknown: readonly string[] = [],
): Answer => {
  const warnings = [...unknown.map((path) => `unknown field "${path}"`), ...podWarnings(cluster, object)];
  const quoted = warnings.map((text) => `299 - ${JSON.stringify(text)}`);
  return {code, body: object, ...(quoted.length > 0 ? {headers: {warning: quoted.join(', ')}} : {})};
};

/** Throws an ApiError when nothing new may be made in the target's namespace. */
export function checkNamespace(cluster: Cluster, {kind, namespace}: Target, name: string): void {
  if (!kind.namespaced) return;
  const found = cluster.store.get('namespaces', undefined, namespace ?? '');
  if (!found) throw notFound({plural: 'namespaces', group: ''}, namespace ?? '');
  if (textAt(found, 'status', 'phase') === 'Terminating')
    throw forbidden(
      `${resourceOf(kind)} "${name}" is forbidden: unable to create new content in namespace ${namespace ?? ''} because it is being terminated`,
    );
}

/** A body made to fit its place: kind, version and namespace checked, name generated where asked. */
export function placed(cluster: Cluster, {kind, namespace, name}: Target, body: JsonMap): KubeObject {
  const expected = `${apiVersionOf(kind)}, Kind=${kind.kind}`;
  if (body['kind'] !== undefined && (body['kind'] !== kind.kind || body['apiVersion'] !== apiVersionOf(kind)))
    throw badRequest(
      `the API version in the data (${textAt(body, 'apiVersion')}) does not match the expected API version (${expected})`,
    );
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
export function checkFields(object: KubeObject, kind: Kind, request: ApiRequest): string[] {
  const mode = request.query.get('fieldValidation') ?? 'Warn';
  const unknown = mode === 'Ignore' ? [] : unknownFields(object, kind.kind);
  if (unknown.length > 0 && mode === 'Strict')
    throw badRequest(
      `${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: strict decoding error: ${unknown.map((path) => `unknown field "${path}"`).join(', ')}`,
    );
  return unknown;
}

/** Throws the error, if there is one. */
export const raise = (error: ApiError | undefined): void => {
  if (error) throw error;
};

/** Stores a new object after the server's checks, or only makes it as it would be (dry run). */
export function storeNew(cluster: Cluster, kind: Kind, object: KubeObject, request: ApiRequest): KubeObject {
  raise(invalidObject(object, undefined, kind));
  const ready = kind.kind === 'Pod' ? admit(cluster, object) : object;
  if (isDryRun(request))
    return {
      ...ready,
      metadata: {
        ...ready.metadata,
        uid: cluster.random.uid(),
        creationTimestamp: ready.metadata.creationTimestamp ?? timestamp(cluster.clock.now()),
        ...(kind.counted ? {generation: 1} : {}),
      },
    };
  return cluster.store.create(kind, ready, {manager: managerOf(request)});
}

/** Puts a new state in the place of a stored object, after the server's checks. */
export function storeChanged({
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
    throw conflict(
      kind,
      name,
      'the object has been modified; please apply your changes to the latest version and try again',
    );
  const onStatus = target.subresource === 'status';
  const base: KubeObject = onStatus
    ? {...live, status: wanted['status']}
    : {...wanted, ...(live['status'] === undefined ? {} : {status: live['status']})};
  const next: KubeObject = {
    ...withServerDefaults(base),
    metadata: {
      ...base.metadata,
      name: live.metadata.name,
      ...(live.metadata.uid === undefined ? {} : {uid: live.metadata.uid}),
      ...(live.metadata.resourceVersion === undefined
        ? {}
        : {resourceVersion: live.metadata.resourceVersion}),
      ...(live.metadata.creationTimestamp === undefined
        ? {}
        : {creationTimestamp: live.metadata.creationTimestamp}),
      ...(live.metadata.generation === undefined ? {} : {generation: live.metadata.generation}),
    },
  };
  raise(invalidObject(next, live, kind));
  if (isDryRun(request)) return next;
  const writer = {manager: managerOf(request), ...(onStatus ? {subresource: 'status'} : {})};
  return cluster.store.update(kind, next, asIs ? 'as-is' : writer);
}
