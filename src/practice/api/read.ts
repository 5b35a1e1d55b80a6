import type {Cluster} from '../cluster.ts';
import {apiVersionOf, resourceOf} from '../kinds.ts';
import {keyOf, type KubeObject} from '../objects.ts';
import {ApiError, notFound} from './api-error.ts';
import {matcherOf} from './selectors.ts';
import {tableOf, wantsTable} from './table.ts';
import type {Answer, ApiRequest} from './request.ts';
import type {Target} from './target.ts';

/** The error for a resourceVersion or page that the history no longer reaches. */
export const expired = (message: string): ApiError => new ApiError({code: 410, reason: 'Expired', message});

/** The stored object that a target names; throws an ApiError 404. */
export function storedObject(cluster: Cluster, {kind, namespace, name = ''}: Target): KubeObject {
  const found = cluster.store.get(resourceOf(kind), namespace, name);
  if (!found) throw notFound(kind, name);
  return found;
}

/** GET of one object. */
export function getObject(cluster: Cluster, target: Target, request: ApiRequest): Answer {
  const object = storedObject(cluster, target);
  return {code: 200, body: present(cluster, target, request, [object]) ?? object};
}

function present(
  cluster: Cluster,
  target: Target,
  request: ApiRequest,
  objects: KubeObject[],
): ReturnType<typeof tableOf> | undefined {
  if (!wantsTable(request)) return undefined;
  return tableOf({
    objects,
    plural: target.kind.plural,
    now: cluster.clock.now(),
    metadata: {resourceVersion: objects[0]?.metadata.resourceVersion ?? ''},
  });
}

type Page = {revision: number; after: string};

function readPage(token: string | null, oldest: number): Page | undefined {
  if (token === null || token === '') return undefined;
  const page = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as Page;
  if (page.revision < oldest)
    throw expired(
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
    );
  return page;
}

/** GET of a collection: selectors, pages, tables. */
export function listObjects(cluster: Cluster, {kind, namespace}: Target, request: ApiRequest): Answer {
  const {store, clock} = cluster;
  const matches = matcherOf(request.query, kind.plural);
  const page = readPage(request.query.get('continue'), store.oldest());
  const limit = Number(request.query.get('limit') ?? 0);
  const revision = page?.revision ?? store.revision();
  const found = store
    .list(resourceOf(kind), namespace)
    .filter((object) => matches(object) && (!page || keyOf(object) > page.after));
  const items = limit > 0 ? found.slice(0, limit) : found;
  const last = items.at(-1);
  const metadata = {
    resourceVersion: String(revision),
    ...(items.length < found.length && last
      ? {
          continue: Buffer.from(JSON.stringify({revision, after: keyOf(last)})).toString('base64url'),
          remainingItemCount: found.length - items.length,
        }
      : {}),
  };
  if (wantsTable(request))
    return {code: 200, body: tableOf({objects: items, plural: kind.plural, now: clock.now(), metadata})};
  // Items of a list carry no apiVersion and kind of their own.
  const bare = items.map(({apiVersion: _version, kind: _kind, ...rest}) => rest);
  return {code: 200, body: {kind: `${kind.kind}List`, apiVersion: apiVersionOf(kind), metadata, items: bare}};
}
