import {cleanScreen} from './clean-screen.ts';
import {LEAST_COLUMNS, LEAST_ROWS} from './frame-plan.ts';
import {questionLine} from './header-line.ts';
import {cutLine, span} from './line.ts';
import type {Line} from './line.ts';
import type {SizedScreen} from './layout.ts';
import {statusLines, verdictLines} from './status-lines.ts';

/** No frame fits, so nobody sees what a key would do. */
export const isTooSmall = ({columns, rows}: Pick<SizedScreen, 'columns' | 'rows'>): boolean =>
  columns < LEAST_COLUMNS || rows < LEAST_ROWS;

const LEAST = `${LEAST_COLUMNS}x${LEAST_ROWS}`;
const NEEDS = [`Window too small: needs ${LEAST}`, `Needs ${LEAST}`, LEAST];

/**
 * What is shown instead of a frame where none fits: how a build or a rollout stands, as far as there is room, and
 * the size that a frame needs. `undefined` where a frame fits.
 */
export function tooSmallLines({
  screen,
  theme: {glyphs},
  columns,
  rows,
}: Pick<SizedScreen, 'screen' | 'theme' | 'columns' | 'rows'>): Line[] | undefined {
  if (!isTooSmall({columns, rows})) return undefined;
  const width = Math.max(0, columns - 1);
  const height = Math.max(1, rows - 1);
  const needs = [span(NEEDS.find((text) => text.length <= width) ?? '')];
  const clean = cleanScreen(screen, glyphs);
  const status = statusLines((clean.status ?? []).slice(0, 1), {width, glyphs});
  const verdict = verdictLines(clean.verdict, {width, glyphs, maxLines: Math.max(1, height - 2)});
  const standing = (verdict.length > 0 ? verdict : status).map((line) =>
    cutLine(line, width, glyphs.ellipsis),
  );
  if (standing.length === 0) return [needs];
  if (height <= standing.length) return standing.slice(0, height);
  return [questionLine(clean, width, glyphs), ...standing, needs].slice(0, height);
}
