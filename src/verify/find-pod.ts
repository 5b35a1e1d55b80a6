import {at, listAt, parseJson, textAt} from '../domain/deploy/json.ts';
import {labelSelector} from '../domain/deploy/label-selector.ts';
import {pickPod, type PickedPod} from '../domain/live-delegate/pick-pod.ts';
import type {FoundDelegate} from '../domain/live-delegate/find-delegates.ts';
import {rawPath} from '../services/kubectl/call.ts';
import type {KubectlFailure} from '../services/kubectl/classify-error.ts';
import {getRaw} from '../services/kubectl/get-raw.ts';
import type {Connection} from '../services/kubectl/kubectl-types.ts';

export type PodSearch =
  | {readonly pod: PickedPod}
  | {readonly failure: KubectlFailure}
  | {readonly none: string};

/** The pod of a delegate to look into. Never throws. */
export async function findPod({
  connection,
  found: {workload, container, kind, name},
  signal,
}: {
  readonly connection: Connection;
  readonly found: FoundDelegate;
  readonly signal?: AbortSignal;
}): Promise<PodSearch> {
  const selector = labelSelector(at(workload, 'spec', 'selector'));
  const none = {none: `No pod of ${kind} ${name} is ready.`};
  if (selector === '') return none;
  const {server, namespace} = connection.target;
  const path = rawPath(server, {
    group: '',
    version: 'v1',
    resource: 'pods',
    namespace,
    query: {labelSelector: selector},
  });
  const result = await getRaw({connection, path, signal});
  if (result.failure !== undefined) return {failure: result.failure};
  const pod = pickPod(listAt(parseJson(result.stdout), 'items'), {
    container: textAt(container, 'name') ?? '',
    image: textAt(container, 'image') ?? '',
  });
  return pod === undefined ? none : {pod};
}
