import type {StagedFile} from './commit-files.ts';
import type {Intent} from './intent-for.ts';
import {besideNames} from './link-to-first-free.ts';
import {plannedPath} from './planned-path.ts';
import {readTextFile} from './read-text-file.ts';
import {stageFile} from './stage-file.ts';
import {stageSecret, unstage} from './stage-secret.ts';
import {stamp} from './stamp.ts';
import type {WriteGuard} from './write-guard.ts';
import {writeError} from './write-error.ts';

/** A file that waits for its place, or `held`: the place that has the same text already. */
export type StagedIntent = {readonly intent: Intent} & (
  | {readonly staged: StagedFile}
  | {readonly held: string}
);

/** An earlier run may have written the same text beside the file; then there is nothing to write. */
async function heldBeside(target: string, content: string): Promise<string | undefined> {
  for (const name of besideNames(target)) {
    const entry = await readTextFile(name);
    if (entry.kind === 'text' && entry.text === content) return name;
    if (entry.kind === 'absent') return undefined;
  }
  return undefined;
}

type Place = {readonly directory: string; readonly guard: Pick<WriteGuard, 'staged' | 'signal'>};

async function stageIntent(intent: Intent, {directory, guard}: Place): Promise<StagedIntent> {
  const {path, mode} = intent.planned;
  const target = plannedPath(directory, path);
  const content = stamp(intent.planned.content);
  const beside = intent.outcome === 'written-beside';
  const held = beside ? await heldBeside(target, content) : undefined;
  if (held !== undefined) return {intent, held};
  const file = {path: target, content, mode, onName: guard.staged};
  const where = intent.planned.role === 'token' ? await stageSecret(file) : {staged: await stageFile(file)};
  if (intent.outcome === 'replaced') return {intent, staged: {path, ...where, target, backup: intent.backup}};
  return {intent, staged: {path, ...where, names: beside ? besideNames(target) : [target]}};
}

/** Removes what was staged and not put in its place. */
export async function discardStaged(intents: readonly StagedIntent[]): Promise<void> {
  const files = intents.flatMap((staged) => ('staged' in staged ? [staged.staged] : []));
  await Promise.allSettled(files.map(unstage));
}

/**
 * Writes every intended file to a hidden file in its directory, which must exist; one with a token in a holder there.
 * Leaves nothing behind when it throws: `UserError` with the file's name, or the signal's reason.
 */
export async function stageIntents(
  intents: readonly Intent[],
  {signal, ...place}: Place & {signal?: AbortSignal},
): Promise<StagedIntent[]> {
  const staged: StagedIntent[] = [];
  for (const intent of intents) {
    try {
      signal?.throwIfAborted();
      place.guard.signal.throwIfAborted();
      staged.push(await stageIntent(intent, place));
    } catch (error) {
      await discardStaged(staged);
      const stopped = [signal, place.guard.signal].find((one) => one?.aborted === true);
      throw stopped === undefined ? writeError(intent.planned.path, error, place.directory) : stopped.reason;
    }
  }
  return staged;
}
