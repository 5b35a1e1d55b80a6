import type {Arguments} from '../../args.ts';
import {usageProblem} from '../../args/usage-problem.ts';
import type {Answers, PartialAnswers} from '../../domain/answers.ts';
import {referenceProblem} from '../../domain/build-run/check-reference.ts';
import {checkAnswers, type Today} from '../../domain/check-answers.ts';
import {runningImage} from '../../domain/image-ref.ts';
import {isPlainObject, mergeAnswers, mergeDeep} from '../../domain/merge.ts';
import type {PatchWishes} from '../../domain/patch/patch-types.ts';
import type {Problem} from '../../domain/problem.ts';
import {valueAt} from '../../domain/value-at.ts';
import {gatherAnswers} from '../../inputs/gather-answers.ts';
import type {Io} from '../../console/io.ts';
import {readToken, TOKEN_MISSING} from '../../inputs/read-token.ts';
import {isError} from '../../console/tell-problems.ts';

interface Run {
  readonly args: Arguments;
  readonly io: Io;
  readonly today: Today;
}

interface ReadWishes {
  readonly wishes: PatchWishes;
  /** Errors among them: the wishes are not to be carried out. */
  readonly problems: readonly Problem[];
}

/** A digest may stand in the place of the tag. */
function withoutDigest(image: string): string {
  const name = image.replace(/@sha256:[0-9a-f]{64}$/, '');
  return name === image || name.lastIndexOf(':') > name.lastIndexOf('/') ? name : `${name}:by-digest`;
}

/**
 * What the command line and its preset ask for. Only what they say counts: defaults change nothing in a file
 * that people have.
 *
 * @throws UserError when the preset cannot be read
 */
export async function readWishes(run: Run): Promise<ReadWishes> {
  const {args, io, today} = run;
  const {image: named, imagePullPolicy, fixAutoscaler, fixSelector} = args.options;
  const gathered = await gatherAnswers({args, io});
  const {layers} = gathered;
  const merged = mergeAnswers(layers);
  const said = mergeDeep(layers.preset ?? {}, layers.flags) as PartialAnswers;
  const fromAnswers = named === undefined && said.image?.repository !== undefined;
  const {problems} = checkAnswers(merged, {today, positionOf: gathered.positionOf});
  const wrong = problems.filter((problem) => isError(problem) && concerns(problem, {said, fromAnswers}));
  const reference = named === undefined ? undefined : referenceProblem(withoutDigest(named));
  const token = await tokenWishes(run, said);
  const all = [
    ...gathered.problems,
    ...wrong,
    ...(reference === undefined ? [] : [usageProblem('invalid', reference, '--image')]),
    ...token.problems,
  ];
  if (all.some(isError)) return {wishes: {}, problems: all};
  const image = named ?? (fromAnswers ? runningImage(merged as Answers) : undefined);
  const wishes = {
    ...ofAnswers(said),
    named: NAMED.filter((key) => valueAt(layers.flags, ['delegate', key]) !== undefined),
    image,
    imagePullPolicy,
    fixAutoscaler,
    fixSelector,
    ...token.wishes,
  };
  return {
    wishes: Object.fromEntries(Object.entries(wishes).filter(([, value]) => value !== undefined)),
    problems: all,
  };
}

/** Flags of one file each; a preset is for many, so what it says of these fills gaps alone. */
const NAMED = ['accountId', 'managerUrl'] as const;

function ofAnswers({image, cluster, delegate = {}}: PartialAnswers) {
  const {replicas, cpu, memory, securityContext, accountId, managerUrl} = delegate;
  return {
    pullSecret: image?.pullSecret,
    clusterType: cluster?.type,
    securityContext,
    replicas,
    cpu,
    memory,
    accountId,
    managerUrl,
  };
}

/** What is wrong with an answer that counts here: one that was said, or that the image needs. */
function concerns(
  {field, code}: Problem,
  {said, fromAnswers}: {readonly said: PartialAnswers; readonly fromAnswers: boolean},
): boolean {
  if (fromAnswers && /^(?:image|base)\./.test(field)) return true;
  const value = valueAt(said, field.split('.'));
  return code !== 'missing' && value !== undefined && !isPlainObject(value);
}

async function tokenWishes(
  {args, io}: Run,
  {delegate}: PartialAnswers,
): Promise<{readonly wishes: PatchWishes; readonly problems: readonly Problem[]}> {
  const {from, secretName} = delegate?.token ?? {};
  const isFile = from === 'file' || args.options.tokenFile !== undefined;
  if (from === 'secret') {
    if (secretName !== undefined) return {wishes: {tokenSecret: secretName}, problems: []};
    const missing = usageProblem('missing', 'is not given: the Secret that has the token', '--token-secret');
    return {wishes: {}, problems: [missing]};
  }
  if (!isFile) return {wishes: {}, problems: []};
  const {token, problems} = await readToken({args, io});
  if (token !== undefined) return {wishes: {token}, problems};
  return {wishes: {}, problems: problems.length === 0 ? [TOKEN_MISSING] : problems};
}
