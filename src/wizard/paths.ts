import type {PartialAnswers} from '../domain/answers.ts';
import {isPlainObject} from '../domain/merge.ts';
import {valueAt} from '../domain/value-at.ts';

/** The value at a path such as `delegate.proxy.port`; `undefined` where there is none. */
export const getAt = (answers: PartialAnswers, path: string): unknown => valueAt(answers, path.split('.'));

/** A copy with another value at a path; `undefined` takes the answer out. Only what lies on the path is copied. */
export function setAt(answers: PartialAnswers, path: string, value: unknown): PartialAnswers {
  return put(answers, path.split('.'), value) as PartialAnswers;
}

function put(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const {[key]: old, ...others} = isPlainObject(node) ? node : {};
  const next = put(old, rest, value);
  return next === undefined ? others : {...(isPlainObject(node) ? node : {}), [key]: next};
}

/** A raw answer as a word; empty when there is none or it is something else. */
export const wordAt = (answers: PartialAnswers, path: string): string => {
  const value = getAt(answers, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** True when one path is the other, or lies in it. */
export const isWithin = (path: string, parent: string): boolean =>
  path === parent || path.startsWith(`${parent}.`);
