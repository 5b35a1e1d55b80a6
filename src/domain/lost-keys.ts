import {FIELDS} from './fields.ts';
import {isPlainObject} from './merge.ts';
import type {Problem} from './problem.ts';
import {answerAt} from './value-at.ts';

/** Keys that the schema leaves out without a word. Source: valibot, record. */
const LOST = ['__proto__', 'constructor', 'prototype'];

/** Names in mappings that would be lost, so that nothing is left out that somebody has asked for. */
export const lostKeys = (raw: unknown): Problem[] =>
  FIELDS.filter(({kind}) => kind === 'map').flatMap(({path}) => {
    const map = answerAt(raw, path);
    const names = isPlainObject(map) ? LOST.filter((name) => Object.hasOwn(map, name)) : [];
    return names.map((name) => ({
      field: `${path}.${name}`,
      code: 'lost-key',
      severity: 'error' as const,
      message: 'is a name that cannot be used here; choose another',
    }));
  });
