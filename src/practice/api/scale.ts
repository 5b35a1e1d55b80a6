import type {Cluster} from '../cluster.ts';
import {mergePatch} from '../fields/strategic-merge.ts';
import {mapAt, numberAt, valueAt, type JsonMap, type KubeObject} from '../objects.ts';
import {conflict} from './api-error.ts';
import {storedObject} from './read.ts';
import {bodyObject, isDryRun, managerOf, type Answer, type ApiRequest} from './request.ts';
import type {Target} from './target.ts';

function scaleOf(object: KubeObject): JsonMap {
  const {name, namespace, uid, resourceVersion, creationTimestamp} = object.metadata;
  const labels = mapAt(object, 'spec', 'selector', 'matchLabels');
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {name, namespace, uid, resourceVersion, creationTimestamp},
    spec: {replicas: numberAt(object, 'spec', 'replicas') ?? 0},
    status: {
      replicas: numberAt(object, 'status', 'replicas') ?? 0,
      selector: Object.entries(labels)
        .map(([label, value]) => `${label}=${String(value)}`)
        .join(','),
    },
  };
}

/** The scale subresource: GET, PUT and PATCH of the number of replicas. */
export function serveScale(cluster: Cluster, target: Target, request: ApiRequest): Answer {
  const object = storedObject(cluster, target);
  if (request.method === 'GET') return {code: 200, body: scaleOf(object)};
  const body = bodyObject(request);
  const wanted = request.method === 'PATCH' ? mergePatch(scaleOf(object), body) : body;
  const asked = valueAt(wanted, 'metadata', 'resourceVersion');
  if (typeof asked === 'string' && asked !== '' && asked !== object.metadata.resourceVersion)
    throw conflict(
      target.kind,
      object.metadata.name,
      'the object has been modified; please apply your changes to the latest version and try again',
    );
  const replicas = numberAt(wanted, 'spec', 'replicas') ?? 0;
  const next: KubeObject = {...object, spec: {...mapAt(object, 'spec'), replicas}};
  const stored = isDryRun(request)
    ? next
    : cluster.store.update(target.kind, next, {manager: managerOf(request), subresource: 'scale'});
  return {code: 200, body: scaleOf(stored)};
}
