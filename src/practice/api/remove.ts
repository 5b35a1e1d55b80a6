import {randomUUID} from 'node:crypto';
import type {Cluster} from '../cluster.ts';
import {resourceOf} from '../kinds.ts';
import {numberAt, textAt, timestamp, type KubeObject} from '../objects.ts';
import {conflict} from './api-error.ts';
import {matcherOf} from './selectors.ts';
import {storedObject} from './read.ts';
import {bodyObject, isDryRun, type Answer, type ApiRequest} from './request.ts';
import type {Target} from './target.ts';

const WRITER = {manager: 'kube-apiserver'};

/** Marks a pod for its end; the kubelet takes it away after its grace. A second, shorter mark counts too. */
export function beginDeletion(cluster: Cluster, pod: KubeObject, graceSeconds: number): KubeObject {
  const kind = cluster.kinds.find((one) => one.kind === 'Pod');
  const ends = timestamp(cluster.clock.now() + graceSeconds * 1000);
  if (!kind || (pod.metadata.deletionTimestamp !== undefined && pod.metadata.deletionTimestamp <= ends))
    return pod;
  return cluster.store.update(
    kind,
    {...pod, metadata: {...pod.metadata, deletionTimestamp: ends, deletionGracePeriodSeconds: graceSeconds}},
    WRITER,
  );
}

/** Takes an object away, or begins to: pods and namespaces end slowly. What it owns is the garbage collector's. */
export function deleteStored(
  cluster: Cluster,
  target: Target,
  object: KubeObject,
  graceSeconds?: number,
): KubeObject {
  const {kind} = target;
  const {namespace, name} = object.metadata;
  if (kind.kind === 'Pod') {
    const grace = graceSeconds ?? numberAt(object, 'spec', 'terminationGracePeriodSeconds') ?? 30;
    if (grace > 0 && textAt(object, 'spec', 'nodeName') !== '') return beginDeletion(cluster, object, grace);
  }
  if (kind.kind === 'Namespace') {
    if (textAt(object, 'status', 'phase') === 'Terminating') return object;
    const metadata = {...object.metadata, deletionTimestamp: timestamp(cluster.clock.now())};
    return cluster.store.update(kind, {...object, metadata, status: {phase: 'Terminating'}}, WRITER);
  }
  return cluster.store.remove(kind, namespace, name) ?? object;
}

/** DELETE of one object, with preconditions. */
export function deleteObject(cluster: Cluster, target: Target, request: ApiRequest): Answer {
  const object = storedObject(cluster, target);
  const options = bodyObject(request);
  const {kind, name = ''} = target;
  const uid = textAt(options, 'preconditions', 'uid');
  if (uid !== '' && uid !== object.metadata.uid)
    throw conflict(
      kind,
      name,
      `the UID in the precondition (${uid}) does not match the UID in record (${object.metadata.uid ?? ''}). The object might have been deleted and then recreated`,
    );
  const revision = textAt(options, 'preconditions', 'resourceVersion');
  if (revision !== '' && revision !== object.metadata.resourceVersion)
    throw conflict(
      kind,
      name,
      `the ResourceVersion in the precondition (${revision}) does not match the ResourceVersion in record (${object.metadata.resourceVersion ?? ''}). The object might have been modified`,
    );
  const asked = request.query.get('gracePeriodSeconds') ?? options['gracePeriodSeconds'];
  const left = isDryRun(request)
    ? object
    : deleteStored(
        cluster,
        target,
        object,
        typeof asked === 'number' || typeof asked === 'string' ? Number(asked) : undefined,
      );
  if (kind.kind === 'Pod' || kind.kind === 'Namespace') return {code: 200, body: left};
  return {
    code: 200,
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name,
        ...(kind.group === '' ? {} : {group: kind.group}),
        kind: kind.plural,
        uid: object.metadata.uid ?? randomUUID(),
      },
    },
  };
}

/** DELETE of a collection, by selectors. */
export function deleteCollection(cluster: Cluster, target: Target, request: ApiRequest): Answer {
  const matches = matcherOf(request.query, target.kind.plural);
  for (const object of cluster.store.list(resourceOf(target.kind), target.namespace))
    if (matches(object) && !isDryRun(request)) deleteStored(cluster, target, object);
  return {code: 200, body: {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success'}};
}
