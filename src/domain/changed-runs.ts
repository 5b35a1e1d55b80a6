import {diffArrays} from 'diff';
import type {DiffLine} from './line-diff.ts';

/** Lines one after the other that a change added, removed or left. */
export interface Run {
  readonly tone: 'added' | 'removed' | 'kept';
  readonly lines: readonly string[];
  /** Number of its first line in the newer text. */
  readonly at: number;
}

const SIGNS = {added: '+', removed: '-', kept: ' '} as const;

/** So many unchanged lines between two changes stand there themselves; more are left out. */
const MOST_BETWEEN = 1;
/** From so many characters on that two lines begin with alike, the one that follows shows only where they part. */
const LONG_BEGINNING = 36;
const BEFORE_THE_CHANGE = 10;
/** What a line is about: its indent, and its first word up to `=`. */
const SUBJECT = /^\s*[^\s=]+(?: [A-Z_]+)?[ =]?/;

const splitLines = (text: string): string[] => text.replace(/\n$/, '').split('\n');
/** A table whose columns grew wider still says the same. */
const unspaced = (line: string): string => line.replace(/\s+/g, ' ');

/** Two texts, as runs in their order. */
export function runsOf(before: string, after: string): Run[] {
  const changes = diffArrays(splitLines(before), splitLines(after), {
    comparator: (old, next) => old === next || unspaced(old) === unspaced(next),
  });
  let at = 1;
  return changes.map(({value, added, removed}): Run => {
    const run = {tone: added ? 'added' : removed ? 'removed' : 'kept', lines: value, at} as const;
    if (!removed) at += value.length;
    return run;
  });
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

/** A line that differs from another far to the right: what it is about, and where they part. */
function shortened(line: string, other: string | undefined): string {
  const alike = other === undefined ? 0 : commonStart(line, other);
  if (alike < LONG_BEGINNING) return line;
  const subject = SUBJECT.exec(line)?.[0] ?? '';
  const from = alike - BEFORE_THE_CHANGE;
  return subject.length < from ? `${subject}…${line.slice(from)}` : line;
}

/** Lines that replace as many others are told beside them. */
export function told({tone, lines}: Run, before: Run | undefined, after: Run | undefined): DiffLine[] {
  const other = tone === 'added' ? before : after;
  const isPair = tone !== 'kept' && other?.tone !== 'kept' && other?.lines.length === lines.length;
  return lines.map((line, index) => {
    const text = SIGNS[tone] + (isPair ? shortened(line, other.lines[index]) : line);
    return tone === 'kept' ? {text} : {text, tone};
  });
}

/** Runs that nothing, or a line that stays, stands between. */
export function groupsOf(runs: readonly Run[]): Run[][] {
  const groups: Run[][] = [[]];
  for (const [index, run] of runs.entries()) {
    const isInner = index > 0 && index < runs.length - 1;
    if (run.tone !== 'kept' || (isInner && run.lines.length <= MOST_BETWEEN)) groups.at(-1)?.push(run);
    else groups.push([]);
  }
  return groups;
}
