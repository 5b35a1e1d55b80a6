import type {Answers} from './answers.ts';
import type {FileComparison} from './events.ts';
import {makePlan} from './plan.ts';
import type {FileRole, Plan} from './plan-types.ts';

/** Files that say what the delegate runs; the others are the same with any digest. */
const NAMING: readonly FileRole[] = ['manifest', 'values', 'terraform', 'answers'];

/** The answers with this digest, or without any: the delegate runs what the tag names then. */
export function withDigest(answers: Answers, digest: string | undefined): Answers {
  const {digest: _old, ...image} = answers.image;
  return {...answers, image: digest === undefined ? image : {...image, digest}};
}

/**
 * The files that change when a digest is pinned, or let go of. Holds no token. `isExisting`: a file that people have
 * installs the delegate, and the answers say so.
 */
export function pinnedPlan(
  answers: Answers,
  digest: string | undefined,
  {isExisting = false}: {readonly isExisting?: boolean} = {},
): Plan {
  const {files} = makePlan({answers: withDigest(answers, digest), isExisting});
  return {files: files.filter(({role}) => NAMING.includes(role))};
}

/** Without the files that are not there: another file installs the delegate then, and no new one is made. */
export const ofThoseThere = ({files}: Plan, comparisons: readonly FileComparison[]): Plan => ({
  files: files.filter(({path}) => comparisons.some((one) => one.path === path && one.state !== 'new')),
});
