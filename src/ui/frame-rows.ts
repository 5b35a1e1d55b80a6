import {lineCells, span} from './line.ts';
import type {Line} from './line.ts';
import type {FrameLayout, Middle} from './layout.ts';
import {POINTER_CELLS} from './place-rows.ts';
import type {PlacedRow} from './placed-row.ts';
import type {Glyphs} from './glyphs.ts';

/** One line of a frame, over its whole width. */
export interface FrameRow {
  readonly line: Line;
  /** The row of the list that it draws, and whether it is that row's first line. */
  readonly placed?: PlacedRow;
  readonly isFirst?: boolean;
}

const EMPTY: FrameRow = {line: []};
const plain = (lines: readonly Line[]): FrameRow[] => lines.map((line) => ({line}));

function listRows(rows: readonly PlacedRow[], {pointer}: Glyphs): FrameRow[] {
  const none = span(' '.repeat(POINTER_CELLS));
  return rows.flatMap((placed) =>
    placed.lines.map((line, index) => ({
      line: [placed.focused && index === 0 ? span(`${pointer} `, 'selected') : none, ...line],
      placed,
      isFirst: index === 0,
    })),
  );
}

function middleRows(middle: Middle, gaps: boolean, glyphs: Glyphs): FrameRow[] {
  const gap = gaps ? [EMPTY] : [];
  const afterGap = (lines: readonly Line[]): FrameRow[] =>
    lines.length === 0 ? [] : [...gap, ...plain(lines)];
  return [
    {line: middle.question},
    ...plain(middle.status),
    ...gap,
    ...(middle.filter === undefined ? [] : [{line: middle.filter}]),
    ...listRows(middle.rows, glyphs),
    ...(middle.more === undefined ? [] : [{line: middle.more}]),
    ...plain(middle.foot),
    ...afterGap(middle.notices),
    ...afterGap(middle.verdict),
  ];
}

const filledTo = (line: Line, width: number): Line => {
  const missing = width - lineCells(line);
  return missing > 0 ? [...line, span(' '.repeat(missing))] : line;
};

/** The panel right of the middle, line by line. */
function sideBySide(left: readonly FrameRow[], panel: readonly Line[], leftWidth: number): FrameRow[] {
  return Array.from({length: Math.max(left.length, panel.length)}, (_, index) => {
    const row = left[index] ?? EMPTY;
    const right = panel[index];
    return right === undefined ? row : {...row, line: [...filledTo(row.line, leftWidth + 1), ...right]};
  });
}

/** A frame from top to bottom: header, rule, rows with the panel beside or over them, rule, keys. */
export function frameRows(
  {plan, width, leftWidth, middle, panel, header, footer}: FrameLayout,
  glyphs: Glyphs,
): FrameRow[] {
  const rule = (wanted: boolean): FrameRow[] =>
    wanted ? [{line: [span(glyphs.rule.repeat(width), 'dim')]}] : [];
  const left = middle === undefined ? [] : middleRows(middle, plan.gaps, glyphs);
  const body = middle === undefined ? plain(panel ?? []) : sideBySide(left, panel ?? [], leftWidth);
  return [{line: header}, ...rule(plan.topRule), ...body, ...rule(plan.bottomRule), {line: footer}];
}
