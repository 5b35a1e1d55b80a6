import {parseConflicts, type FieldConflict} from '../../domain/deploy/apply-output.ts';
import type {ObjectRef} from '../../domain/deploy/object-ref.ts';
import type {ManifestObject} from '../../domain/deploy/read-manifest.ts';
import type {CallResult} from './call.ts';
import type {KubectlFailure} from './classify-error.ts';
import {inTurns} from './in-turns.ts';
import {accepted, JSON_OUTPUT, trial, warningsIn, type Trial, type TryRequest} from './trial/trial-call.ts';
import {tryTogether, type Answer} from './trial/try-together.ts';
import {unreachable} from './unreachable.ts';

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

const AT_ONCE = 2;

/**
 * Lets the server apply the objects without keeping anything. All at once first; when something is refused, what is
 * not is asked for again at once, and the rest one by one, so that every object gets its own answer. Fields of other
 * managers are taken over here, and told. Never throws.
 */
export async function tryObjects(request: TryRequest): Promise<Trials> {
  if (request.objects.length === 0) return {trials: [], warnings: []};
  const all = await trial(request, request.objects);
  if (all.ok) return {trials: accepted(all.stdout, request.objects), warnings: warningsIn(all.stderr)};
  const lost = unreachable(all);
  if (lost !== undefined) return {trials: [], warnings: [], failure: lost};
  const together = await tryTogether(request);
  if (together.failure !== undefined) return {trials: [], warnings: [], failure: together.failure};
  const rest = request.objects.filter(({ref}) => !together.answers.some(({trial}) => trial.ref === ref));
  const alone = await inTurns(rest, AT_ONCE, async (object) => tryOne(request, object, together.last));
  const answers = [...together.answers, ...alone];
  return {
    trials: request.objects.flatMap(({ref}) => answers.find(({trial}) => trial.ref === ref)?.trial ?? []),
    warnings: [...new Set(answers.flatMap(({warnings}) => warnings))],
  };
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
