import {apiVersionOf, resourceOf} from '../kinds.ts';
import type {JsonMap, KubeObject} from '../objects.ts';
import type {Change} from '../store.ts';
import {expired} from './read.ts';
import {matcherOf} from './selectors.ts';
import {tableOf, wantsTable} from './table.ts';
import type {Served} from './served.ts';

const BOOKMARK_SECONDS = 60;
const LONGEST_SECONDS = 1800;

/** A watch in progress. */
export type Watch = {
  resource: string;
  /** Ends it as the server does when its time is over. */
  end(): void;
  /** Writes text as it is. */
  write(text: string): void;
  /** Cuts the connection: the client sees it reset. */
  reset(): void;
  /** While frozen nothing is sent, what happens is kept. */
  freeze(frozen: boolean): void;
};

/**
 * Serves a watch until the client goes, its time is over or the cluster closes. Headers go out at once: clients
 * wait for them. Selectors turn changes into the events that the client's view needs.
 */
export function serveWatch({cluster, target, request, response}: Served): Watch {
  const {store, clock} = cluster;
  const {kind, namespace} = target;
  const resource = resourceOf(kind);
  const {query} = request;
  const matches = matcherOf(query, kind.plural);
  const table = wantsTable(request);
  const bookmarks = query.get('allowWatchBookmarks') === 'true';
  const cleanups: (() => void)[] = [];
  let frozen = false;
  let over = false;
  let held: string[] = [];
  let columnsSent = false;
  let sentRevision = 0;

  const write = (text: string): void => {
    if (response.writableEnded || response.destroyed) return;
    if (frozen) held.push(text);
    else response.write(text);
  };
  const shown = (object: KubeObject): JsonMap => {
    if (!table) return object;
    const columns = !columnsSent;
    columnsSent = true;
    const metadata = {resourceVersion: object.metadata.resourceVersion ?? ''};
    return tableOf({objects: [object], plural: kind.plural, now: clock.now(), metadata, columns});
  };
  const send = (type: string, object: JsonMap): void => write(`${JSON.stringify({type, object})}\n`);
  const bookmark = (annotations?: JsonMap): void => {
    const metadata = {
      resourceVersion: String(store.revision()),
      creationTimestamp: null,
      ...(annotations ? {annotations} : {}),
    };
    send('BOOKMARK', {kind: kind.kind, apiVersion: apiVersionOf(kind), metadata});
  };
  const finish = (): void => {
    for (const cleanup of cleanups.splice(0)) cleanup();
  };
  const tell = (change: Change): void => {
    if (change.resource !== resource || change.revision <= sentRevision) return;
    if (namespace !== undefined && change.object.metadata.namespace !== namespace) return;
    const now = change.type !== 'DELETED' && matches(change.object);
    const before = change.previous !== undefined && matches(change.previous);
    sentRevision = change.revision;
    if (now) send(before ? 'MODIFIED' : 'ADDED', shown(change.object));
    else if (before) send('DELETED', shown(change.object));
  };

  response.writeHead(200, {'content-type': 'application/json', date: new Date(clock.now()).toUTCString()});
  response.flushHeaders();
  response.on('close', finish);

  const since = query.get('resourceVersion') ?? '';
  const initial = query.get('sendInitialEvents') === 'true';
  if (since === '' || since === '0' || initial) {
    sentRevision = store.revision();
    if (query.get('sendInitialEvents') !== 'false')
      for (const object of store.list(resource, namespace)) if (matches(object)) send('ADDED', shown(object));
    if (initial) bookmark({'k8s.io/initial-events-end': 'true'});
  } else if (Number(since) < store.oldest()) {
    send('ERROR', expired(`too old resource version: ${since} (${store.oldest()})`).toStatus());
    response.end();
  } else {
    sentRevision = Number(since);
    for (const change of store.since(Number(since), resource)) tell(change);
  }

  const end = (): void => {
    finish();
    over = true;
    if (!frozen) response.end();
  };
  const asked = Number(query.get('timeoutSeconds') ?? 0);
  const timer = setTimeout(end, (asked > 0 ? asked : LONGEST_SECONDS) * 1000);
  cleanups.push(() => clearTimeout(timer), store.subscribe(tell));
  if (bookmarks) {
    let cancel = (): void => {};
    const again = (): void => {
      bookmark();
      cancel = clock.after(BOOKMARK_SECONDS, again);
    };
    cancel = clock.after(BOOKMARK_SECONDS, again);
    cleanups.push(() => cancel());
  }
  if (response.writableEnded || response.destroyed) finish();

  return {
    resource,
    end,
    write,
    reset() {
      finish();
      response.socket?.resetAndDestroy();
    },
    freeze(wanted) {
      frozen = wanted;
      if (frozen || response.destroyed) return;
      for (const text of held) response.write(text);
      held = [];
      if (over) response.end();
    },
  };
}
