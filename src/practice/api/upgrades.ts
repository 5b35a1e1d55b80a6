import {timingSafeEqual} from 'node:crypto';
import type {IncomingMessage, Server} from 'node:http';
import type {Duplex} from 'node:stream';
import type {Cluster} from '../cluster.ts';
import {ApiError, badRequest, forbidden, pathNotFound} from './api-error.ts';
import {refusal, type Faults} from './faults.ts';
import {readExec, serveExec, type ExecPlace} from './pod-exec.ts';
import {requestOf} from './request.ts';
import {attemptOf, checkHost, failureOf} from './serve.ts';
import {targetOf} from './target.ts';
import {acceptWebSocket} from './web-socket.ts';

const PROTOCOLS: readonly string[] = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
const NO_SPDY =
  'this practice cluster speaks WebSocket: take kubectl 1.30 or newer, or 1.29 with KUBECTL_REMOTE_COMMAND_WEBSOCKETS=true';

/** Commands in containers, and what they need. */
export type ExecOptions = ExecPlace & {
  /** `Proxy-Authorization` of those who have the kubeconfig. */
  authorization: string;
};

/**
 * Serves what is more than a request and its answer: commands in containers. Any program of this machine can reach
 * the port, so scripts run only for who connects with the password of the kubeconfig. kubectl sends no login over
 * plain HTTP, but it does to a proxy: the kubeconfig names the server as its own proxy.
 * @returns what ends all of it
 */
export function serveUpgrades(
  server: Server,
  {cluster, faults}: {cluster: Cluster; faults: Faults},
  exec: ExecOptions,
): () => void {
  const trusted = new WeakSet<Duplex>();
  const open = new Map<Duplex, () => void>();

  async function handle(message: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    checkHost(message);
    // Browsers send it always, kubectl never.
    if (message.headers.origin !== undefined) throw forbidden('this practice cluster is for kubectl only');
    const request = requestOf(message);
    await faults.before({isWatch: false});
    const target = targetOf(request.path, cluster.kinds);
    if (target.kind.kind !== 'Pod' || target.subresource !== 'exec') throw pathNotFound();
    const attempt = attemptOf(request, target, false);
    if (faults.isForbidden(attempt)) throw refusal(attempt);
    const asked = readExec({cluster, target, request}, {tools: exec.tools, trusted: trusted.has(socket)});
    if ((request.headers['upgrade'] ?? '').toLowerCase() !== 'websocket') throw badRequest(NO_SPDY);
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    const protocol = PROTOCOLS.find((name) => offered.includes(name));
    if (protocol === undefined)
      throw badRequest(`none of these protocols is offered: ${PROTOCOLS.join(', ')}`);
    if (socket.destroyed) return;
    const session = serveExec(asked, exec);
    open.set(socket, session.end);
    const {onMessage, onDrain, end} = session;
    session.begin(acceptWebSocket({message, socket, head, protocol}, {onMessage, onDrain, onEnd: end}));
  }

  server.on('upgrade', (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    open.set(socket, () => {});
    socket.on('error', () => {}).on('close', () => void open.delete(socket));
    handle(message, socket, head).catch((error: unknown) => {
      const failure = failureOf(error);
      socket.end(rawAnswer(failure));
    });
  });
  server.on('connect', (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => {});
    if (!isSame(message.headers['proxy-authorization'] ?? '', exec.authorization))
      return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
    trusted.add(socket);
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    server.emit('connection', socket);
  });
  return () => {
    for (const [socket, end] of open) {
      end();
      socket.destroy();
    }
  };
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function rawAnswer(failure: ApiError): string {
  const body = JSON.stringify(failure.toStatus());
  return [
    `HTTP/1.1 ${failure.code} ${failure.reason === '' ? 'Error' : failure.reason}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
