import {closest, distance} from 'fastest-levenshtein';

/** The known word that `word` was probably meant to be; `undefined` when none is near. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  if (word === '' || known.length === 0) return undefined;
  const candidate = closest(word.toLowerCase(), known);
  const allowed = Math.max(1, Math.floor(candidate.length / 3));
  return distance(word.toLowerCase(), candidate.toLowerCase()) <= allowed ? candidate : undefined;
}
