import {randomUUID} from 'node:crypto';
import {readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import * as v from 'valibot';
import {at, isObject} from '../domain/deploy/json.ts';
import {secretPlaces} from '../domain/deploy/secret-places.ts';
import type {UndoObject} from '../domain/deploy/undo-plan.ts';
import {makePrivateDirectory} from './make-missing.ts';
import type {Environment} from '../domain/environment.ts';
import {readTextFile} from './read-text-file.ts';
import {saveText} from './save-text.ts';
import {stateDirectory} from './state-directory.ts';
import {systemReason} from './system-reason.ts';

const ID = /^[0-9a-z-]{1,80}$/;
const text = v.pipe(v.string(), v.maxLength(4096));
const objectRefSchema = v.strictObject({
  group: text,
  version: text,
  kind: text,
  name: text,
  namespace: v.optional(text),
});
const json = v.custom<Readonly<Record<string, unknown>>>(isObject);

const recordSchema = v.strictObject({
  version: v.literal(1),
  id: v.pipe(v.string(), v.regex(ID)),
  /** When the apply began, RFC 3339 on our clock. */
  started: text,
  phase: v.picklist(['applying', 'watching', 'finished', 'undone']),
  target: v.strictObject({
    context: text,
    cluster: text,
    server: text,
    namespace: text,
    user: v.optional(text),
    plugin: v.optional(text),
  }),
  /** Name of the Deployment, and the label selector of its pods. */
  deployment: v.strictObject({
    name: text,
    selector: text,
    uid: v.optional(text),
    generation: v.optional(v.number()),
    image: v.optional(text),
  }),
  /** The end of the apply on the server's clock. */
  serverTime: v.optional(text),
  /** `savableBaseline` of the Deployment. */
  baseline: v.optional(json),
  /** What an undo takes back. Never holds a Secret's content. */
  undo: v.array(
    v.strictObject({
      ref: objectRefSchema,
      outcome: v.picklist(['created', 'changed', 'unknown']),
      uid: v.optional(text),
      before: v.optional(json),
    }),
  ),
});

/** What is needed to come back to a rollout after the session was lost. Holds no secret. */
export type RunRecord = v.InferOutput<typeof recordSchema>;

const REVISION = 'deployment.kubernetes.io/revision';

/** Where runs are remembered. */
export const runsDirectory = (env: Environment): string => join(stateDirectory(env), 'runs');

/** A name that sorts by time, and that no other run has: `20261121-213005-custom-del-9f0c2a41`. */
export function runId(started: Date, name: string, unique: string = randomUUID().slice(0, 8)): string {
  const time = started
    .toISOString()
    .replace(/[-:]|\.\d+Z$/g, '')
    .replace('T', '-');
  const word = name
    .toLowerCase()
    .replace(/[^0-9a-z-]/g, '-')
    .slice(0, 50);
  return `${time}-${word}-${unique}`;
}

/** Objects of an undo as they may be saved: without the content of Secrets, and without what may hide one. */
export const savableUndo = (objects: readonly UndoObject[]): RunRecord['undo'] =>
  objects.map(({ref, outcome, uid, before}) => ({
    ref: {...ref},
    outcome,
    ...(uid === undefined ? {} : {uid}),
    ...(before === undefined || ref.kind === 'Secret' || secretPlaces(before).length > 0 ? {} : {before}),
  }));

/** Of the Deployment before an apply: what tells an old failure from a new one. */
export const savableBaseline = (deployment: unknown): Readonly<Record<string, unknown>> | undefined =>
  isObject(deployment)
    ? {
        metadata: {
          name: at(deployment, 'metadata', 'name'),
          uid: at(deployment, 'metadata', 'uid'),
          generation: at(deployment, 'metadata', 'generation'),
          annotations: {[REVISION]: at(deployment, 'metadata', 'annotations', REVISION)},
        },
        status: at(deployment, 'status'),
      }
    : undefined;

/**
 * Saves a run (0600, in a directory of 0700), replacing what was there; nothing, when it `isNew`. Returns the reason
 * when it cannot: `the disk is full`.
 */
export async function saveRun(
  directory: string,
  record: RunRecord,
  {isNew = false}: {readonly isNew?: boolean} = {},
): Promise<string | undefined> {
  try {
    await makePrivateDirectory(directory);
    await saveText({
      path: join(directory, `${record.id}.json`),
      text: `${JSON.stringify(record)}\n`,
      mode: 0o600,
      overwrite: !isNew,
    });
    return undefined;
  } catch (error) {
    return systemReason(error);
  }
}

/** Forgets a run. Does not throw. */
export async function forgetRun(directory: string, id: string): Promise<void> {
  if (ID.test(id)) await rm(join(directory, `${id}.json`), {force: true}).catch(() => undefined);
}

/** One run, as it was saved last; `undefined` when there is none, or it cannot be understood. Does not throw. */
export const savedRun = async (directory: string, id: string): Promise<RunRecord | undefined> =>
  ID.test(id) ? await readRun(join(directory, `${id}.json`)) : undefined;

export interface SavedRuns {
  /** Newest first. */
  readonly runs: readonly RunRecord[];
  /** One sentence when some cannot be understood. */
  readonly notice?: string;
}

/** Every remembered run. Files that are none are left alone and counted. Does not throw. */
export async function listRuns(directory: string): Promise<SavedRuns> {
  const names = await readdir(directory).catch((): string[] => []);
  const files = names
    .filter((name) => name.endsWith('.json'))
    .toSorted((left, right) => (left < right ? 1 : -1));
  const read = await Promise.all(files.map(async (name) => await readRun(join(directory, name))));
  const runs = read.filter((record) => record !== undefined);
  const broken = read.length - runs.length;
  if (broken === 0) return {runs};
  return {
    runs,
    notice: `${broken === 1 ? 'One remembered run' : `${broken} remembered runs`} in ${directory} cannot be understood and ${broken === 1 ? 'is' : 'are'} left out.`,
  };
}

/** Runs whose rollout nobody has seen the end of, newest first. */
export async function unfinishedRuns(directory: string): Promise<SavedRuns> {
  const {runs, ...notice} = await listRuns(directory);
  return {runs: runs.filter(({phase}) => phase === 'applying' || phase === 'watching'), ...notice};
}

async function readRun(path: string): Promise<RunRecord | undefined> {
  const entry = await readTextFile(path);
  if (entry.kind !== 'text') return undefined;
  try {
    const result = v.safeParse(recordSchema, JSON.parse(entry.text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
