import {appliedObject, parseConflicts, type FieldConflict} from '../../domain/deploy/apply-output.ts';
import type {JsonObject} from '../../domain/deploy/json.ts';
import {kubectlName, objectKey, type ObjectRef} from '../../domain/deploy/object-ref.ts';
import {manifestList} from '../../domain/deploy/manifest-list.ts';
import type {ManifestObject} from '../../domain/deploy/read-manifest.ts';
import {handText, lacksHandedText, type HandedText} from '../run/handed-text.ts';
import {FIELD_MANAGER} from './field-manager.ts';
import {call, CALL_TIMEOUT_MS, type CallResult} from './call.ts';
import type {KubectlFailure} from './classify-error.ts';
import {diskFailure} from './disk-failure.ts';
import {inTurns} from './in-turns.ts';
import {jsonObjects} from './json-stream.ts';
import type {Connection} from './kubectl-types.ts';
import {objectsIn} from './objects-in.ts';
import {UNREACHABLE} from './unreachable.ts';

/** What the server says it would do with one object. */
export type Trial = {readonly ref: ObjectRef} & (
  | {readonly result: 'accepted'; readonly object: JsonObject; readonly conflicts: readonly FieldConflict[]}
  | {readonly result: 'refused'; readonly failure: KubectlFailure}
);

export interface Trials {
  readonly trials: readonly Trial[];
  /** What the server warned of, one line each. */
  readonly warnings: readonly string[];
  /** The server could not be asked at all. */
  readonly failure?: KubectlFailure;
}

/** Of those that were accepted: the fields of others that would be taken over. */
export const conflictsIn = (trials: readonly Trial[]): (FieldConflict & {readonly ref: ObjectRef})[] =>
  trials.flatMap((trial) =>
    trial.result === 'accepted' ? trial.conflicts.map((conflict) => ({...conflict, ref: trial.ref})) : [],
  );

export interface TryRequest {
  readonly connection: Connection;
  readonly objects: readonly ManifestObject[];
  readonly signal?: AbortSignal;
}

const AT_ONCE = 2;

/** Fewer are tried one by one at once. */
const LEAST_TO_PART = 3;
const JSON_OUTPUT = ['-o=json'];

/**
 * Lets the server apply the objects without keeping anything. All at once first; when something is refused, what is
 * not is asked for again at once, and the rest one by one, so that every object gets its own answer. Fields of other
 * managers are taken over here, and told. Never throws.
 */
export async function tryObjects(request: TryRequest): Promise<Trials> {
  if (request.objects.length === 0) return {trials: [], warnings: []};
  const all = await trial(request, request.objects);
  if (all.ok) return {trials: accepted(all.stdout, request.objects), warnings: warningsIn(all.stderr)};
  if (all.failure !== undefined && UNREACHABLE.includes(all.failure.kind)) {
    return {trials: [], warnings: [], failure: all.failure};
  }
  const {together, first} = await parted(request);
  const rest = request.objects.filter(({ref}) => !together.some(({trial}) => trial.ref === ref));
  const alone = await inTurns(rest, AT_ONCE, async (object) =>
    tryOne(request, object, rest.length === 1 ? first : undefined),
  );
  const answers = [...together, ...alone];
  return {
    trials: request.objects.flatMap(({ref}) => answers.find(({trial}) => trial.ref === ref)?.trial ?? []),
    warnings: [...new Set(answers.flatMap(({warnings}) => warnings))],
  };
}

interface Answer {
  readonly trial: Trial;
  readonly warnings: readonly string[];
}

/**
 * Answers for all objects that the server accepts as they are, in two calls. With JSON kubectl prints nothing when
 * one object is refused, so it has to say first which those are. `first`: what it said then.
 */
