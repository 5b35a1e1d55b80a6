import {addressPasswords} from '../address-passwords.ts';
import type {Install} from '../choices.ts';
import {optionSecrets} from '../option-secrets.ts';
import {hiddenInHcl} from './hidden-hcl.ts';
import {hiddenComments, hiddenLines} from './hidden-lines.ts';
import type {HiddenPlace, TextPart} from './hidden-place.ts';
import {hiddenWords, placesOfWords} from './hidden-words.ts';
import {hiddenInYaml} from './hidden-yaml.ts';

/** How a text is read: as one of the files that install a delegate, as answers, or by its lines. Other YAML is read as a manifest. */
export type TextKind = Install | 'answers' | 'lines';

const isWord = (value: unknown): boolean => /^[a-z-]{1,20}$/.test(String(value));

const READERS: Readonly<Record<TextKind, (part: TextPart) => HiddenPlace[]>> = {
  manifest: hiddenInYaml,
  helm: hiddenInYaml,
  terraform: hiddenInHcl,
  // Where the token comes from is none, as long as it is one of these words.
  answers: (part) =>
    hiddenInYaml(part).filter(({id, value}) => !id.endsWith('/token/from') || !isWord(value)),
  lines: (part) => hiddenLines(part, {wide: false}),
};

/**
 * Both texts with every value of a Secret, and of keys and variables that are named like secrets, and every password
 * in an address or behind an option, as `***`, wherever it stands; where they differ, as `*** (before)` and
 * `*** (after)`. Empty values and placeholders stay: they are no secrets.
 */
export function maskedTexts(
  before: string,
  after: string,
  kind: TextKind = 'manifest',
): {readonly before: string; readonly after: string} {
  const own = [before, after].map((text) => hiddenIn(text, kind));
  // Of both: what is a secret on one side only would stand on the other in clear text.
  const words = hiddenWords(own.flat());
  const [left = [], right = []] = [before, after].map((text, side) =>
    apart([...(own[side] ?? []), ...placesOfWords(words, text)]),
  );
  return {
    before: masked(before, left, {others: right, word: '(before)'}),
    after: masked(after, right, {others: left, word: '(after)'}),
  };
}

function hiddenIn(text: string, kind: TextKind): HiddenPlace[] {
  const whole = {text, span: {start: 0, end: text.length}, id: ''};
  return [...READERS[kind](whole), ...hiddenComments(text), ...hiddenInScripts(text)];
}

/** Passwords in addresses and behind options, wherever they stand: each goes by what is before it. */
function hiddenInScripts(text: string): HiddenPlace[] {
  const counts = new Map<string, number>();
  const found = [
    ...optionSecrets(text),
    ...addressPasswords(text).map(({password, ...place}) => ({...place, value: password})),
  ];
  return found.map(({front, value, at}) => {
    const count = (counts.get(front) ?? 0) + 1;
    counts.set(front, count);
    return {id: `script/${front} ${count}`, value, span: {start: at, end: at + value.length}};
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
