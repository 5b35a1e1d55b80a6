import {lineDiff, type LineDiff} from '../line-diff.ts';
import {yamlText} from '../yaml-text.ts';
import {comparable} from './comparable.ts';
import {isObject, sameJson, type JsonObject} from './json.ts';
import {changeSecrets, secretPlaces} from './secret-places.ts';

const HIDDEN = '***';

/**
 * What applying changes in one object, as unified diff lines of its YAML; `undefined` on either side for an
 * object that does not exist there. Values of Secrets, of variables and keys that are named like secrets, and
 * passwords in addresses show as `***`, and as `*** (before)` and `*** (after)` where they differ.
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

const masked = (before: Side, after: Side): readonly [Side, Side] => [
  maskedSide(before, after, '(before)'),
  maskedSide(after, before, '(after)'),
];

function maskedSide(side: Side, other: Side, word: string): Side {
  if (side === undefined) return undefined;
  const others = new Map((other === undefined ? [] : secretPlaces(other)).map(({id, value}) => [id, value]));
  return changeSecrets(side, ({id, value}) =>
    others.has(id) && !sameJson(others.get(id), value) ? `${HIDDEN} ${word}` : HIDDEN,
  );
}
