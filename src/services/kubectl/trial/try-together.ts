import {appliedObject} from '../../../domain/deploy/apply-output.ts';
import {kubectlName, type ObjectRef} from '../../../domain/deploy/object-ref.ts';
import type {ManifestObject} from '../../../domain/deploy/read-manifest.ts';
import type {CallResult} from '../call.ts';
import type {KubectlFailure} from '../classify-error.ts';
import {unreachable} from '../unreachable.ts';
import {accepted, trial, warningsIn, type Trial, type TryRequest} from './trial-call.ts';

/** Fewer are tried one by one at once. */
const LEAST = 3;

export interface Answer {
  readonly trial: Trial;
  readonly warnings: readonly string[];
}

export interface Together {
  readonly answers: readonly Answer[];
  /** What was said of the only object that is left. */
  readonly last?: CallResult;
  /** The server cannot be asked any more. */
  readonly failure?: KubectlFailure;
}

/**
 * Answers for all objects that the server accepts as they are, in two calls: with JSON, kubectl prints nothing when
 * one object is refused, so it has to say first which those are. Objects without an answer are to be tried alone.
 * Never throws.
 */
export async function tryTogether(request: TryRequest): Promise<Together> {
  const {objects} = request;
  if (objects.length < LEAST) return {answers: []};
  const named = await trial(request, objects, []);
  const lost = unreachable(named);
  if (lost !== undefined) return {answers: [], failure: lost};
  const good = acceptedIn(named.stdout, objects);
  if (good.length === 0 || named.ok) return {answers: []};
  const result = await trial(request, good);
  const failure = unreachable(result);
  if (failure !== undefined) return {answers: [], failure};
  const warnings = warningsIn(result.stderr);
  const answers = result.ok ? accepted(result.stdout, good).map((trial) => ({trial, warnings})) : [];
  return {answers, ...(answers.length === objects.length - 1 ? {last: named} : {})};
}

const nameOf = (ref: ObjectRef): string => kubectlName(ref).toLowerCase();

/** kubectl leaves out the namespace, so two of one name are in doubt. */
function acceptedIn(stdout: string, objects: readonly ManifestObject[]): ManifestObject[] {
  const refs = objects.map(({ref}) => ref);
  const named = new Set(
    stdout
      .split('\n')
      .flatMap((line) => appliedObject(line, refs) ?? [])
      .map(nameOf),
  );
  const isOnlyOne = (name: string): boolean => refs.filter((ref) => nameOf(ref) === name).length === 1;
  return objects.filter(({ref}) => named.has(nameOf(ref)) && isOnlyOne(nameOf(ref)));
}
