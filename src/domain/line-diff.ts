import {structuredPatch} from 'diff';
import {sanitiseLine} from './text.ts';

export interface DiffLine {
  readonly text: string;
  readonly tone?: 'added' | 'removed' | 'dim';
}

export interface LineDiff {
  /** Each starts with `+`, `-` or a blank, as in a unified diff, so that it reads without colour. */
  readonly lines: DiffLine[];
  /** Number of lines. */
  readonly added: number;
  readonly removed: number;
}

const CONTEXT = 3;
/** More changed lines than this are not matched up: the work grows with their square. */
const MAX_EDITS = 2000;
const MAX_LINES = 5000;
const MAX_LENGTH = 1000;

const withoutCarriageReturns = (text: string) => text.replaceAll('\r\n', '\n');
const lineEnds = (text: string) => (text.includes('\r\n') ? 'CRLF' : 'LF');

const splitLines = (text: string) => {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
};

function toneOf(line: string): DiffLine['tone'] {
  if (line.startsWith('+')) return 'added';
  if (line.startsWith('-')) return 'removed';
  return line.startsWith(' ') ? undefined : 'dim';
}

const diffLine = (line: string): DiffLine => {
  const text = line.slice(0, 1) + sanitiseLine(line.slice(1), {maxLength: MAX_LENGTH});
  const tone = toneOf(line);
  return tone === undefined ? {text} : {text, tone};
};

/** Unified diff lines, with an `@@` line in front of each group. */
function unified(before: string, after: string): string[] {
  const patch = structuredPatch('', '', before, after, '', '', {context: CONTEXT, maxEditLength: MAX_EDITS});
  if (patch === undefined) {
    return [...splitLines(before).map((line) => `-${line}`), ...splitLines(after).map((line) => `+${line}`)];
  }
  return patch.hunks.flatMap((hunk) => [
    `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
    ...hunk.lines,
  ]);
}

/**
 * What changes from one text to another, by lines, with three lines of context. Line ends do not count
 * as changes of every line; where they differ, one line says so.
 */
export function lineDiff(before: string, after: string): LineDiff {
  const lines = unified(withoutCarriageReturns(before), withoutCarriageReturns(after));
  const count = (tone: DiffLine['tone']) => lines.filter((line) => toneOf(line) === tone).length;
  const shown = lines.slice(0, MAX_LINES).map(diffLine);
  if (lines.length > MAX_LINES) shown.push({text: `… ${lines.length - MAX_LINES} more lines`, tone: 'dim'});
  if (before !== '' && after !== '' && lineEnds(before) !== lineEnds(after)) {
    shown.unshift({
      text: `@@ line ends: ${lineEnds(before)} before, ${lineEnds(after)} after @@`,
      tone: 'dim',
    });
  }
  return {lines: shown, added: count('added'), removed: count('removed')};
}
