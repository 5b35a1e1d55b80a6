import {lineDiff, type LineDiff} from '../line-diff.ts';
import {yamlText} from '../yaml-text.ts';
import {comparable} from './comparable.ts';
import {isObject, objectAt, sameJson, type JsonObject} from './json.ts';

const HIDDEN = '***';
const SECRET_PARTS = ['data', 'stringData'];

/**
 * What applying changes in one object, as unified diff lines of its YAML; `undefined` on either side for an
 * object that does not exist there. Values of Secrets show as `***`, and as `*** (before)` and
 * `*** (after)` where they differ.
 */
export function maskedDiff(before: JsonObject | undefined, after: JsonObject | undefined): LineDiff {
  const [left, right] = masked(before && comparable(before), after && comparable(after));
  return lineDiff(textOf(left), textOf(right));
}

const textOf = (value: JsonObject | undefined): string =>
  value === undefined ? '' : yamlText(sorted(value));

/** Keys in one order, so that only values make lines differ. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

type Side = JsonObject | undefined;

function masked(before: Side, after: Side): readonly [Side, Side] {
  if (before?.['kind'] !== 'Secret' && after?.['kind'] !== 'Secret') return [before, after];
  return [maskedSide(before, after, '(before)'), maskedSide(after, before, '(after)')];
}

function maskedSide(side: Side, other: Side, word: string): Side {
  if (side === undefined) return undefined;
  const parts = SECRET_PARTS.filter((part) => part in side).map((part) => [
    part,
    maskedPart(part, {side, other, word}),
  ]);
  return {...side, ...Object.fromEntries(parts)};
}

function maskedPart(
  part: string,
  {side, other, word}: {side: JsonObject; other: Side; word: string},
): JsonObject {
  const otherPart = objectAt(other, part);
  return Object.fromEntries(
    Object.entries(objectAt(side, part)).map(([key, value]) => {
      const differs = Object.hasOwn(otherPart, key) && !sameJson(otherPart[key], value);
      return [key, differs ? `${HIDDEN} ${word}` : HIDDEN];
    }),
  );
}
