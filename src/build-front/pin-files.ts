import type {Answers} from '../domain/answers.ts';
import type {FileChoice} from '../domain/events.ts';
import {ofThoseThere, pinnedPlan} from '../domain/pinned-plan.ts';
import {UserError} from '../domain/user-error.ts';
import {compareFiles} from '../services/compare-files.ts';
import {execute} from '../services/execute.ts';
import {shellPath} from '../console/shell-quote.ts';
import {planOwnPin, type OwnFile} from './pin-own-file.ts';

export interface Pinned {
  /** Files that are the person's own and do not say so now, as the user wrote them. */
  readonly kept: readonly string[];
  /** Where the file of the person's own is as it was. */
  readonly backup?: string;
}

/**
 * Writes the files that name the image anew, with the digest or without one. Those that the person edited are kept;
 * in `patched`, a file of the person's own that installs the delegate, the image is edited and nothing else.
 *
 * @throws UserError when a file is in the way or cannot be written; then nothing was changed
 */
export async function pinFiles(
  digest: string | undefined,
  {
    directory,
    answers,
    patched,
  }: {readonly directory: string; readonly answers: Answers; readonly patched?: OwnFile},
): Promise<Pinned> {
  const isExisting = patched !== undefined;
  const whole = pinnedPlan(answers, digest, {isExisting});
  const all = await compareFiles({directory, files: whole.files});
  const plan = ofThoseThere(whole, all);
  const comparisons = all.filter(({state}) => state !== 'new');
  const blocked = comparisons.find(({state}) => state === 'blocked');
  if (blocked !== undefined)
    throw new UserError(
      `${shellPath(directory, blocked.path)} cannot be replaced: ${blocked.reason ?? 'it is in the way'}.`,
      {next: ['Move it to another place and press the key again, or choose not to pin the digest.']},
    );
  const pinOwn = patched && (await planOwnPin(patched, {answers, digest}));
  const keep: FileChoice = 'keep';
  const own = comparisons.filter(({state}) => state === 'edited').map(({path}) => [path, keep] as const);
  const kept: string[] = [];
  for await (const event of execute({plan, directory, choices: Object.fromEntries(own), comparisons}))
    if (event.type === 'file' && event.outcome === 'kept') kept.push(shellPath(directory, event.path));
  const backup = await pinOwn?.();
  return {
    kept: [...kept, ...(patched === undefined || pinOwn !== undefined ? [] : [shellPath(patched.path)])],
    ...(backup === undefined ? {} : {backup: shellPath(backup)}),
  };
}