async function parted(
  request: TryRequest,
): Promise<{readonly together: readonly Answer[]; readonly first?: CallResult}> {
  const {objects} = request;
  if (objects.length < LEAST_TO_PART) return {together: []};
  const first = await trial(request, objects, []);
  const named = new Set(acceptedNames(first.stdout, objects));
  const good = objects.filter(({ref}) => named.has(kubectlName(ref)));
  if (good.length === 0 || good.length === objects.length) return {together: []};
  const result = await trial(request, good);
  if (!result.ok) return {together: []};
  const warnings = warningsIn(result.stderr);
  return {together: accepted(result.stdout, good).map((trial) => ({trial, warnings})), first};
}

/** As kubectl calls them; it leaves out the namespace, so two of one name are in doubt. */
function acceptedNames(stdout: string, objects: readonly ManifestObject[]): string[] {
  const refs = objects.map(({ref}) => ref);
  const names = stdout
    .split('\n')
    .flatMap((line) => appliedObject(line, refs) ?? [])
    .map(kubectlName);
  return names.filter((name) => refs.filter((ref) => kubectlName(ref) === name).length === 1);
}

async function trial(
  request: TryRequest,
  objects: readonly ManifestObject[],
  more: readonly string[] = JSON_OUTPUT,
): Promise<CallResult> {
  const result = await trialFrom(request, {objects, more});
  return result.ok || !lacksHandedText(result.stderr)
    ? result
    : await trialFrom(request, {objects, more, named: true});
}

interface TrialText {
  readonly objects: readonly ManifestObject[];
  readonly more: readonly string[];
  readonly named?: boolean;
}

async function trialFrom(
  {connection, signal}: TryRequest,
  {objects, more, ...how}: TrialText,
): Promise<CallResult> {
  let text: HandedText | undefined;
  try {
    text = await handText(manifestList(objects.map(({value}) => value)), how);
    return await call({
      connection,
      args: [
        'apply',
        '--server-side',
        '--dry-run=server',
        `--field-manager=${FIELD_MANAGER}`,
        ...more,
        '-f',
        text.path,
      ],
      descriptors: text.descriptors,
      timeoutMs: CALL_TIMEOUT_MS.dryRun,
      ...(signal === undefined ? {} : {signal}),
    });
  } catch (error) {
    const failure = diskFailure(error);
    return {end: 'not-started', ok: false, stdout: '', stderr: '', unfinished: false, failure};
  } finally {
    await text?.close();
  }
}

/** `known`: what was said about this object alone. */
async function tryOne(request: TryRequest, object: ManifestObject, known?: CallResult): Promise<Answer> {
  const first = known ?? (await trial(request, [object]));
  const conflicts = first.ok ? [] : parseConflicts(first.stderr);
  const result =
    conflicts.length === 0 ? first : await trial(request, [object], ['--force-conflicts', ...JSON_OUTPUT]);
  const {ref} = object;
  const [answer] = result.ok ? accepted(result.stdout, [object]) : [];
  const warnings = warningsIn(result.stderr);
  if (answer?.result === 'accepted') return {trial: {...answer, conflicts}, warnings};
  const failure =
    result.failure ??
    ({
      kind: 'other',
      message: 'kubectl did not show what the server answered.',
      next: 'Try again.',
      raw: '',
    } as const);
  return {trial: {ref, result: 'refused', failure}, warnings};
}

/** Objects as the server would keep them, in the order of the manifest. */
function accepted(stdout: string, objects: readonly ManifestObject[]): Trial[] {
  const answers = answersIn(stdout);
  return objects.flatMap(({ref}): Trial[] => {
    const object = answers.get(objectKey(ref));
    return object === undefined ? [] : [{ref, result: 'accepted', object, conflicts: []}];
  });
}

function answersIn(stdout: string): Map<string, JsonObject> {
  try {
    return objectsIn(jsonObjects(stdout));
  } catch {
    return new Map();
  }
}

/** `Warning:` headers of the server, as kubectl prints them. */
const warningsIn = (stderr: string): string[] =>
  stderr
    .split('\n')
    .flatMap((line) => (line.startsWith('Warning: ') ? [line.slice('Warning: '.length)] : []));
