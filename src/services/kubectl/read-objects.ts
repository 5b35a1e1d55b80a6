import {isObject, parseJson, textAt} from '../../domain/deploy/json.ts';
import {findKind} from '../../domain/deploy/kinds.ts';
import type {ObjectState} from '../../domain/deploy/object-outcome.ts';
import {objectKey, type ObjectRef} from '../../domain/deploy/object-ref.ts';
import {call, CALL_TIMEOUT_MS, rawPath, REQUEST_TIMEOUT, type CallResult} from './call.ts';
import type {KubectlFailure} from './classify-error.ts';
import {getRaw} from './get-raw.ts';
import {inTurns} from './in-turns.ts';
import type {Connection} from './kubectl-types.ts';
import {objectsIn} from './objects-in.ts';
import {unreachable} from './unreachable.ts';

export interface ReadObjects {
  /** By `objectKey`: the object, `undefined` when there is none, `unknown` when nobody could look. */
  readonly states: ReadonlyMap<string, ObjectState>;
  /** The first reason why some could not be read. */
  readonly failure?: KubectlFailure;
}

export interface ReadRequest {
  readonly connection: Connection;
  readonly refs: readonly ObjectRef[];
  readonly signal?: AbortSignal;
}

/** At the same time, when objects have to be read one by one. */
const AT_ONCE = 3;

/**
 * Reads objects as the cluster has them now. One call does; when it fails, each object is asked for alone, so
 * that a kind that may not be read hides no other. Never throws.
 */
export async function readObjects(request: ReadRequest): Promise<ReadObjects> {
  const [first, ...others] = request.refs;
  if (first === undefined) return {states: new Map()};
  const together = await readTogether(request);
  if (together !== undefined) return {states: together};
  const read = async (ref: ObjectRef) => ({ref, ...(await readOne({...request, ref}))});
  // First alone: where nobody answers, the others are not waited for.
  const one = await read(first);
  const isOver = unreachable(one) !== undefined;
  const rest = isOver
    ? others.map((ref) => ({ref, state: 'unknown' as const, failure: one.failure}))
    : await inTurns(others, AT_ONCE, read);
  const results = [one, ...rest];
  const failure = results.find((result) => result.failure !== undefined)?.failure;
  return {
    states: new Map(results.map(({ref, state}) => [objectKey(ref), state])),
    ...(failure === undefined ? {} : {failure}),
  };
}

async function readTogether({
  connection,
  refs,
  signal,
}: ReadRequest): Promise<Map<string, ObjectState> | undefined> {
  const names = refs.map(({group, version, kind, name}) => {
    const resource = findKind(group, kind)?.resource;
    return resource === undefined
      ? `${kind}.${version}.${group}/${name}`
      : `${resource}.${version}.${group}/${name}`;
  });
  const result = await call({
    connection,
    args: ['get', '-o=json', '--show-managed-fields', '--ignore-not-found', REQUEST_TIMEOUT, '--', ...names],
    timeoutMs: CALL_TIMEOUT_MS.list,
    ...(signal === undefined ? {} : {signal}),
  });
  if (!result.ok) return undefined;
  const absent = refs.map((ref) => [objectKey(ref), undefined] as const);
  return new Map<string, ObjectState>([...absent, ...objectsIn([parseJson(result.stdout)])]);
}

interface ReadOne {
  readonly state: ObjectState;
  readonly failure?: KubectlFailure;
}

/**
 * One object by its address. Kinds that we do not know have none that we could build. Never throws.
 *
 * That the address is not known says nothing about the object: gateways want their own in front of it. kubectl
 * builds it then.
 */
export async function readOne({
  connection,
  ref,
  signal,
}: Omit<ReadRequest, 'refs'> & {readonly ref: ObjectRef}): Promise<ReadOne> {
  const {group, version, name, namespace} = ref;
  const resource = findKind(group, ref.kind)?.resource;
  if (resource === undefined) return {state: 'unknown'};
  const path = rawPath(connection.target.server, {
    group,
    version,
    resource,
    name,
    ...(namespace === undefined ? {} : {namespace}),
  });
  const result = await getRaw({connection, path, signal});
  if (result.failure?.kind !== 'not-found' || saysAbsent(result, name)) return oneIn(result, name);
  const built = await call({
    connection,
    args: [
      'get',
      '-o=json',
      '--show-managed-fields',
      REQUEST_TIMEOUT,
      '--',
      `${resource}.${version}.${group}`,
      name,
    ],
    timeoutMs: CALL_TIMEOUT_MS.list,
    ...(signal === undefined ? {} : {signal}),
  });
  return oneIn(built, name);
}

function oneIn(result: CallResult, name: string): ReadOne {
  if (saysAbsent(result, name)) return {state: undefined};
  if (result.failure !== undefined) return {state: 'unknown', failure: result.failure};
  const object = parseJson(result.stdout);
  return {state: isObject(object) && textAt(object, 'metadata', 'name') === name ? object : 'unknown'};
}

/** The very object is not there, or its kind is not served at all. Source: apimachinery, NewNotFound; kubectl. */
const saysAbsent = ({failure}: CallResult, name: string): boolean =>
  failure !== undefined &&
  ((failure.kind === 'not-found' && failure.raw.includes(`"${name}" not found`)) ||
    failure.raw.includes("the server doesn't have a resource type"));
