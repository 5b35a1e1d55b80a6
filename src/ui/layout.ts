import type {Panel, Screen} from '../wizard/screen.ts';
import {cleanScreen} from './clean-screen.ts';
import {footerLine} from './footer-line.ts';
import {planFrame} from './frame-plan.ts';
import type {FramePlan} from './frame-plan.ts';
import {NARROW_COLUMNS, filterLine, headerLine, questionLine} from './header-line.ts';
import {span} from './line.ts';
import type {Line} from './line.ts';
import {noticeLines, wantedNoticeLines} from './notice-lines.ts';
import {panelLines} from './panel-lines.ts';
import type {PanelPlace} from './panel-top.ts';
import {drawRows, placeRows} from './place-rows.ts';
import type {PlacedRows} from './place-rows.ts';
import {statusLines, verdictLines} from './status-lines.ts';
import type {Theme} from './theme.ts';

/** From this many columns on, the panel stands beside the rows. */
const BESIDE_COLUMNS = 100;
/** One column stays free on each side; the last one also because writing into it may wrap. */
const MARGINS = 2;
const DIVIDER_CELLS = 2;
const DIVIDER_GAP = 1;
const MOST_VERDICT_LINES = 4;

export interface SizedScreen {
  readonly screen: Screen;
  readonly theme: Theme;
  /** Size of the terminal. */
  readonly columns: number;
  readonly rows: number;
  /** First visible row of the frame before; 0 at first. */
  readonly top: number;
  /** Where the panel stood in the frame before. */
  readonly panelBefore?: PanelPlace;
}

/** Everything between the two rules. */
export interface Middle extends PlacedRows {
  readonly question: Line;
  readonly status: readonly Line[];
  readonly filter?: Line;
  readonly notices: readonly Line[];
  readonly verdict: readonly Line[];
}

/** The lines of one frame. Together they are at most `rows - 1` lines of at most `columns - 1` cells. */
export interface FrameLayout {
  readonly width: number;
  /** Cells of the left side; the panel stands right of it. */
  readonly leftWidth: number;
  readonly plan: FramePlan;
  readonly header: Line;
  readonly middle?: Middle;
  /** Beside the middle, or in its place if there is none. */
  readonly panel?: readonly Line[];
  /** Where the panel stands, for the next frame. */
  readonly panelPlace?: PanelPlace;
  readonly footer: Line;
}

/** Where the panel of this screen goes at this width. A preview that nobody opened shows only where there is room. */
export function panelPlacement(panel: Panel | undefined, columns: number): 'none' | 'beside' | 'over' {
  if (panel === undefined) return 'none';
  if (panel.placement === 'over') return 'over';
  if (columns >= BESIDE_COLUMNS) return 'beside';
  return panel.opened === true ? 'over' : 'none';
}

function middleHeight(middle: Middle, plan: FramePlan): number {
  const rows = middle.rows.reduce((sum, {lines}) => sum + lines.length, middle.foot.length);
  const {status, notices, verdict} = middle;
  const gaps = plan.gaps ? 1 + Number(notices.length > 0) + Number(verdict.length > 0) : 0;
  const single = 1 + Number(middle.filter !== undefined) + Number(middle.more !== undefined);
  return single + rows + gaps + status.length + notices.length + verdict.length;
}

/** Lines between the header with its rule and the footer with its rule. */
function middleRoom(rows: number, plan: FramePlan): number {
  return rows - 1 - 2 - Number(plan.topRule) - Number(plan.bottomRule);
}

/** Divides the terminal between the parts of the screen. Pure arithmetic; throws nothing for any size. */
export function layoutScreen(input: SizedScreen): FrameLayout {
  const {theme, columns, rows, panelBefore} = input;
  const {glyphs} = theme;
  const screen = cleanScreen(input.screen, glyphs);
  const width = Math.max(1, columns - MARGINS);
  const narrow = columns < NARROW_COLUMNS;
  const placement = panelPlacement(screen.panel, columns);
  const panelWidth = placement === 'beside' ? Math.floor((width - DIVIDER_GAP) / 2) - DIVIDER_CELLS : 0;
  const leftWidth = placement === 'beside' ? width - DIVIDER_GAP - DIVIDER_CELLS - panelWidth : width;
  const noticeInput = {notices: screen.notices, width: leftWidth, glyphs};
  const filter = filterLine(screen, leftWidth, theme);
  const drawn = drawRows({screen, theme, width: leftWidth, narrow});
  const status = statusLines(screen.status ?? [], {width: leftWidth, glyphs});
  const verdictIn = (maxLines: number): Line[] =>
    verdictLines(screen.verdict, {width: leftWidth, glyphs, maxLines});
  const plan = planFrame({
    rows,
    filter: filter !== undefined,
    statusLines: status.length,
    noticeLines: wantedNoticeLines(noticeInput),
    verdictLines: verdictIn(MOST_VERDICT_LINES).length,
    rowLines: drawn.wanted,
  });
  const base = {
    width,
    leftWidth,
    plan,
    header: headerLine({screen, width, narrow, glyphs}),
    footer: footerLine({screen, width, narrow, glyphs}),
  };
  const room = middleRoom(rows, plan);
  if (placement === 'over' && screen.panel !== undefined) {
    const {lines, place} = panelLines({
      panel: screen.panel,
      width,
      height: room,
      glyphs,
      before: panelBefore,
    });
    return {...base, panel: lines, panelPlace: place};
  }
  const middle: Middle = {
    ...placeRows({
      drawn,
      screen,
      theme,
      width: leftWidth,
      room: plan.body,
      said: plan.notices + Number(plan.gaps && plan.notices > 0),
      top: input.top,
    }),
    question: questionLine(screen, leftWidth, glyphs),
    status: status.slice(0, plan.status),
    filter,
    notices: noticeLines(noticeInput, plan.notices),
    verdict: verdictIn(plan.verdict),
  };
  if (placement === 'none' || screen.panel === undefined) return {...base, middle};
  const {lines, place} = panelLines({
    panel: screen.panel,
    width: panelWidth,
    height: room,
    glyphs,
    before: panelBefore,
  });
  const height = Math.max(lines.length, middleHeight(middle, plan));
  const divided = Array.from({length: height}, (_, index): Line => [
    span(`${glyphs.divider} `, 'dim'),
    ...(lines[index] ?? []),
  ]);
  return {...base, middle, panel: divided, panelPlace: place};
}
