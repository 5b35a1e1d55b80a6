import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {TestContext} from 'node:test';

export interface StoredObject {
  readonly metadata: {
    readonly name: string;
    readonly resourceVersion: string;
    readonly [key: string]: unknown;
  };
  readonly [key: string]: unknown;
}

/** What the server does instead of a good answer. The first group suits any request, the second a watch. */
export type Fault =
  | {
      readonly status: number;
      readonly reason?: string;
      readonly message?: string;
      readonly retryAfter?: number;
    }
  | 'reset'
  | 'hang'
  | 'html'
  | 'half-line'
  | 'garbage'
  | 'expired-event'
  | 'close'
  | 'reset-later';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly resource: string;
  readonly watch: boolean;
  readonly query: URLSearchParams;
}

interface Change {
  readonly version: number;
  readonly resource: string;
  readonly type: string;
  readonly object: StoredObject;
}

/** Names only, no selectors: enough of a Kubernetes API for `kubectl get --raw`. */
export interface ApiServer {
  readonly url: string;
  readonly requests: readonly Request[];
  /** Adds or changes an object. */
  put(resource: string, name: string, more?: object): StoredObject;
  remove(resource: string, name: string): void;
  all(resource: string): readonly StoredObject[];
  /** Forgets the history: older resourceVersions are gone. */
  compact(): void;
  /** From now on no byte is sent any more, on old connections and new ones. */
  freeze(): void;
  bookmark(): void;
  /** Breaks every running watch. */
  breakWatches(): void;
  readonly watches: number;
}

const status = (code: number, reason: string, message: string) => ({
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  code,
  reason,
  message,
  metadata: {},
});

const KINDS: Readonly<Record<string, string>> = {
  deployments: 'Deployment',
  replicasets: 'ReplicaSet',
  pods: 'Pod',
  events: 'Event',
};

/** `faultFor` decides anew for every request. Closed when the test ends. */
export async function startApiServer(
  t: TestContext,
  {
    prefix = '',
    faultFor = () => undefined,
  }: {prefix?: string; faultFor?: (request: Request) => Fault | undefined} = {},
): Promise<ApiServer> {
  const store = new Map<string, Map<string, StoredObject>>();
  const requests: Request[] = [];
  const watchers = new Set<{resource: string; response: ServerResponse}>();
  let history: Change[] = [];
  let version = 1;
  let oldest = 0;
  let frozen = false;

  const objects = (resource: string) => {
    const known = store.get(resource) ?? new Map<string, StoredObject>();
    store.set(resource, known);
    return known;
  };
  const line = (type: string, object: object) => `${JSON.stringify({type, object})}\n`;
  function record(resource: string, type: string, object: StoredObject): void {
    history.push({version, resource, type, object});
    if (frozen) return;
    for (const watcher of watchers)
      if (watcher.resource === resource) watcher.response.write(line(type, object));
  }
  function json(
    response: ServerResponse,
    code: number,
    value: object,
    headers: Record<string, string> = {},
  ): void {
    response.writeHead(code, {'content-type': 'application/json', ...headers});
    response.end(JSON.stringify(value));
  }
  function fail(response: ServerResponse, fault: Fault): void {
    if (typeof fault === 'object') {
      const headers: Record<string, string> =
        fault.retryAfter === undefined ? {} : {'retry-after': String(fault.retryAfter)};
      return json(
        response,
        fault.status,
        status(fault.status, fault.reason ?? 'InternalError', fault.message ?? 'no'),
        headers,
      );
    }
    if (fault === 'html') {
      response.writeHead(200, {'content-type': 'text/html'});
      response.end('<html>Welcome to the hotel</html>');
    } else if (fault !== 'hang') response.destroy();
  }
  function watch(response: ServerResponse, request: Request, fault: Fault | undefined): void {
    const from = Number(request.query.get('resourceVersion') ?? '0');
    response.writeHead(200, {'content-type': 'application/json'});
    response.flushHeaders();
    if (from < oldest || fault === 'expired-event') {
      return void response.end(line('ERROR', status(410, 'Expired', 'too old resource version')));
    }
    for (const change of history) {
      if (change.resource === request.resource && change.version > from)
        response.write(line(change.type, change.object));
    }
    if (fault === 'half-line') return void response.end('{"type":"ADDED","object":{"metadata":{"na');
    if (fault === 'garbage') return void response.end('this is no JSON\n');
    if (fault === 'close') return void response.end();
    if (fault === 'reset-later') return void setTimeout(() => response.destroy(), 30);
    const watcher = {resource: request.resource, response};
    watchers.add(watcher);
    response.on('close', () => watchers.delete(watcher));
    const life = Number(request.query.get('timeoutSeconds')) * 1000;
    const timer = setTimeout(() => response.end(), life);
    response.on('close', () => clearTimeout(timer));
  }
  function answer(message: IncomingMessage, response: ServerResponse): void {
    const url = new URL(message.url ?? '/', 'http://localhost');
    const resource = url.pathname.split('/').at(-1) ?? '';
    const request = {
      method: message.method ?? '',
      path: url.pathname,
      resource,
      watch: url.searchParams.has('watch'),
      query: url.searchParams,
    };
    requests.push(request);
    if (frozen) return;
    const fault = faultFor(request);
    if (!url.pathname.startsWith(`${prefix}/`))
      return fail(response, {status: 404, reason: 'NotFound', message: 'no such path'});
    const forWatch =
      typeof fault === 'string' &&
      ['half-line', 'garbage', 'expired-event', 'close', 'reset-later'].includes(fault);
    if (fault !== undefined && !forWatch) return fail(response, fault);
    if (resource === 'version') return json(response, 200, {major: '1', minor: '33', gitVersion: 'v1.33.0'});
    const kind = KINDS[resource];
    if (kind === undefined) return fail(response, {status: 404, reason: 'NotFound', message: 'no such path'});
    if (request.watch) return watch(response, request, fault);
    json(response, 200, {
      kind: `${kind}List`,
      apiVersion: 'v1',
      metadata: {resourceVersion: String(version)},
      items: [...objects(resource).values()],
    });
  }
  const server = createServer(answer);
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
    requests,
    put(resource, name, more = {}) {
      const known = objects(resource);
      version++;
      const object = {
        ...more,
        kind: KINDS[resource],
        metadata: {
          name,
          uid: `uid-${name}`,
          ...(more as {metadata?: object}).metadata,
          resourceVersion: String(version),
        },
      } as StoredObject;
      record(resource, known.has(name) ? 'MODIFIED' : 'ADDED', object);
      known.set(name, object);
      return object;
    },
    remove(resource, name) {
      const object = objects(resource).get(name);
      if (object === undefined) return;
      version++;
      objects(resource).delete(name);
      record(resource, 'DELETED', {
        ...object,
        metadata: {...object.metadata, resourceVersion: String(version)},
      });
    },
    all: (resource) => [...objects(resource).values()],
    compact() {
      version++;
      oldest = version;
      history = [];
    },
    freeze() {
      frozen = true;
    },
    bookmark() {
      version++;
      for (const {response} of watchers)
        response.write(line('BOOKMARK', {metadata: {resourceVersion: String(version)}}));
    },
    breakWatches() {
      for (const {response} of watchers) response.destroy();
      watchers.clear();
    },
    get watches() {
      return watchers.size;
    },
  };
}
