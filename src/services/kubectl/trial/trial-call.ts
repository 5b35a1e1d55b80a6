import type {FieldConflict} from '../../../domain/deploy/apply-output.ts';
import type {JsonObject} from '../../../domain/deploy/json.ts';
import {manifestList} from '../../../domain/deploy/manifest-list.ts';
import {objectKey, type ObjectRef} from '../../../domain/deploy/object-ref.ts';
import type {ManifestObject} from '../../../domain/deploy/read-manifest.ts';
import {handText, lacksHandedText, type HandedText} from '../../run/handed-text.ts';
import {call, CALL_TIMEOUT_MS, type CallResult} from '../call.ts';
import type {KubectlFailure} from '../classify-error.ts';
import {diskFailure} from '../disk-failure.ts';
import {FIELD_MANAGER} from '../field-manager.ts';
import {jsonObjects} from '../json-stream.ts';
import type {Connection} from '../kubectl-types.ts';
import {objectsIn} from '../objects-in.ts';

/** What the server says it would do with one object. */
export type Trial = {readonly ref: ObjectRef} & (
  | {readonly result: 'accepted'; readonly object: JsonObject; readonly conflicts: readonly FieldConflict[]}
  | {readonly result: 'refused'; readonly failure: KubectlFailure}
);

export interface TryRequest {
  readonly connection: Connection;
  readonly objects: readonly ManifestObject[];
  readonly signal?: AbortSignal;
}

/** How kubectl is to answer: with objects, which it leaves out when one is refused, or with a line for each. */
export const JSON_OUTPUT = ['-o=json'];

/** One call for all these objects. Never throws. */
export async function trial(
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

/** Objects as the server would keep them, in the order of the manifest. */
export function accepted(stdout: string, objects: readonly ManifestObject[]): Trial[] {
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
export const warningsIn = (stderr: string): string[] =>
  stderr
    .split('\n')
    .flatMap((line) => (line.startsWith('Warning: ') ? [line.slice('Warning: '.length)] : []));
