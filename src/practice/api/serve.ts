import {createServer, type Server, type IncomingMessage, type ServerResponse} from 'node:http';
import type {Cluster} from '../cluster.ts';
import type {JsonMap} from '../objects.ts';
import {ApiError, badRequest, pathNotFound} from './api-error.ts';
import {discovery} from './discovery.ts';
import {refusal, type Faults} from './faults.ts';
import {openapi} from './openapi.ts';
import {servePodLog} from './pod-log.ts';
import {getObject, listObjects} from './read.ts';
import {deleteCollection, deleteObject} from './remove.ts';
import {readRequest, type Answer, type ApiRequest} from './request.ts';
import type {Attempt} from './authorize.ts';
import {accessReview} from './review.ts';
import {serveScale} from './scale.ts';
import {targetOf, type Target} from './target.ts';
import {serveWatch} from './watch.ts';
import {createObject, patchObject, replaceObject} from './write.ts';

/** The server is of the client's own minor version: a warning about skew would be about nothing. */
const versionFor = ({headers}: ApiRequest): JsonMap => {
  const [, minor = '36'] = /\/v1\.(\d+)/.exec(headers['user-agent'] ?? '') ?? [];
  return {...VERSION, minor, gitVersion: `v1.${minor}.2`};
};

const VERSION = {
  major: '1',
  gitCommit: 'practice',
  gitTreeState: 'clean',
  buildDate: '2026-06-01T00:00:00Z',
  goVersion: 'go1.25',
  compiler: 'gc',
  platform: 'linux/amd64',
};
const HEALTH = new Set(['/livez', '/readyz', '/healthz']);

const isWatch = ({method, query}: ApiRequest): boolean =>
  method === 'GET' && ['true', '1'].includes(query.get('watch') ?? '');

/** What a request wants to do, as authorization sees it. */
export function attemptOf({method}: ApiRequest, target: Target, watching: boolean): Attempt {
  const reads = watching ? 'watch' : target.name === undefined ? 'list' : 'get';
  const verbs: Readonly<Record<string, string>> = {
    GET: reads,
    POST: 'create',
    PUT: 'update',
    PATCH: 'patch',
    DELETE: 'delete',
  };
  return {
    // A WebSocket begins with a GET, whatever it is for.
    verb: target.subresource === 'exec' ? 'create' : (verbs[method] ?? method.toLowerCase()),
    group: target.kind.group,
    resource: target.kind.plural,
    subresource: target.subresource ?? '',
    namespace: target.namespace ?? '',
    name: target.name ?? '',
  };
}

/** Answers of everything that is not a stored object. */
function fixedAnswer(cluster: Cluster, faults: Faults, request: ApiRequest): Answer | undefined {
  if (request.path === '/version') return {code: 200, body: versionFor(request)};
  if (HEALTH.has(request.path)) return {code: 200, body: 'ok'};
  const review = accessReview(cluster, request, faults.isForbidden);
  if (review) return review;
  return request.method === 'GET'
    ? (openapi(request, cluster.kinds) ?? discovery(request, cluster.kinds))
    : undefined;
}

function objectAnswer(cluster: Cluster, target: Target, request: ApiRequest): Answer {
  const {method} = request;
  const one = target.name !== undefined;
  if (target.subresource === 'scale' && target.kind.subresources.includes('scale'))
    return serveScale(cluster, target, request);
  if (target.subresource === 'exec') throw badRequest('Upgrade request required');
  if (target.subresource !== undefined && target.subresource !== 'status') throw pathNotFound();
  if (method === 'GET')
    return one ? getObject(cluster, target, request) : listObjects(cluster, target, request);
  if (method === 'POST' && !one) return createObject(cluster, target, request);
  if (method === 'PUT' && one) return replaceObject(cluster, target, request);
  if (method === 'PATCH' && one) return patchObject(cluster, target, request);
  if (method === 'DELETE')
    return one ? deleteObject(cluster, target, request) : deleteCollection(cluster, target, request);
  throw new ApiError({
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
  });
}

function send(response: ServerResponse, {code, body, headers}: Answer): void {
  const plain = typeof body === 'string' || Buffer.isBuffer(body);
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(plain ? String(body) : JSON.stringify(body));
  response.writeHead(code, {
    'content-type': typeof body === 'string' ? 'text/plain' : 'application/json',
    'content-length': bytes.length,
    'cache-control': 'no-cache, private',
    ...headers,
  });
  response.end(bytes);
}

/** Throws an ApiError for who has reached the server under another name: that may be a web page. */
export function checkHost({headers}: IncomingMessage): void {
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? ''))
    throw badRequest('this practice cluster is for 127.0.0.1 only');
}

/** What a failed request is told. */
export const failureOf = (error: unknown): ApiError =>
  error instanceof ApiError
    ? error
    : new ApiError({
        code: 500,
        reason: 'InternalError',
        message: `Internal error occurred: ${String(error)}`,
      });

/**
 * The HTTP server of the API, not yet listening. It answers requests for 127.0.0.1 only, so that no web page can
 * reach it under another name.
 */
export function createApiServer(cluster: Cluster, faults: Faults): Server {
  const handle = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    checkHost(message);
    const request = await readRequest(message);
    await faults.before({isWatch: isWatch(request)});
    const fixed = fixedAnswer(cluster, faults, request);
    if (fixed) return send(response, fixed);
    const target = targetOf(request.path, cluster.kinds);
    const attempt = attemptOf(request, target, isWatch(request));
    if (faults.isForbidden(attempt)) throw refusal(attempt);
    if (isWatch(request)) {
      const watch = serveWatch({cluster, target, request, response});
      faults.opened(watch);
      response.on('close', () => faults.closed(watch));
    } else if (target.subresource === 'log' && target.kind.kind === 'Pod')
      servePodLog({cluster, target, request, response});
    else send(response, objectAnswer(cluster, target, request));
  };
  return createServer((message, response) => {
    handle(message, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return void response.destroy();
      const failure = failureOf(error);
      send(response, {code: failure.code, body: failure.toStatus(), headers: failure.headers});
    });
  });
}
