import {at, listAt, textAt} from '../domain/deploy/json.ts';
import {labelSelector} from '../domain/deploy/label-selector.ts';
import {pickPod, type PickedPod} from '../domain/live-delegate/pick-pod.ts';
import type {FoundDelegate} from '../domain/live-delegate/find-delegates.ts';
import {call, CALL_TIMEOUT_MS, rawPath, REQUEST_TIMEOUT} from '../services/kubectl/call.ts';
import type {KubectlFailure} from '../services/kubectl/classify-error.ts';
import type {Connection} from '../services/kubectl/kubectl-types.ts';

export type PodSearch =
  {readonly pod: PickedPod} | {readonly failure: KubectlFailure} | {readonly none: string};

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
  const result = await call({
    connection,
    args: ['get', '--raw', path, REQUEST_TIMEOUT],
    timeoutMs: CALL_TIMEOUT_MS.list,
    ...(signal === undefined ? {} : {signal}),
  });
  if (result.failure !== undefined) return {failure: result.failure};
  const pod = pickPod(podsIn(result.stdout), {
    container: textAt(container, 'name') ?? '',
    image: textAt(container, 'image') ?? '',
  });
  return pod === undefined ? none : {pod};
}

function podsIn(text: string): readonly unknown[] {
  try {
    return listAt(JSON.parse(text), 'items');
  } catch {
    return [];
  }
}
