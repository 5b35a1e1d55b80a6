import {evidenceText} from './evidence-text.ts';
import type {Words} from './finding-row.ts';

const MAX_WORD = 240;

/** Puts words into the `{word}`s of a sentence, safe to print. A word that is missing leaves nothing behind. */
export const fillWords = (sentence: string, words: Words): string =>
  sentence
    .replace(/\{(\w+)\}/g, (_whole, name: string) =>
      Object.hasOwn(words, name) ? evidenceText(words[name] ?? '', MAX_WORD) : '',
    )
    .trim();
