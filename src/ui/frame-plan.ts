/** How many lines each part of the frame gets. The sum never exceeds `rows - 1`. */
export interface FramePlan {
  readonly topRule: boolean;
  /** A blank line under the question and one above the notices. */
  readonly gaps: boolean;
  readonly bottomRule: boolean;
  readonly notices: number;
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

/**
 * `rows`: lines of the terminal; `filter`: whether the filter has a line; `noticeLines` and `rowLines`: what
 * the notices and the rows would like.
 */
export function planFrame({
  rows,
  filter,
  noticeLines,
  rowLines,
}: {
  rows: number;
  filter: boolean;
  noticeLines: number;
  rowLines: number;
}): FramePlan {
  const height = rows - 1;
  const shows = {
    topRule: height >= FROM.topRule,
    gaps: height >= FROM.gaps,
    bottomRule: height >= FROM.bottomRule,
  };
  const headerQuestionFooter = 3;
  const gapLines = shows.gaps ? (noticeLines > 0 ? 2 : 1) : 0;
  const optional = Number(shows.topRule) + Number(shows.bottomRule) + gapLines + Number(filter);
  const room = height - headerQuestionFooter - optional;
  const leastBody = height >= 10 ? 4 : 3;
  const most = Math.max(mostNotices(height), room - rowLines);
  const notices = Math.max(0, Math.min(noticeLines, most, room - leastBody));
  return {...shows, notices, body: room - notices};
}
