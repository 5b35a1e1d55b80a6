import type {StatusLine, Verdict} from '../wizard/screen.ts';
import {cells, cutToCells, padToCells} from './cells.ts';
import type {Glyphs} from './glyphs.ts';
import {cutLine, span} from './line.ts';
import type {Line} from './line.ts';
import {signColumn, TONE_ROLES} from './rollout-rows.ts';
import {GAP} from './row-pen.ts';
import {wrapWords} from './wrap.ts';

interface Room {
  readonly width: number;
  readonly glyphs: Glyphs;
}

/** `apply     11 of 11`: labels in one column, one line each. */
export function statusLines(status: readonly StatusLine[], {width, glyphs}: Room): Line[] {
  const column = Math.max(0, ...status.map(({label}) => cells(label)));
  return status.map(({label, text}) => {
    const head = padToCells(label, Math.min(column, width), glyphs.ellipsis);
    const room = Math.max(0, width - cells(head) - GAP.length);
    return cutLine(
      [span(head, 'dim'), span(GAP), span(cutToCells(text, room, glyphs.ellipsis))],
      width,
      glyphs.ellipsis,
    );
  });
}

/** The verdict behind its sign, in at most so many lines. */
export function verdictLines(verdict: Verdict | undefined, room: Room & {readonly maxLines: number}): Line[] {
  if (verdict === undefined) return [];
  const {width, glyphs, maxLines} = room;
  const column = Math.min(signColumn(glyphs), Math.max(0, width - 2));
  const lines = wrapWords({
    text: verdict.text,
    width: Math.max(1, width - column - 1),
    maxLines,
    ellipsis: glyphs.ellipsis,
  });
  return lines.map((text, index) => [
    span(padToCells(index === 0 ? glyphs[verdict.tone] : '', column, ''), TONE_ROLES[verdict.tone]),
    span(' '),
    span(text, 'strong'),
  ]);
}
