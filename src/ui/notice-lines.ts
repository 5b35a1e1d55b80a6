import type {RowProblem} from '../wizard/screen.ts';
import type {Glyphs} from './glyphs.ts';
import {span} from './line.ts';
import type {Line} from './line.ts';
import {problemLines} from './row-lines.ts';

interface NoticeInput {
  readonly notices: readonly RowProblem[];
  readonly width: number;
  readonly glyphs: Glyphs;
}

function linesOfAll({notices, width, glyphs}: NoticeInput, maxLines: number): Line[] {
  return notices.flatMap((problem) => problemLines({problem, glyphs, width, maxLines}));
}

/** A notice that is told whole, also in a narrow window, and one that is told in short. */
const WHOLE_LINES = 4;
const SHORT_LINES = 2;

/** How many lines the notices would like, each of them whole. */
export function wantedNoticeLines(input: NoticeInput): number {
  return linesOfAll(input, WHOLE_LINES).length;
}

/** The notices in at most `room` lines: whole, else two lines each, else one each, else the first ones and a count. */
export function noticeLines(input: NoticeInput, room: number): Line[] {
  for (const maxLines of [WHOLE_LINES, SHORT_LINES]) {
    const lines = linesOfAll(input, maxLines);
    if (lines.length <= room) return lines;
  }
  const short = linesOfAll(input, 1);
  if (short.length <= room || room <= 1) return short.slice(0, Math.max(0, room));
  const hidden = short.length - (room - 1);
  return [...short.slice(0, room - 1), [span(`${input.glyphs.ellipsis} ${hidden} more`, 'dim')]];
}
