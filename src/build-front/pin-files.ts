import type {Answers} from '../domain/answers.ts';
import type {FileChoice} from '../domain/events.ts';
import {ofThoseThere, pinnedPlan} from '../domain/pinned-plan.ts';
import {UserError} from '../domain/user-error.ts';
import {compareFiles} from '../services/compare-files.ts';
import {execute} from '../services/execute.ts';
import {shellPath} from '../shell-quote.ts';

/**
 * Writes the files that name the image anew, with the digest or without one. Those that are the person's own are
 * kept: their paths, as the user wrote them. `patched`: a file of the person's own that installs the delegate.
 *
 * @throws UserError when a file is in the way or cannot be written; then nothing was changed
 */
export async function pinFiles(
  digest: string | undefined,
  {
    directory,
    answers,
    patched,
  }: {readonly directory: string; readonly answers: Answers; readonly patched?: string},
): Promise<readonly string[]> {
  const whole = pinnedPlan(answers, digest);
  const all = await compareFiles({directory, files: whole.files});
  const plan = ofThoseThere(whole, all);
  const comparisons = all.filter(({state}) => state !== 'new');
  const blocked = comparisons.find(({state}) => state === 'blocked');
  if (blocked !== undefined)
    throw new UserError(
      `${shellPath(directory, blocked.path)} cannot be replaced: ${blocked.reason ?? 'it is in the way'}.`,
      {next: ['Move it away and press the key again, or choose not to pin the digest.']},
    );
  const keep: FileChoice = 'keep';
  const own = comparisons.filter(({state}) => state === 'edited').map(({path}) => [path, keep] as const);
  const kept: string[] = [];
  for await (const event of execute({plan, directory, choices: Object.fromEntries(own), comparisons}))
    if (event.type === 'file' && event.outcome === 'kept') kept.push(shellPath(directory, event.path));
  return [...kept, ...(patched === undefined ? [] : [shellPath(patched)])];
}
