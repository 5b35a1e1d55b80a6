import {addressPasswords} from '../address-passwords.ts';
import type {Install} from '../choices.ts';
import {hiddenInHcl} from './hidden-hcl.ts';
import {hiddenComments, hiddenLines} from './hidden-lines.ts';
import type {HiddenPlace, TextPart} from './hidden-place.ts';
import {hiddenInYaml} from './hidden-yaml.ts';

/** How a text is read: as one of the files that install a delegate, or by its lines. Other YAML is read as a manifest. */
export type TextKind = Install | 'lines';

const READERS: Readonly<Record<TextKind, (part: TextPart) => HiddenPlace[]>> = {
  manifest: hiddenInYaml,
  helm: hiddenInYaml,
  terraform: hiddenInHcl,
  lines: (part) => hiddenLines(part, {wide: false}),
};

/**
 * Both texts with every value of a Secret, and of keys and variables that are named like secrets, and every password
 * in an address, as `***`; where they differ, as `*** (before)` and `*** (after)`. Empty values and placeholders
 * stay: they are no secrets.
 */
export function maskedTexts(
  before: string,
  after: string,
  kind: TextKind = 'manifest',
): {readonly before: string; readonly after: string} {
  const [left, right] = [hiddenIn(before, kind), hiddenIn(after, kind)];
  return {
    before: masked(before, left, {others: right, word: '(before)'}),
    after: masked(after, right, {others: left, word: '(after)'}),
  };
}

function hiddenIn(text: string, kind: TextKind): HiddenPlace[] {
  const whole = {text, span: {start: 0, end: text.length}, id: ''};
  const own = READERS[kind](whole);
  return apart([...own, ...repeatsOf(own, text), ...hiddenComments(text), ...hiddenInAddresses(text)]);
}

/** As tokens are: shorter words, those of one case without a digit, and addresses mean something else elsewhere. */
const REPEATED = /^(?=\D*\d|[^A-Z]*[A-Z][^a-z]*[a-z]|[^a-z]*[a-z][^A-Z]*[A-Z])(?!\w+:\/\/)\S{16,}$/;
/** So that a text full of secrets does not make it slow. */
const MAX_REPEATED = 100;

/** The same values elsewhere: who replaces a placeholder by its name puts the token into comments, too. */
function repeatsOf(places: readonly HiddenPlace[], text: string): HiddenPlace[] {
  const words = places.flatMap(({value}) => String(value).split(/[\s"',;]+/));
  const long = [...new Set(words)].filter((word) => REPEATED.test(word)).slice(0, MAX_REPEATED);
  return long.flatMap((value, index) => {
    const found: HiddenPlace[] = [];
    for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + value.length))
      found.push({id: `repeat/${index} ${found.length}`, value, span: {start: at, end: at + value.length}});
    return found;
  });
}

/** Passwords in addresses, wherever they stand: each goes by what is before it. */
function hiddenInAddresses(text: string): HiddenPlace[] {
  const counts = new Map<string, number>();
  return addressPasswords(text).map(({front, password, at}) => {
    const count = (counts.get(front) ?? 0) + 1;
    counts.set(front, count);
    return {
      id: `address/${front} ${count}`,
      value: password,
      span: {start: at, end: at + password.length},
    };
  });
}

/** Places in their order; of two that meet, the second begins where the first ends. */
function apart(places: readonly HiddenPlace[]): HiddenPlace[] {
  let end = 0;
  return places
    .toSorted((left, right) => left.span.start - right.span.start)
    .flatMap((place) => {
      const start = Math.max(place.span.start, end);
      if (place.span.end <= start) return [];
      end = place.span.end;
      return [{...place, span: {start, end}}];
    });
}

function masked(
  text: string,
  places: readonly HiddenPlace[],
  {others, word}: {readonly others: readonly HiddenPlace[]; readonly word: string},
): string {
  const values = new Map(others.map(({id, value}) => [id, value]));
  let at = 0;
  const parts = places.map(({id, value, span}) => {
    const shown = values.has(id) && values.get(id) !== value ? `*** ${word}` : '***';
    const lineEnd = /\r?\n$/.exec(text.slice(span.start, span.end))?.[0] ?? '';
    const front = text.slice(at, span.start);
    at = span.end;
    return front + shown + lineEnd;
  });
  return parts.join('') + text.slice(at);
}
