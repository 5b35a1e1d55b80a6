import type {Cluster, ContainerRun, LogLine} from '../cluster.ts';
import {isMap, listAt, microTime, textAt, valueAt, type KubeObject} from '../objects.ts';
import {badRequest} from './api-error.ts';
import {storedObject} from './read.ts';
import type {Served} from './served.ts';

const WAITING_WORDS: Readonly<Record<string, string>> = {
  ErrImagePull: "image can't be pulled",
  ImagePullBackOff: 'trying and failing to pull image',
};

/** The name of the container that is meant; throws an ApiError when it is not clear which or not there. */
export function containerOf(pod: KubeObject, asked: string | null): string {
  const names = listAt(pod, 'spec', 'containers').map((one) => textAt(one, 'name'));
  const name = asked ?? (names.length === 1 ? names[0] : undefined);
  if (name === undefined)
    throw badRequest(
      `a container name must be specified for pod ${pod.metadata.name}, choose one of: [${names.join(' ')}]`,
    );
  if (!names.includes(name)) throw badRequest(`container ${name} is not valid for pod ${pod.metadata.name}`);
  return name;
}

/** The run that was asked for; throws an ApiError in the kubelet's words when there is none. */
function runOf(cluster: Cluster, pod: KubeObject, container: string, previous: boolean): ContainerRun {
  const status = listAt(pod, 'status', 'containerStatuses').find((one) => textAt(one, 'name') === container);
  const runs = cluster.logs.runs(pod.metadata.uid ?? '', container);
  if (previous) {
    const waiting = isMap(valueAt(status, 'state', 'waiting'));
    const last = isMap(valueAt(status, 'lastState', 'terminated')) ? runs.at(waiting ? -1 : -2) : undefined;
    if (!last)
      throw badRequest(
        `previous terminated container "${container}" in pod "${pod.metadata.name}" not found`,
      );
    return last;
  }
  const current = runs.at(-1);
  if (current) return current;
  const reason = textAt(status, 'state', 'waiting', 'reason');
  const why = reason === '' ? ' - no logs yet' : `: ${WAITING_WORDS[reason] ?? reason}`;
  throw badRequest(`container "${container}" in pod "${pod.metadata.name}" is waiting to start${why}`);
}

/** Serves a container's log as plain text; with follow until the container ends. */
export function servePodLog({cluster, target, request, response}: Served): void {
  const {query} = request;
  const pod = storedObject(cluster, target);
  const container = containerOf(pod, query.get('container'));
  const run = runOf(cluster, pod, container, query.get('previous') === 'true');
  const stamps = query.get('timestamps') === 'true';
  const line = ({time, text}: LogLine): string => `${stamps ? `${microTime(time)} ` : ''}${text}\n`;
  const tail = Number(query.get('tailLines') ?? run.lines.length);
  const first = run.lines
    .slice(Math.max(0, run.lines.length - tail))
    .map(line)
    .join('');
  const limit = Number(query.get('limitBytes') ?? 0);

  response.writeHead(200, {'content-type': 'text/plain'});
  response.flushHeaders();
  if (query.get('follow') !== 'true' || run.ended) {
    response.end(limit > 0 ? Buffer.from(first).subarray(0, limit) : first);
    return;
  }
  response.write(first);
  let sent = run.lines.length;
  const stop = cluster.logs.subscribe(() => {
    for (const added of run.lines.slice(sent)) response.write(line(added));
    sent = run.lines.length;
    if (run.ended) response.end();
  });
  response.on('close', stop);
}
