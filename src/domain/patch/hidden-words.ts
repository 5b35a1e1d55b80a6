import {decodedBase64, encodedBase64} from '../secret-spellings.ts';
import type {HiddenPlace} from './hidden-place.ts';

/** As tokens are: shorter words, those of one case without a digit, and addresses mean something else elsewhere. */
const TOKEN_LIKE = /^(?=\D*\d|[^A-Z]*[A-Z][^a-z]*[a-z]|[^a-z]*[a-z][^A-Z]*[A-Z])(?!\w+:\/\/)\S{16,}$/;
const BETWEEN = /[\s"',;()[\]{}]+/;
/** So that a text full of secrets does not make it slow. */
const MAX_WORDS = 100;
/** So much of a word is looked for, and what follows is hidden with it: to compare all can take the square of its length. */
const MAX_NEEDLE = 200;

/** Harness shows a token in base64, and a Secret has it so once more. */
const spellings = (word: string): string[] => {
  const decoded = decodedBase64(word);
  return [word, decoded, decodedBase64(decoded), encodedBase64(word)];
};

/** Words of hidden values that are hidden wherever they stand, in base64 too. Tokens are shorter than lines of a certificate. */
export function hiddenWords(places: readonly HiddenPlace[]): string[] {
  const words = places
    .flatMap(({value}) => String(value).split(BETWEEN))
    .filter((word) => TOKEN_LIKE.test(word));
  const all = new Set(words.flatMap(spellings).filter((word) => TOKEN_LIKE.test(word)));
  return [...all].toSorted((left, right) => left.length - right.length).slice(0, MAX_WORDS);
}

/** Where these words stand: who replaces a placeholder by its name puts the token into comments, too. */
export const placesOfWords = (words: readonly string[], text: string): HiddenPlace[] =>
  words.flatMap((word, index) => {
    const needle = word.slice(0, MAX_NEEDLE);
    const found: HiddenPlace[] = [];
    let end = 0;
    for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, end)) {
      end = needle === word ? at + word.length : endOfWord(text, at + needle.length);
      found.push({id: `word/${index} ${found.length}`, value: word, span: {start: at, end}});
    }
    return found;
  });

function endOfWord(text: string, from: number): number {
  let end = from;
  while (end < text.length && !BETWEEN.test(text.charAt(end))) end++;
  return end;
}
