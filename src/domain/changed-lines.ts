import {groupsOf, runsOf, told, type Run} from './changed-runs.ts';
import type {DiffLine} from './line-diff.ts';

/** Lines that say what happens: instructions, comments, and the commands that name a tool, a package or an address. */
const TELLING = /^(?:(?!RUN )\S|    (?:begin|check|fetch|microdnf install|curl|rpm) |.*pip" install )/;

/** Lines that only part others, with the sign before them. */
const BLANK = /^[-+]#?\s*$/;

/** Which lines of a run are shown: those that are telling or all, so many at its beginning and at its end. */
interface Fold {
  readonly telling: boolean;
  readonly first: number;
  readonly last: number;
}

/** A line that is shown, and how many changed lines it stands for; without a number, it is one itself. */
interface ShownLine extends DiffLine {
  readonly standsFor?: number;
}

/** The first one that keeps to the room counts. */
const FOLDS: readonly Fold[] = [
  {telling: false, first: 99, last: 0},
  {telling: true, first: 99, last: 0},
  {telling: true, first: 3, last: 2},
  {telling: true, first: 2, last: 1},
  {telling: true, first: 1, last: 1},
  {telling: true, first: 1, last: 0},
];

/** Columns that a line fills beside the rows of a window of 140, and what it takes besides. */
const SHOWN_COLUMNS = 66;
const LINE_COST = 14;
/** What all lines together may take: bytes over a slow line. */
const ROOM = 660;

const more = (count: number): ShownLine => ({
  text: ` (${count} more ${count === 1 ? 'line' : 'lines'})`,
  tone: 'dim',
  standsFor: count,
});
const countOf = ({tone, standsFor}: ShownLine): number => standsFor ?? Number(tone !== undefined);

/** A single line is not worth a line that tells of it. */
function folded(lines: readonly DiffLine[], {telling, first, last}: Fold): ShownLine[] {
  const candidates = [...lines.keys()].filter(
    (index) => !telling || TELLING.test(lines[index]?.text.slice(1) ?? ''),
  );
  const shown = new Set(candidates.filter((_, place) => place < first || place >= candidates.length - last));
  const result: ShownLine[] = [];
  let hidden: DiffLine[] = [];
  const close = (): void => {
    result.push(...(hidden.length > 1 ? [more(hidden.length)] : hidden));
    hidden = [];
  };
  for (const [index, line] of lines.entries()) {
    if (!shown.has(index)) {
      hidden.push(line);
      continue;
    }
    close();
    result.push(line);
  }
  close();
  return result;
}

/** Parts between blank lines, without these. */
function blocksOf(lines: readonly DiffLine[]): DiffLine[][] {
  const blocks: DiffLine[][] = [[]];
  for (const line of lines) {
    if (BLANK.test(line.text)) blocks.push([]);
    else blocks.at(-1)?.push(line);
  }
  return blocks;
}

const isMore = ({standsFor}: ShownLine): boolean => standsFor !== undefined;

/** Where a change is, before its lines; a change that is folded whole is told in the same line. */
function withPlace(at: number, lines: readonly ShownLine[]): ShownLine[] {
  const [only, ...others] = lines;
  if (only === undefined) return [];
  const isWhole = others.length === 0 && isMore(only);
  return isWhole
    ? [{...only, text: `line ${at}${only.text}`}]
    : [{text: `line ${at}`, tone: 'dim', standsFor: 0}, ...lines];
}

/** Neighbours that are folded become one; a line that stays says nothing between them. */
function joined(lines: readonly ShownLine[]): ShownLine[] {
  const said = lines.filter(
    ({tone}, index) =>
      tone !== undefined || ![lines[index - 1], lines[index + 1]].every((line) => line && isMore(line)),
  );
  return said.reduce<ShownLine[]>((result, line) => {
    const last = result.at(-1);
    if (last === undefined || !isMore(last) || !isMore(line)) return [...result, line];
    return [...result.slice(0, -1), more(countOf(last) + countOf(line))];
  }, []);
}

const foldedTo = (groups: readonly (readonly Run[])[], fold: Fold): ShownLine[] =>
  groups.flatMap((group) => {
    const lines = group.flatMap((run, index) => {
      const all = told(run, group[index - 1], group[index + 1]);
      return run.tone === 'kept' ? all : blocksOf(all).flatMap((block) => folded(block, fold));
    });
    return withPlace(group[0]?.at ?? 0, joined(lines));
  });

const cost = ({text}: DiffLine): number => Math.min(text.length, SHOWN_COLUMNS) + LINE_COST;

/** `lines` cost more than the room. */
function cutTo(room: number, lines: readonly ShownLine[]): ShownLine[] {
  let used = 0;
  const end = lines.findIndex((line) => (used += cost(line)) > room);
  const hidden = lines.slice(end).reduce((sum, line) => sum + countOf(line), 0);
  return [...lines.slice(0, end), more(hidden)];
}

/**
 * The lines that make two texts differ, each with `+` or `-` before it, and the line where each group is. Blanks
 * that only fill a column do not count; long groups are folded, so that the lines are few enough to be drawn at
 * every key. Empty when the texts are alike.
 */
export function changedLines(before: string, after: string): DiffLine[] {
  const runs = runsOf(before, after);
  if (runs.every(({tone}) => tone === 'kept')) return [];
  const fits = (lines: readonly DiffLine[]): boolean =>
    lines.reduce((sum, line) => sum + cost(line), 0) <= ROOM;
  const groups = groupsOf(runs);
  const versions = FOLDS.map((fold) => foldedTo(groups, fold));
  return versions.find(fits) ?? cutTo(ROOM, versions.at(-1) ?? []);
}
