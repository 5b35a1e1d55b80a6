import {dirname, relative, resolve, sep} from 'node:path';
import type {FileChoice, FileComparison, FileOutcome, PlanEvent} from '../domain/events.ts';
import type {PlannedFile} from '../domain/plan-types.ts';
import {sanitiseLine} from '../domain/text.ts';
import {unignoredLines} from '../domain/unignored-lines.ts';
import {UserError} from '../domain/user-error.ts';
import {commitFiles} from './commit-files.ts';
import type {CommittedFile} from './commit-files.ts';
import {compareFiles} from './compare-files.ts';
import {blockedError, intentFor} from './intent-for.ts';
import type {Intent} from './intent-for.ts';
import {makeDirectories, removeDirectories} from './make-directories.ts';
import {parentProblem} from './parent-problem.ts';
import {plannedPath} from './planned-path.ts';
import {discardStaged, stageIntents} from './stage-intents.ts';
import {sweepHidden} from './sweep-hidden.ts';
import {guardWrite, type WriteGuard} from './write-guard.ts';

export interface WriteRequest {
  readonly directory: string;
  readonly files: readonly PlannedFile[];
  /** By planned path. Without one: new and changed files are written, edited ones are kept. */
  readonly choices?: Readonly<Record<string, FileChoice>>;
  /** What the choices were made on; the disk must still look like this. Compared now when not given. */
  readonly comparisons?: readonly FileComparison[];
  /** Stops the work until the first file is put in its place; from then on it is finished. */
  readonly signal?: AbortSignal;
}

/** What keeps the token out of Git gets its place before the token does: between the two we may be killed. */
const ignoreFirst = (intents: readonly Intent[]): Intent[] =>
  intents.toSorted((a, b) => Number(b.planned.role === 'ignore') - Number(a.planned.role === 'ignore'));

type Places = ReadonlyMap<Intent, CommittedFile>;

const WRITING: ReadonlySet<FileOutcome> = new Set(['created', 'replaced', 'written-beside']);

const looksTheSame = (before: FileComparison, now: FileComparison | undefined) =>
  now !== undefined &&
  now.path === before.path &&
  now.state === before.state &&
  now.current === before.current;

/** Throws when the disk no longer looks like what the choices were made on. */
async function checkDisk(request: WriteRequest, comparisons: readonly FileComparison[]): Promise<void> {
  const now = await compareFiles(request);
  const differing = comparisons.find((before, index) => !looksTheSame(before, now[index]));
  if (differing === undefined && now.length === comparisons.length) return;
  const name = sanitiseLine(differing?.path ?? 'The list of files', {maxLength: 200});
  throw new UserError(`${name} changed since it was compared.`, {
    next: ['Nothing was written. Compare again, then choose again.'],
  });
}

async function stageAndCommit(
  intents: readonly Intent[],
  check: () => Promise<void>,
  request: WriteRequest & {readonly guard: WriteGuard},
): Promise<Places> {
  const {guard} = request;
  const staged = await stageIntents(intents, request);
  try {
    request.signal?.throwIfAborted();
    await check();
    request.signal?.throwIfAborted();
    guard.signal.throwIfAborted();
    const waiting = staged.flatMap((each) => ('staged' in each ? [each] : []));
    const committed = await guard.finish(() => commitFiles(waiting.map((each) => each.staged)));
    return new Map([
      ...staged.flatMap((each) => ('held' in each ? [[each.intent, {writtenTo: each.held}] as const] : [])),
      ...waiting.map((each, index) => [each.intent, committed[index] as CommittedFile] as const),
    ]);
  } catch (error) {
    await discardStaged(staged);
    throw error;
  }
}

/** A file that is blocked may be written beside, but not through a link in its path. */
async function checkBesidePlaces(writing: readonly Intent[], directory: string): Promise<void> {
  for (const {planned} of writing) {
    const reason = await parentProblem(directory, planned.path);
    if (reason !== undefined) throw blockedError(planned.path, reason);
  }
}

/** What an ignore file lets through that stays as the person has it. */
function lackedBy({planned, outcome}: Intent, own = ''): {readonly lacks?: readonly string[]} {
  if (planned.role !== 'ignore' || (outcome !== 'kept' && outcome !== 'written-beside')) return {};
  const lacks = unignoredLines(own, planned.content);
  return lacks.length === 0 ? {} : {lacks};
}

interface Done {
  readonly place: CommittedFile | undefined;
  readonly comparison: FileComparison | undefined;
  readonly directory: string;
}

function eventFor(intent: Intent, {place, comparison, directory}: Done): PlanEvent {
  const {planned, outcome} = intent;
  const shown = (path: string) => relative(resolve(directory), path).split(sep).join('/');
  const writtenTo = place === undefined ? planned.path : shown(place.writtenTo);
  return {
    type: 'file',
    role: planned.role,
    path: planned.path,
    outcome,
    ...(writtenTo === planned.path ? {} : {writtenTo}),
    ...(place?.backup === undefined ? {} : {backup: shown(place.backup)}),
    ...lackedBy(intent, comparison?.current),
  };
}

async function writeAll(request: WriteRequest): Promise<PlanEvent[]> {
  const {directory, files, choices = {}, signal} = request;
  signal?.throwIfAborted();
  const comparisons = request.comparisons ?? (await compareFiles(request));
  const check = async () => checkDisk(request, comparisons);
  await check();
  const choiceFor = (path: string) => (Object.hasOwn(choices, path) ? choices[path] : undefined);
  const intents = files.map((file, index) =>
    intentFor(file, comparisons[index] as FileComparison, choiceFor(file.path)),
  );
  const writing = intents.filter(({outcome}) => WRITING.has(outcome));
  await checkBesidePlaces(writing, directory);
  const directories = new Set(writing.map(({planned}) => dirname(plannedPath(directory, planned.path))));
  const guard = guardWrite();
  let made: readonly string[] = [];
  try {
    made = await makeDirectories(directories);
    guard.made(made);
    const places = await stageAndCommit(ignoreFirst(writing), check, {...request, guard});
    for (const path of directories) await sweepHidden(path);
    return intents.map((intent, index) =>
      eventFor(intent, {place: places.get(intent), comparison: comparisons[index], directory}),
    );
  } catch (error) {
    await removeDirectories(made);
    throw guard.signal.aborted ? guard.signal.reason : error;
  } finally {
    guard.close();
  }
}

/**
 * Writes the planned files with their stamps, all or none, and tells what became of each, in their order.
 * Paths in events are relative to the directory. Edited files are only replaced when chosen, and then kept as
 * `NAME.backup-N`. Throws `UserError`, or the signal's reason when it was aborted in time (`EndedBySignal` where the
 * process was asked to end and outlives it); either way the disk is as it was.
 */
export async function* writeFiles(request: WriteRequest): AsyncGenerator<PlanEvent> {
  yield* await writeAll(request);
}
