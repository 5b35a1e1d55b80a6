import type {Screen} from '../wizard/screen.ts';
import {cells, cutToCells} from './cells.ts';
import type {Glyphs} from './glyphs.ts';
import type {Theme} from './theme.ts';
import {cutLine, span} from './line.ts';
import type {Line} from './line.ts';

/** Below this many columns the header shrinks to the step, and details go. */
export const NARROW_COLUMNS = 60;
const PROGRAM_NAME = 'delegate-tui';
const GAP = '   ';

/** What the first and the last line of a frame are made from. */
export interface EdgeInput {
  readonly screen: Screen;
  readonly width: number;
  readonly narrow: boolean;
  readonly glyphs: Glyphs;
}

/** `delegate-tui   26.08 · 3 tools        step 2 of 6` */
export function headerLine({screen, width, narrow, glyphs}: EdgeInput): Line {
  const step = screen.corner ?? `step ${screen.stepNumber} of ${screen.stepCount}`;
  if (narrow)
    return screen.corner === undefined
      ? [span(cutToCells(step, width, glyphs.ellipsis), 'dim')]
      : narrowLine(screen.summary, step, {width, glyphs});
  const room = width - cells(PROGRAM_NAME) - cells(step) - 2 * GAP.length;
  const summary = room > 0 ? cutToCells(screen.summary, room, glyphs.ellipsis) : '';
  const fill = Math.max(GAP.length, width - cells(PROGRAM_NAME) - GAP.length - cells(summary) - cells(step));
  return cutLine(
    [span(PROGRAM_NAME, 'strong'), span(GAP), span(summary), span(' '.repeat(fill)), span(step, 'dim')],
    width,
    glyphs.ellipsis,
  );
}

/** Where it happens, and the corner; the name of the program goes. */
function narrowLine(
  summary: string,
  corner: string,
  {width, glyphs}: {readonly width: number; readonly glyphs: Glyphs},
): Line {
  const room = Math.max(0, width - cells(corner) - GAP.length);
  const where = cutToCells(summary, room, glyphs.ellipsis);
  const fill = Math.max(0, width - cells(where) - cells(corner));
  return cutLine(
    [span(where, 'strong'), span(' '.repeat(fill)), span(corner, 'dim')],
    width,
    glyphs.ellipsis,
  );
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** The question; while an overlay is open, the step and the title of the overlay: `Tools › Versions of helm`. */
export function questionLine({step, question, overlay}: Screen, width: number, glyphs: Glyphs): Line {
  const spans =
    overlay === undefined
      ? [span(question, 'strong')]
      : [span(`${capital(step)} ${glyphs.next} `, 'dim'), span(overlay, 'strong')];
  return cutLine(spans, width, glyphs.ellipsis);
}

/** `/ text` while filtering, and how many rows it hides. */
export function filterLine({filter}: Screen, width: number, {glyphs, cursorMark}: Theme): Line | undefined {
  if (filter === undefined) return undefined;
  const hidden = filter.hidden === 0 ? '' : `   ${filter.hidden} hidden`;
  const text = cutToCells(filter.text, Math.max(0, width - 3 - hidden.length), glyphs.ellipsis);
  return [
    span('/ ', 'accent'),
    span(text),
    ...(filter.editing ? [span(cursorMark || ' ', 'cursor')] : []),
    span(hidden, 'dim'),
  ];
}
