import * as v from 'valibot';
import {answersSchema, type Answers} from './answers.ts';
import {DEFAULT_ANSWERS, USUAL_MANAGER_URL} from './defaults.ts';
import {isPlainObject, mergeDeep} from './merge.ts';
import {valueAt} from './value-at.ts';

/** What stands in a preview for an answer that has no default. Written into no file. */
const STAND_INS = {
  image: {repository: 'your-org/custom-delegate'},
  delegate: {accountId: 'YOUR_ACCOUNT_ID', managerUrl: USUAL_MANAGER_URL},
} as const;

/** The schema library tells one unknown key of a mapping at a time; more than this many are not looked for. */
const MAX_ROUNDS = 50;
/** With more wrong answers nothing is mended, and no more are told: it is another file, not a preset with mistakes. */
const MAX_ISSUES = 200;

export interface FilledAnswers {
  /** Complete and well-formed; `undefined` when `raw` is not a mapping at all, or hardly anything in it fits. */
  readonly answers?: Answers;
  /** Paths that were replaced, with the issues that made it necessary. */
  readonly issues: readonly Issue[];
}

/**
 * Unchecked answers -> answers that generators can draw: what is missing or wrong is replaced by the
 * default or a stand-in, list items that are wrong are left out, unknown keys dropped. Never throws.
 */
export function fillGaps(raw: unknown): FilledAnswers {
  const first = v.safeParse(answersSchema, raw);
  if (first.success) return {answers: first.output, issues: []};
  if (!isPlainObject(raw) || first.issues.length > MAX_ISSUES)
    return {issues: first.issues.slice(0, MAX_ISSUES)};
  const issues = new Map<string, Issue>();
  let draft: unknown = structuredClone(raw);
  let result: ReturnType<typeof parse> = first;
  for (let round = 0; round < MAX_ROUNDS && !result.success; round++) {
    // From the last list item to the first, so that leaving one out does not move the next.
    for (const issue of [...result.issues].reverse()) {
      const path = pathOf(issue);
      if (!issues.has(path.join('.'))) issues.set(path.join('.'), issue);
      draft = mend(draft, path);
    }
    result = parse(draft);
  }
  const rank = (issue: Issue) =>
    (first.issues.indexOf(issue) + first.issues.length + 1) % (first.issues.length + 1);
  const told = [...issues.values()].sort((a, b) => rank(a) - rank(b));
  return result.success ? {answers: result.output, issues: told} : {issues: told};
}

type Issue = v.InferIssue<typeof answersSchema>;

const parse = (draft: unknown) => v.safeParse(answersSchema, draft);

const pathOf = (issue: Issue): string[] =>
  ((issue.path ?? []) as readonly {readonly key: unknown}[]).map((part) => String(part.key));

/** A copy of `node` in which the value at `path` is the default, a stand-in, or gone. */
function mend(node: unknown, path: readonly string[], walked: readonly string[] = []): unknown {
  const [key, ...rest] = path;
  // All of a mapping that is wrong: nothing in it is told as missing besides.
  if (key === undefined)
    return mergeDeep(structuredClone(valueAt(DEFAULT_ANSWERS, walked)), valueAt(STAND_INS, walked));
  if (Array.isArray(node) && /^\d+$/.test(key)) return node.filter((_, index) => index !== Number(key));
  if (!isPlainObject(node)) return structuredClone(valueAt(DEFAULT_ANSWERS, walked));
  const value = mend(node[key], rest, [...walked, key]);
  const {[key]: _removed, ...others} = node;
  return value === undefined ? others : {...others, [key]: value};
}
