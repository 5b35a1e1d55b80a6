import type {PartialAnswers} from '../domain/answers.ts';
import {FIELDS} from '../domain/fields.ts';
import {valueAt} from '../domain/value-at.ts';

/** Values of a field that are kept, newest first. */
const KEPT_PER_FIELD = 5;

/** Fields whose earlier values are worth offering again: text that differs from delegate to delegate. */
const REMEMBERED = FIELDS.filter(
  (field) => field.kind === 'text' && field.path !== 'delegate.initScript',
).map((field) => field.path);

const textAt = (tree: unknown, path: string): string => {
  const value = valueAt(tree, path.split('.'));
  return typeof value === 'string' ? value : '';
};

/** Earlier values by field path with those of these answers in front. */
export function rememberValues(
  recent: Readonly<Record<string, readonly string[]>>,
  answers: PartialAnswers,
): Record<string, readonly string[]> {
  const entries = REMEMBERED.map((path) => {
    const now = textAt(answers, path);
    const earlier = recent[path] ?? [];
    return [
      path,
      now === '' ? earlier : [now, ...earlier.filter((value) => value !== now)].slice(0, KEPT_PER_FIELD),
    ] as const;
  });
  return Object.fromEntries(entries.filter(([, values]) => values.length > 0));
}
