import {listAt, objectAt, textAt} from './json.ts';

const WORDS: Readonly<Record<string, (key: string, values: string) => string>> = {
  In: (key, values) => `${key} in (${values})`,
  NotIn: (key, values) => `${key} notin (${values})`,
  Exists: (key) => key,
  DoesNotExist: (key) => `!${key}`,
};

/** `spec.selector` of a workload as the text that lists and watches take. Empty when it selects nothing. */
export function labelSelector(selector: unknown): string {
  const equal = Object.entries(objectAt(selector, 'matchLabels')).map(
    ([key, value]) => `${key}=${String(value)}`,
  );
  const expressions = listAt(selector, 'matchExpressions').flatMap((expression) => {
    const key = textAt(expression, 'key');
    const word = WORDS[textAt(expression, 'operator') ?? ''];
    return key === undefined || word === undefined ? [] : [word(key, listAt(expression, 'values').join(','))];
  });
  return [...equal, ...expressions].join(',');
}
