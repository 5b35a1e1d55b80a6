/** How many lines each part of the frame gets. The sum never exceeds `rows - 1`. */
export interface FramePlan {
  readonly topRule: boolean;
  /** A blank line under the question and one above the notices. */
  readonly gaps: boolean;
  readonly bottomRule: boolean;
  readonly status: number;
  readonly notices: number;
  readonly verdict: number;
  /** Lines for rows, with the line that tells of more. */
  readonly body: number;
}

export const LEAST_COLUMNS = 30;
export const LEAST_ROWS = 8;

/** Heights, in lines without the one that stays free, from which on a part is shown. */
const FROM = {bottomRule: 9, topRule: 13, gaps: 18};

/** Notices may take this many lines even where rows need them. */
function mostNotices(height: number): number {
  if (height >= 18) return 4;
  return height >= 10 ? 2 : 1;
}

/** The verdict is shown whole where that leaves the rows enough. */
function verdictRoom(height: number): number {
  if (height >= 18) return 4;
  return height >= 9 ? 2 : 1;
}

/** Lines of the status, the first ones. */
function mostStatus(height: number): number {
  if (height >= 18) return 6;
  return height >= 9 ? 2 : 1;
}

/** Beside a status and a verdict, fewer lines will do for the rows; never fewer than one and the count of others. */
function leastBody(height: number, isRollout: boolean): number {
  if (isRollout) return height >= 10 ? 3 : 2;
  return height >= 10 ? 4 : 3;
}

/**
 * `rows`: lines of the terminal; `filter`: whether the filter has a line; `statusLines`, `noticeLines`,
 * `verdictLines` and `rowLines`: what each would like.
 */
export function planFrame({
  rows,
  filter,
  statusLines,
  noticeLines,
  verdictLines,
  rowLines,
}: {
  rows: number;
  filter: boolean;
  statusLines: number;
  noticeLines: number;
  verdictLines: number;
  rowLines: number;
}): FramePlan {
  const height = rows - 1;
  const shows = {
    topRule: height >= FROM.topRule,
    gaps: height >= FROM.gaps,
    bottomRule: height >= FROM.bottomRule,
  };
  const headerQuestionFooter = 3;
  const gapLines = shows.gaps ? gapsOf({statusLines, noticeLines, verdictLines}) : 0;
  const optional = Number(shows.topRule) + Number(shows.bottomRule) + gapLines + Number(filter);
  const least = leastBody(height, statusLines + verdictLines > 0);
  const all = height - headerQuestionFooter - optional;
  const verdict = Math.max(0, Math.min(verdictLines, verdictRoom(height), all - least));
  const status = Math.max(0, Math.min(statusLines, mostStatus(height), all - verdict - least));
  const room = all - verdict - status;
  const most = Math.max(mostNotices(height), room - rowLines);
  const notices = Math.max(0, Math.min(noticeLines, most, room - least));
  return {...shows, status, notices, verdict, body: room - notices};
}

/** Blank lines: under the question or status, above the notices, above the verdict. */
const gapsOf = (lines: {statusLines: number; noticeLines: number; verdictLines: number}): number =>
  1 + Number(lines.noticeLines > 0) + Number(lines.verdictLines > 0);
