import {isSecretName} from '../secret-name.ts';
import {isPlaceholder} from '../token.ts';
import {at, listAt, objectAt, textAt} from '../deploy/json.ts';
import type {YamlPath} from '../yaml-edit/edit-types.ts';
import {isTokenGap} from './token-places.ts';
import {readSource, type Source, type SourceObject} from './source.ts';

interface Secret {
  /** The same for the same value before and after an edit. */
  readonly id: string;
  readonly value: unknown;
  readonly span: {readonly start: number; readonly end: number};
}

/**
 * Both texts with every value of a Secret, and of variables that are named like secrets, as `***`; where they
 * differ, as `*** (before)` and `*** (after)`. Empty values and placeholders stay: they are no secrets.
 */
export function maskedTexts(
  before: string,
  after: string,
): {readonly before: string; readonly after: string} {
  const [left, right] = [secretsIn(before), secretsIn(after)];
  return {
    before: masked(before, left, {others: right, word: '(before)'}),
    after: masked(after, right, {others: left, word: '(after)'}),
  };
}

function masked(
  text: string,
  secrets: readonly Secret[],
  {others, word}: {readonly others: readonly Secret[]; readonly word: string},
): string {
  return secrets
    .toSorted((left, right) => right.span.start - left.span.start)
    .reduce((result, {id, value, span}) => {
      const other = others.find((each) => each.id === id);
      const shown = other !== undefined && other.value !== value ? `*** ${word}` : '***';
      const ends = text[span.end - 1] === '\n' ? '\n' : '';
      return result.slice(0, span.start) + shown + ends + result.slice(span.end);
    }, text);
}

function secretsIn(text: string): Secret[] {
  const source = readSource({text, file: ''});
  const all = source.objects.flatMap((object) =>
    (object.kind === 'Secret' ? secretPaths(object) : variablePaths(object.value, [])).flatMap((path) =>
      secretAt(source, object, path),
    ),
  );
  // What an alias leads to is met more than once.
  return all.filter(({span}, index) => all.findIndex((other) => other.span.start === span.start) === index);
}

function secretAt(source: Source, object: SourceObject, path: YamlPath): Secret[] {
  const value = at(object.value, ...path);
  const span = source.documents
    .find(({index}) => index === object.document)
    ?.spanOf([...object.path, ...path]);
  if (span === undefined || span.start === span.end || typeof value === 'object') return [];
  const part = path[0] === 'data' ? 'data' : 'stringData';
  if (isTokenGap({value, part}) || (typeof value === 'string' && isPlaceholder(value))) return [];
  return [{id: `${object.document}/${[...object.path, ...path].join('/')}`, value, span}];
}

const secretPaths = ({value}: SourceObject): YamlPath[] =>
  ['data', 'stringData'].flatMap((part) => Object.keys(objectAt(value, part)).map((key) => [part, key]));

/** Variables in clear text, wherever an object lists `env`. */
function variablePaths(node: unknown, path: YamlPath): YamlPath[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, item]) => {
    const here = [...path, Array.isArray(node) ? Number(key) : key];
    const own =
      key === 'env' && Array.isArray(item)
        ? listAt(node, 'env').flatMap((entry, index) =>
            isSecretName(textAt(entry, 'name') ?? '') ? [[...here, index, 'value']] : [],
          )
        : [];
    return [...own, ...variablePaths(item, here)];
  });
}
