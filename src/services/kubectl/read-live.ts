import {
  LIVE_KINDS,
  type LiveKindName,
  type LiveObjects,
  type Listing,
} from '../../domain/live-delegate/live-objects.ts';
import {listAt, parseJson, textAt} from '../../domain/deploy/json.ts';
import {rawPath} from './call.ts';
import type {KubectlFailure} from './classify-error.ts';
import {getRaw} from './get-raw.ts';
import {inTurns} from './in-turns.ts';
import type {Connection} from './kubectl-types.ts';
import {readOne} from './read-objects.ts';

export interface LiveReading {
  readonly objects: LiveObjects;
  /** Why Deployments could not be listed; nothing else was asked for then, unless only that is forbidden. */
  readonly failure?: KubectlFailure;
}

type Listed = {readonly listing: Listing; readonly failure?: KubectlFailure};

const KINDS = Object.keys(LIVE_KINDS) as LiveKindName[];
const AT_ONCE = 3;
const NOT_ASKED: Listed = {listing: {unread: 'It was not asked for.'}};

/**
 * Lists what delegates are made of in the namespace of the target, one call for each kind. A kind that may not be
 * read, or that this cluster does not serve, hides no other. `kinds`: those that are asked for beside Deployments;
 * all when not given. Never throws.
 */
export async function readLive(
  connection: Connection,
  {signal, kinds = KINDS}: {readonly signal?: AbortSignal; readonly kinds?: readonly LiveKindName[]} = {},
): Promise<LiveReading> {
  const request = {connection, ...(signal === undefined ? {} : {signal})};
  // First alone: where nobody answers, or a login has run out, it is asked for once.
  const deployments = await list('deployments', request);
  const isOver = deployments.failure !== undefined && deployments.failure.kind !== 'forbidden';
  const others = KINDS.slice(1);
  const rest = isOver
    ? others.map(() => deployments)
    : await inTurns(others, AT_ONCE, async (kind) =>
        kinds.includes(kind) ? await list(kind, request) : NOT_ASKED,
      );
  const listings = [deployments, ...rest].map(({listing}, index) => [KINDS[index], listing] as const);
  return {
    objects: Object.fromEntries(listings) as Record<LiveKindName, Listing>,
    ...(deployments.failure === undefined ? {} : {failure: deployments.failure}),
  };
}

/** With the Deployment of that name: who may not list them may still be allowed to get one. Never throws. */
export async function withDeployment(
  objects: LiveObjects,
  {
    connection,
    name,
    signal,
  }: {readonly connection: Connection; readonly name: string; readonly signal?: AbortSignal},
): Promise<LiveObjects> {
  if (!('unread' in objects.deployments)) return objects;
  const {namespace} = connection.target;
  const ref = {group: 'apps', version: 'v1', kind: 'Deployment', name, namespace};
  const {state} = await readOne({connection, ref, ...(signal === undefined ? {} : {signal})});
  return typeof state === 'object' ? {...objects, deployments: {items: [state]}} : objects;
}

async function list(
  kind: LiveKindName,
  {connection, signal}: {readonly connection: Connection; readonly signal?: AbortSignal},
): Promise<Listed> {
  const {server, namespace} = connection.target;
  const path = rawPath(server, {...LIVE_KINDS[kind], namespace});
  const result = await getRaw({connection, path, signal});
  const {resource} = LIVE_KINDS[kind];
  if (result.failure?.kind === 'not-found')
    return {
      listing: {unread: `This cluster does not serve ${resource} as ${apiOf(kind)}.`},
      failure: result.failure,
    };
  if (result.failure !== undefined)
    return {listing: {unread: result.failure.message}, failure: result.failure};
  const answer = parseJson(result.stdout);
  if (textAt(answer, 'kind')?.endsWith('List')) return {listing: {items: listAt(answer, 'items')}};
  const failure: KubectlFailure = {
    kind: 'captive',
    message: `The answer is no list of ${resource}.`,
    next: 'Log in to the network or the VPN, and check the server address of the context.',
    raw: '',
  };
  return {listing: {unread: failure.message}, failure};
}

const apiOf = (kind: LiveKindName): string => {
  const {group, version} = LIVE_KINDS[kind];
  return group === '' ? version : `${group}/${version}`;
};
