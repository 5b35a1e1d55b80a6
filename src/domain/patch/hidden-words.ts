import {decodedBase64} from '../secret-spellings.ts';
import type {HiddenPlace} from './hidden-place.ts';

/** As tokens are: shorter words, those of one case without a digit, and addresses mean something else elsewhere. */
const TOKEN_LIKE = /^(?=\D*\d|[^A-Z]*[A-Z][^a-z]*[a-z]|[^a-z]*[a-z][^A-Z]*[A-Z])(?!\w+:\/\/)\S{16,}$/;
const BETWEEN = /[\s"',;()[\]{}]+/;
/** So that a text full of secrets does not make it slow. */
const MAX_WORDS = 100;
/** So much of a word is looked for; to look for more at once can take the square of its length. */
const MAX_NEEDLE = 200;

/** Words of hidden values that are hidden wherever they stand, also where a Secret holds them in base64. */
export function hiddenWords(places: readonly HiddenPlace[]): string[] {
  const words = places.flatMap(({value}) => String(value).split(BETWEEN));
  const all = words.flatMap((word) => [word, decodedBase64(word)]);
  return [...new Set(all)].filter((word) => TOKEN_LIKE.test(word)).slice(0, MAX_WORDS);
}

/** Where these words stand: who replaces a placeholder by its name puts the token into comments, too. */
export const placesOfWords = (words: readonly string[], text: string): HiddenPlace[] =>
  words.flatMap((word, index) => {
    const needle = word.slice(0, MAX_NEEDLE);
    const found: HiddenPlace[] = [];
    for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + needle.length)) {
      const length = text.startsWith(word, at) ? word.length : needle.length;
      found.push({id: `word/${index} ${found.length}`, value: word, span: {start: at, end: at + length}});
    }
    return found;
  });
