import {cells} from '../../src/ui/cells.ts';
import type {FrameLayout} from '../../src/ui/layout.ts';
import {lineText} from '../../src/ui/line.ts';
import type {Theme} from '../../src/ui/theme.ts';

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - cells(text)));

/** The left side of the frame, with pointers. */
function leftText({middle, plan}: FrameLayout, theme: Theme): string[] {
  if (middle === undefined) return [];
  const gap = plan.gaps ? [''] : [];
  const rows = middle.rows.flatMap(({lines, focused}) =>
    lines.map((line, index) => (focused && index === 0 ? `${theme.glyphs.pointer} ` : '  ') + lineText(line)),
  );
  return [
    lineText(middle.question),
    ...middle.status.map(lineText),
    ...gap,
    ...(middle.filter === undefined ? [] : [lineText(middle.filter)]),
    ...rows,
    ...(middle.more === undefined ? [] : [lineText(middle.more)]),
    ...middle.foot.map(lineText),
    ...(middle.notices.length > 0 ? gap : []),
    ...middle.notices.map(lineText),
    ...(middle.verdict.length > 0 ? gap : []),
    ...middle.verdict.map(lineText),
  ];
}

/** A layout as the lines that should be visible, worked out without Ink. */
export function frameText(layout: FrameLayout, theme: Theme): string[] {
  const {plan, width, leftWidth, middle, panel = []} = layout;
  const left = leftText(layout, theme);
  const rule = theme.glyphs.rule.repeat(width);
  const between = Array.from({length: Math.max(left.length, panel.length)}, (_, index) => {
    const right = lineText(panel[index] ?? []);
    return middle === undefined ? right : `${padded(left[index] ?? '', leftWidth)} ${right}`;
  });
  return [
    lineText(layout.header),
    ...(plan.topRule ? [rule] : []),
    ...between,
    ...(plan.bottomRule ? [rule] : []),
    lineText(layout.footer),
  ].map((line) => ` ${line}`.trimEnd());
}
