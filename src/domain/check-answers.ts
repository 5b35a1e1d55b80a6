import type * as v from 'valibot';
import {answersSchema, type Answers} from './answers.ts';
import {baseProblems} from './base-image.ts';
import {buildProblems} from './build-problems.ts';
import {delegateProblems} from './delegate-problems.ts';
import {didYouMean} from './did-you-mean.ts';
import {fieldOf} from './fields.ts';
import {fillGaps} from './fill-gaps.ts';
import {lostKeys} from './lost-keys.ts';
import type {PositionOf} from './preset-text.ts';
import type {Problem, Severity} from './problem.ts';
import {sanitiseLine} from './text.ts';
import {isToken} from './token.ts';
import {toolProblems} from './tool-problems.ts';

/** A month of the calendar; the only thing about "now" that the rules need. */
export interface Today {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
}

export interface CheckedAnswers {
  /** Present when no problem is an error. */
  readonly answers?: Answers;
  /** Errors first, then warnings, then notices; within one severity in the order of the schema. */
  readonly problems: readonly Problem[];
}

const RANK: Record<Severity, number> = {error: 0, warning: 1, notice: 2};

/**
 * Merged answers -> typed answers, or what is missing and wrong. The rules between answers are checked
 * even while some answers are missing, so that everything is told at once. Never throws, whatever `raw` is.
 */
export function checkAnswers(
  raw: unknown,
  context: {readonly today: Today; readonly positionOf?: PositionOf},
): CheckedAnswers {
  const filled = fillGaps(raw);
  const shape = [...filled.issues.map(problemOf), ...lostKeys(raw)];
  const rules = filled.answers ? ruleProblems(filled.answers, context.today) : [];
  const told = shape.map((problem) => problem.field);
  const problems = [
    ...shape,
    ...rules.filter((problem) => !told.some((field) => isWithin(problem.field, field))),
  ]
    .map((problem) => completed(problem, context.positionOf))
    .sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  const hasErrors = problems.some((problem) => problem.severity === 'error');
  return filled.answers && !hasErrors ? {answers: filled.answers, problems} : {problems};
}

/** True for the field itself and for everything inside it. */
const isWithin = (field: string, parent: string): boolean =>
  field === parent || field.startsWith(`${parent}.`) || parent.startsWith(`${field}.`);

function ruleProblems(answers: Answers, today: Today): Problem[] {
  return [
    ...baseProblems({base: answers.base, today}),
    ...toolProblems(answers),
    ...buildProblems(answers),
    ...delegateProblems(answers),
  ];
}

function completed(problem: Problem, positionOf: PositionOf | undefined): Problem {
  const row = fieldOf(problem.field);
  const source = problem.source ?? (problem.field === '' ? undefined : positionOf?.(problem.field));
  return {
    ...problem,
    ...(row === undefined ? {} : {flag: `--${row.flag}`}),
    ...(source === undefined ? {} : {source}),
  };
}

type Issue = v.InferIssue<typeof answersSchema>;

function problemOf(issue: Issue): Problem {
  const keys = ((issue.path ?? []) as readonly {readonly key: unknown}[]).map((part) => String(part.key));
  const field = keys.join('.');
  if (issue.type === 'strict_object' && issue.expected === 'never') return unknownKey(field, keys);
  if (issue.received === 'undefined') return missing(field);
  return {
    field: sanitiseLine(field, {maxLength: 120}),
    code: 'invalid',
    severity: 'error',
    message:
      issue.type === 'strict_object'
        ? `must be a mapping${shown(field, issue.input)}; ${formOf(field, keys)}`
        : `${issue.message}${shown(field, issue.input)}`,
  };
}

/** What may stand in a mapping. People look for a place for the token itself, and there is none. */
const formOf = (field: string, keys: readonly string[]): string =>
  field === 'delegate.token'
    ? 'write "from: file" below it, and give the token with --token-file or DELEGATE_TOKEN; or "from: secret" and "secretName: NAME"'
    : `known in it: ${knownKeys(keys).join(', ')}`;

function missing(field: string): Problem {
  const row = fieldOf(field);
  const help = row && row.path === field ? `: ${row.help}` : '';
  return {field, code: 'missing', severity: 'error', message: `is not answered yet${help}`};
}

function unknownKey(field: string, keys: readonly string[]): Problem {
  const key = keys.at(-1) ?? '';
  const known = knownKeys(keys.slice(0, -1));
  const guess = didYouMean(key, known);
  const hint = guess === undefined ? `known here: ${known.join(', ')}` : `did you mean "${guess}"?`;
  return {
    field: sanitiseLine(field, {maxLength: 120}),
    code: 'unknown-key',
    severity: 'error',
    message: `is not a known answer; ${hint}`,
  };
}

interface SchemaLike {
  readonly entries?: Readonly<Record<string, SchemaLike>>;
  readonly item?: SchemaLike;
  readonly wrapped?: SchemaLike;
  readonly options?: readonly SchemaLike[];
}

/** Keys that the schema allows at a path; follows lists, optional parts and the object form of a union. */
function knownKeys(path: readonly string[]): readonly string[] {
  let schema: SchemaLike | undefined = answersSchema as unknown as SchemaLike;
  const open = (next: SchemaLike | undefined): SchemaLike | undefined => {
    const inner = next?.wrapped ?? next;
    return Array.isArray(inner?.options) ? (inner.options.find((option) => option.entries) ?? inner) : inner;
  };
  for (const part of path) schema = open(schema?.entries?.[part] ?? schema?.item);
  return Object.keys(schema?.entries ?? {});
}

/** Answers in whose place a secret may stand by mistake. */
const NEAR_SECRETS =
  /^(delegate\.(token|env|initScript)|build\.(settings|usernameSecret|passwordSecret))(\.|$)/;

/** The wrong value itself, where it is short text that can be no secret; never more than one line of it. */
function shown(field: string, input: unknown): string {
  if (typeof input === 'number' || typeof input === 'boolean') return `, not ${String(input)}`;
  if (typeof input !== 'string' || input === '') return '';
  if (NEAR_SECRETS.test(field) || isToken(input)) return '';
  return `, not "${sanitiseLine(input, {maxLength: 60})}"`;
}
