/** What is used of `Intl.Segments`. */
export interface Graphemes extends Iterable<{readonly segment: string; readonly index: number}> {
  readonly containing: (index?: number) => {readonly segment: string; readonly index: number} | undefined;
}

/**
 * Texts in which every character stands for itself: Latin, and signs such as arrows, lines and ticks. Carriage
 * return is missing, since it belongs to the line feed behind it.
 * Source: Unicode Standard Annex 29, grapheme cluster boundaries.
 */
const SINGLE = /^[\u0000-\u000c\u000e-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u2bff]*$/;

function* singles(text: string): Generator<{readonly segment: string; readonly index: number}> {
  for (const [index, segment] of text.split('').entries()) yield {segment, index};
}

/**
 * Works as `new Intl.Segmenter(locale, options)` for graphemes. To make a real one costs some 10 ms, so it is made
 * when the first text needs it; most runs never show or read such a text.
 */
export function createSegmenter(
  locale?: string,
  options?: Intl.SegmenterOptions,
): {readonly segment: (text: string) => Graphemes} {
  let segmenter: Intl.Segmenter | undefined;
  const real = (text: string): Graphemes => (segmenter ??= new Intl.Segmenter(locale, options)).segment(text);
  return {
    segment: (text) =>
      SINGLE.test(text)
        ? {[Symbol.iterator]: () => singles(text), containing: (index) => real(text).containing(index)}
        : real(text),
  };
}
