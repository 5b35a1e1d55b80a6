import type {Arguments} from '../../args.ts';
import {printLines, type Io} from '../../console/io.ts';
import type {Today} from '../../domain/check-answers.ts';
import {UserError} from '../../domain/user-error.ts';
import type {ExitCode} from '../../domain/exit-code.ts';
import {applyByHand} from '../../fronts/apply-by-hand.ts';
import {tellRefusal, type Refusal} from '../../fronts/open-run.ts';
import {insteadOfKubectl} from '../../services/kubectl/find-kubectl.ts';
import {gatherManifests} from './manifests.ts';

interface Run {
  readonly args: Arguments;
  readonly io: Io;
  readonly today: Today;
}

/**
 * What an apply does where no kubectl runs: it writes the files that the command line makes, and tells how to get
 * kubectl, and what to run where there is one.
 *
 * @throws UserError when a file cannot be read or written
 */
export async function withoutKubectl({why, exitCode}: Refusal, run: Run): Promise<ExitCode> {
  const {args, io} = run;
  const {json, context, practice} = args.options;
  const manifests = await gatherManifests(run);
  if (typeof manifests === 'number') return manifests;
  const {paths = [], isWritten = false} = manifests;
  // Who wanted to practise has no cluster in mind.
  const isByHand = paths.length > 0 && practice === undefined;
  const next = isByHand ? [insteadOfKubectl(applyByHand(paths, context))] : [];
  const told = why instanceof UserError ? new UserError(why.message, {next: [...why.next, ...next]}) : why;
  const refused = tellRefusal({exitCode, why: told}, {io, json});
  printLines(io.err, [
    isWritten ? 'The files are written; nothing was applied.' : 'Nothing was written or applied.',
  ]);
  return refused;
}
