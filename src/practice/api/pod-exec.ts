import {answerExec} from '../exec/answer-exec.ts';
import type {PretendTool} from '../exec/pretend-tool.ts';
import {runScript, type RunningScript} from '../exec/run-script.ts';
import type {Cluster} from '../cluster.ts';
import {isMap, listAt, textAt, valueAt, type JsonMap} from '../objects.ts';
import {ApiError, badRequest, forbidden} from './api-error.ts';
import {containerOf} from './pod-log.ts';
import {storedObject} from './read.ts';
import type {ApiRequest} from './request.ts';
import type {Target} from './target.ts';
import {CLOSE, type WebSocket} from './web-socket.ts';

/** What the container has, and what scripts need. */
export type ExecPlace = {
  tools: readonly PretendTool[];
  /** The PATH of scripts; made when the first one runs. */
  directory: () => string;
  /** Real seconds after which a command is ended. */
  limitSeconds: number;
};

/** A command that is allowed to run, not yet begun. */
export type PodExec = {command: readonly string[]; query: URLSearchParams};

/** The first byte of every message. Source: Kubernetes, remotecommand constants. */
const CHANNEL = {stdin: 0, stdout: 1, stderr: 2, status: 3, resize: 4, close: 255} as const;

const SUCCESS = {metadata: {}, status: 'Success'};
const endedWith = (exitCode: number): JsonMap =>
  exitCode === 0
    ? SUCCESS
    : {
        metadata: {},
        status: 'Failure',
        message: `command terminated with non-zero exit code: exit status ${exitCode}`,
        reason: 'NonZeroExitCode',
        details: {causes: [{reason: 'ExitCode', message: String(exitCode)}]},
      };
const notStarted = (why: string): JsonMap => {
  const message = `error executing command in container: ${why}`;
  return new ApiError({
    code: 500,
    reason: 'InternalError',
    message: `Internal error occurred: ${message}`,
    details: {causes: [{message}]},
  }).toStatus();
};

/**
 * Looks whether a command can run; throws an ApiError when not.
 * @param trusted whether the caller has proved that the cluster's kubeconfig is theirs
 */
export function readExec(
  {cluster, target, request}: {cluster: Cluster; target: Target; request: ApiRequest},
  {tools, trusted}: {tools: readonly PretendTool[]; trusted: boolean},
): PodExec {
  const {query} = request;
  const pod = storedObject(cluster, target);
  const container = containerOf(pod, query.get('container'));
  const command = query.getAll('command');
  if (command.length === 0) throw badRequest('you must specify at least 1 command for the container');
  if (textAt(pod, 'spec', 'nodeName') === '')
    throw badRequest(`pod ${pod.metadata.name} does not have a host assigned`);
  const status = listAt(pod, 'status', 'containerStatuses').find((one) => textAt(one, 'name') === container);
  if (!isMap(valueAt(status, 'state', 'running')))
    throw new ApiError({
      code: 404,
      reason: 'NotFound',
      message: `container not found (${JSON.stringify(container)})`,
    });
  if (!trusted && answerExec({command, tools}).kind === 'script')
    throw forbidden('scripts run for the owner of this practice cluster only; use its kubeconfig');
  return {command, query};
}

/** Plays a command over a connection; gives what ends it from our side. */
export function serveExec(
  {command, query}: PodExec,
  {tools, directory, limitSeconds}: ExecPlace,
): {
  begin: (connection: WebSocket) => void;
  onMessage: (message: Buffer) => void;
  onDrain: () => void;
  end: () => void;
} {
  let connection: WebSocket | undefined;
  let script: RunningScript | undefined;
  let timer: NodeJS.Timeout | undefined;
  const wants = (name: string): boolean => ['true', '1'].includes(query.get(name) ?? '');
  const send = (channel: number, bytes: Buffer): boolean =>
    connection?.send(Buffer.concat([Buffer.from([channel]), bytes])) ?? true;
  const finish = (status: JsonMap): void => {
    clearTimeout(timer);
    send(CHANNEL.status, Buffer.from(JSON.stringify(status)));
    connection?.close(CLOSE.normal);
    connection = undefined;
  };
  const output = (stream: 'stdout' | 'stderr', bytes: Buffer): boolean => {
    // With a terminal there is one stream for both.
    const shown = stream === 'stderr' && wants('tty') ? 'stdout' : stream;
    return !wants(shown) || bytes.length === 0 || send(CHANNEL[shown], bytes);
  };
  const stop = (): void => {
    clearTimeout(timer);
    script?.kill();
  };

  return {
    begin(opened) {
      connection = opened;
      // Tells the client that it is connected.
      if (wants('stdout')) send(CHANNEL.stdout, Buffer.alloc(0));
      timer = setTimeout(() => {
        stop();
        finish(endedWith(137));
      }, limitSeconds * 1000);
      const answer = answerExec({command, tools});
      if (answer.kind === 'not-started') return finish(notStarted(answer.message));
      if (answer.kind === 'hangs') return;
      if (answer.kind === 'ended') {
        output('stdout', Buffer.from(answer.stdout));
        output('stderr', Buffer.from(answer.stderr));
        return finish(endedWith(answer.exitCode));
      }
      script = runScript({
        args: answer.args,
        directory: directory(),
        hasInput: wants('stdin'),
        onOutput: output,
        onEnd: (exitCode) => finish(endedWith(exitCode)),
      });
    },
    onMessage(message) {
      const [channel, stream] = message;
      if (channel === CHANNEL.stdin) script?.write(message.subarray(1));
      if (channel === CHANNEL.close && stream === CHANNEL.stdin) script?.write(undefined);
    },
    onDrain: () => script?.resume(),
    end() {
      connection = undefined;
      stop();
    },
  };
}
