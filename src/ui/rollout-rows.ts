import type {PodRow, ResultRow, Tone} from '../wizard/screen.ts';
import {cells, cutToCells, padToCells, splitAtCells} from './cells.ts';
import type {Glyphs} from './glyphs.ts';
import {span} from './line.ts';
import type {Line, Role} from './line.ts';
import {GAP, joinParts} from './row-pen.ts';
import type {RowPen} from './row-pen.ts';
import {wrapWords} from './wrap.ts';

export const TONE_ROLES: Readonly<Record<Tone, Role>> = {
  ok: 'ok',
  notice: 'dim',
  warning: 'warn',
  error: 'error',
};

/** Signs have different widths in ASCII; words stand in one column behind them. */
export const signColumn = (glyphs: Glyphs): number =>
  Math.max(...[glyphs.ok, glyphs.notice, glyphs.warning, glyphs.error, glyphs.ellipsis].map(cells));

/** `✔ the server accepts all 11 objects`, and what to do; on several lines where it is long. */
export function resultLines(row: ResultRow, pen: RowPen, maxLines: number): Line[] {
  const {glyphs, width, focused} = pen;
  const sign = row.state === 'running' ? glyphs.ellipsis : glyphs[row.state];
  const role = row.state === 'running' ? 'dim' : TONE_ROLES[row.state];
  const column = signColumn(glyphs);
  const text = row.detail === undefined ? row.label : `${row.label} ${row.detail}`;
  const room = Math.max(1, width - column - 1);
  const lines = wrapWords({text, width: room, maxLines, ellipsis: glyphs.ellipsis});
  return (lines.length === 0 ? [''] : lines).map((line, index) => [
    span(padToCells(index === 0 ? sign : '', column, ''), role),
    span(' '),
    span(line, focused ? 'selected' : 'plain'),
  ]);
}

/** The end of a pod's name is what tells it from its brothers. */
function tail(name: string, width: number, ellipsis: string): string {
  const excess = cells(name) - width;
  if (excess <= 0) return name;
  const room = width - cells(ellipsis);
  if (room <= 0) return cutToCells(name, width, ellipsis);
  return ellipsis + splitAtCells(name, cells(name) - room)[1];
}

/** `custom-del-7d9f-x2k8p   image not found   2 restarts   36 s`; the restarts go where the window is narrow. */
export function podLine(row: PodRow, pen: RowPen): Line {
  const {columns, focused, narrow, glyphs} = pen;
  const name = padToCells(tail(row.label, columns.label, glyphs.ellipsis), columns.label, glyphs.ellipsis);
  const word = padToCells(row.word, columns.value, glyphs.ellipsis);
  const parts: Line[] = [
    [span(name, focused ? 'selected' : 'plain')],
    [span(word, row.tone === 'notice' ? 'plain' : TONE_ROLES[row.tone])],
    ...(narrow || row.restarts === '' ? [] : [[span(row.restarts)]]),
    ...(row.age === '' ? [] : [[span(row.age, 'dim')]]),
  ];
  return joinParts(parts, pen);
}

/** What stands under a pod that has no problem. */
export function podNote(row: PodRow, pen: RowPen): Line[] {
  if (row.line === undefined || row.line === '' || row.problem !== undefined) return [];
  const indent = GAP.length - 1;
  const text = cutToCells(row.line, Math.max(1, pen.width - indent), pen.glyphs.ellipsis);
  return [[span(' '.repeat(indent)), span(text, 'dim')]];
}
