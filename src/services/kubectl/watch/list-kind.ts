import {at, textAt} from '../../../domain/deploy/json.ts';
import type {StreamKind} from '../../../domain/rollout/types.ts';
import {call, rawPath} from '../call.ts';
import {classifyError, type KubectlFailure} from '../classify-error.ts';
import type {WatchContext} from './context.ts';
import {cutList} from './cut-list.ts';
import {readItem} from './read-item.ts';
import {KIND_REQUESTS} from './watched-kinds.ts';

/** All objects of one kind at one moment, cleaned. */
export interface Listed {
  readonly items: readonly unknown[];
  readonly resourceVersion: string;
  /** Ordinary events were left out: there are too many. */
  readonly narrowed?: true;
}

export type ListResult = {readonly listed: Listed} | {readonly failure: KubectlFailure};

/** The text of a page is held whole while it is read: pods are large. A namespace with more events than this is busy. */
const pageOf = (kind: StreamKind): number => (kind === 'events' ? 500 : 250);
const MAX_PAGES = 80;
/** For what kubectl does beside the request, such as a login. */
const SPARE_MS = 10_000;

/** Address of one kind as the transport wants it. */
export function kindPath(
  {connection, watched, transport}: WatchContext,
  kind: StreamKind,
  {busy = false, query}: {busy?: boolean; query: Record<string, string>},
): string {
  const {group, version, query: own} = KIND_REQUESTS[kind];
  const server = transport.mode === 'bare' ? '' : connection.target.server;
  const {namespace} = connection.target;
  return rawPath(server, {
    group,
    version,
    resource: kind,
    namespace,
    query: {...own(watched, busy), ...query},
  });
}

/** Lists a kind page by page. What is not a list with a resourceVersion is a failure, never an empty list. */
export async function listKind(context: WatchContext, kind: StreamKind): Promise<ListResult> {
  if (context.transport.mode === 'get') return await getKind(context, kind);
  const items: unknown[] = [];
  let busy = false;
  let limit: string | undefined = String(pageOf(kind));
  let next = '';
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = {...(limit === undefined ? {} : {limit}), ...(next === '' ? {} : {continue: next})};
    const result = await request(context, kind, ['get', '--raw', kindPath(context, kind, {busy, query})]);
    if ('failure' in result) {
      if (result.failure.kind !== 'expired' || next === '') return result;
      // The pages are too old to go on: all at once, then.
      [limit, next, items.length] = [undefined, '', 0];
      continue;
    }
    if (kind === 'events' && !busy && isLong(result.list)) {
      busy = true;
      continue;
    }
    for (const item of result.items) items.push(item);
    next = textAt(result.list, 'metadata', 'continue') ?? '';
    const resourceVersion = textAt(result.list, 'metadata', 'resourceVersion') ?? '';
    if (next === '') return {listed: {items, resourceVersion, ...(busy ? {narrowed: true} : {})}};
  }
  return {failure: notAList(context, 'The list does not end.')};
}

const isLong = (list: unknown): boolean => (textAt(list, 'metadata', 'continue') ?? '') !== '';

/** For servers whose addresses we cannot build: kubectl builds them. */
async function getKind(context: WatchContext, kind: StreamKind): Promise<ListResult> {
  const {group, version, query} = KIND_REQUESTS[kind];
  const {fieldSelector, labelSelector} = query(context.watched, false);
  const result = await request(context, kind, [
    'get',
    group === '' ? kind : `${kind}.${version}.${group}`,
    '-o=json',
    ...(fieldSelector === undefined ? [] : [`--field-selector=${fieldSelector}`]),
    ...(labelSelector === undefined ? [] : [`--selector=${labelSelector}`]),
  ]);
  if ('failure' in result) return result;
  return {listed: {items: result.items, resourceVersion: ''}};
}

/** A list without its items, and the items that are wanted. */
type Requested =
  | {readonly list: unknown; readonly items: readonly unknown[]}
  | {readonly failure: KubectlFailure};

async function request(context: WatchContext, kind: StreamKind, args: readonly string[]): Promise<Requested> {
  const {connection, signal, timing, transport} = context;
  const result = await call({
    connection,
    signal,
    args: [...args, `--request-timeout=${Math.ceil(timing.listTimeout / 1000)}s`],
    timeoutMs: timing.listTimeout + SPARE_MS,
  });
  if (result.failure !== undefined) return {failure: result.failure};
  try {
    const items: unknown[] = [];
    const list = cutList(result.stdout, (object) => {
      const item = readItem(context, kind, object);
      if (item !== undefined) items.push(item);
    });
    const version = textAt(list, 'metadata', 'resourceVersion');
    const rest = at(list, 'items');
    const isList =
      (textAt(list, 'kind') ?? '').endsWith('List') &&
      (rest === null || (Array.isArray(rest) && rest.length === 0));
    if (isList && (version || transport.mode === 'get')) return {list, items};
  } catch {
    // Said below.
  }
  return {failure: notAList(context, result.stdout.slice(0, 200))};
}

/** A valid answer of somebody else: a portal, a gateway. */
const notAList = ({connection}: WatchContext, said: string): KubectlFailure =>
  classifyError(
    {end: 'exited', stderr: /^\s*</.test(said) ? '<html' : 'The answer is not a list of objects.'},
    connection.target,
  );
