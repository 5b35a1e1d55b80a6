import type {Row} from '../wizard/screen.ts';
import {lineText, span} from './line.ts';
import type {Line} from './line.ts';
import type {PlacedRow} from './placed-row.ts';
import {wrapWords} from './wrap.ts';

const MOST_LINES = 4;

/**
 * Dim words of a row that are cut where they do not fit. Ticks are gone through key by key: there, each key is
 * to change as little as it can, except where the words are not shown at all.
 */
function wordsOf(row: Row, narrow: boolean): string | undefined {
  switch (row.kind) {
    case 'check':
      return narrow ? (row.locked ?? row.detail) : undefined;
    case 'radio':
      return row.ruledOut ?? row.detail;
    case 'choose':
    case 'options':
    case 'text':
    case 'file':
      return row.detail;
    default:
      return undefined;
  }
}

/** The words of a row whole, where its own lines show only their beginning. */
function cutWords({row, lines}: PlacedRow, narrow: boolean): string {
  const words = wordsOf(row, narrow) ?? '';
  return lines.some((line) => lineText(line).includes(words)) ? '' : words;
}

/**
 * What stands below the rows: the dim words of the focused row, whole. It is as high as the highest of all rows
 * needs it, so that nothing moves when the focus does. Empty where no row needs it.
 */
export function footLines({
  placed,
  width,
  indent,
  narrow,
  ellipsis,
}: {
  placed: readonly PlacedRow[];
  width: number;
  indent: number;
  narrow: boolean;
  ellipsis: string;
}): Line[] {
  const wrap = (row: PlacedRow): string[] =>
    wrapWords({
      text: cutWords(row, narrow),
      width: Math.max(1, width - indent),
      maxLines: MOST_LINES,
      ellipsis,
    });
  const height = Math.max(0, ...placed.map((row) => wrap(row).length));
  const focused = placed.find((row) => row.focused);
  const shown = focused === undefined ? [] : wrap(focused);
  return Array.from({length: height}, (_, index): Line => {
    const text = shown[index];
    return text === undefined ? [] : [span(' '.repeat(indent)), span(text, 'dim')];
  });
}
