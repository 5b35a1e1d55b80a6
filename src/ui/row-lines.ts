import type {Severity} from '../domain/problem.ts';
import type {Row, RowProblem, TextRow} from '../wizard/screen.ts';
import {cells} from './cells.ts';
import {optionsLine} from './options-row.ts';
import {textLine} from './text-row.ts';
import type {Glyphs} from './glyphs.ts';
import {cutLine, span} from './line.ts';
import type {Line, Role} from './line.ts';
import {checkLine, chooseLine, fileLine, radioLine} from './list-rows.ts';
import {podLine, podNote, resultLines} from './rollout-rows.ts';
import type {RowPen} from './row-pen.ts';
import {wrapWords} from './wrap.ts';

const SEVERITY_ROLES: Record<Severity, Role> = {error: 'error', warning: 'warn', notice: 'dim'};

/** A sentence behind the sign of its severity; further lines stand under its first word. */
export function problemLines({
  problem,
  glyphs,
  width,
  maxLines,
}: {
  problem: RowProblem;
  glyphs: Glyphs;
  width: number;
  maxLines: number;
}): Line[] {
  const sign = `${glyphs[problem.severity]} `;
  const room = Math.max(1, width - cells(sign));
  const sentences = wrapWords({text: problem.message, width: room, maxLines, ellipsis: glyphs.ellipsis});
  return sentences.map((text, index) => [
    span(index === 0 ? sign : ' '.repeat(cells(sign)), SEVERITY_ROLES[problem.severity]),
    span(text),
  ]);
}

function headingLines(row: TextRow, pen: RowPen): Line[] {
  const detail = row.detail === undefined || pen.narrow ? [] : [span(`   ${row.detail}`, 'dim')];
  return [cutLine([span(row.label, 'strong'), ...detail], pen.width, pen.glyphs.ellipsis)];
}

function noteLines(row: TextRow, pen: RowPen): Line[] {
  const text = row.detail === undefined ? row.label : `${row.label} ${row.detail}`;
  const lines = wrapWords({text, width: pen.width, maxLines: 2, ellipsis: pen.glyphs.ellipsis});
  return lines.length === 0 ? [[]] : lines.map((line) => [span(line)]);
}

function ownLines(row: Row, pen: RowPen, maxLines: number): Line[] {
  switch (row.kind) {
    case 'heading':
      return headingLines(row, pen);
    case 'note':
      return noteLines(row, pen);
    case 'choose':
      return [chooseLine(row, pen)];
    case 'check':
      return [checkLine(row, pen)];
    case 'radio':
      return [radioLine(row, pen)];
    case 'options':
      return [optionsLine(row, pen)];
    case 'text':
      return [textLine(row, pen)];
    case 'result':
      return resultLines(row, pen, maxLines);
    case 'pod':
      return [podLine(row, pen), ...podNote(row, pen)];
    default:
      return [fileLine(row, pen)];
  }
}

/** Where a problem starts: under the value in a form, else a little to the right of the label. */
function problemIndent(row: Row, pen: RowPen): number {
  const inForm = row.kind === 'text' || row.kind === 'options';
  return inForm && !pen.narrow ? pen.columns.label + 3 : 2;
}

/** All lines of a row, without the pointer: its own, then at most `maxProblemLines` of its problem. */
export function rowLines(row: Row, pen: RowPen, maxProblemLines: number): Line[] {
  const lines = ownLines(row, pen, maxProblemLines);
  if (row.problem === undefined) return lines;
  const indent = problemIndent(row, pen);
  const problem = problemLines({
    problem: row.problem,
    glyphs: pen.glyphs,
    width: pen.width - indent,
    maxLines: maxProblemLines,
  });
  return [...lines, ...problem.map((line) => [span(' '.repeat(indent)), ...line])];
}
