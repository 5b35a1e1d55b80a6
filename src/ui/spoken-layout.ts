import type {Panel, Screen} from '../wizard/screen.ts';
import {cleanScreen} from './clean-screen.ts';
import {ASCII_GLYPHS, screenText} from './glyphs.ts';
import type {SizedScreen} from './layout.ts';
import {panelTop, type PanelPlace} from './panel-top.ts';
import {wantedRows} from './place-rows.ts';
import {scrollWindow} from './scroll-window.ts';
import {sentence, spokenRow, spokenText} from './spoken-row.ts';
import type {SpokenRow} from './spoken-row.ts';
import {wrapWords} from './wrap.ts';

/** Everything for a screen reader, in the order in which it is read. */
export interface SpokenLayout {
  readonly before: readonly string[];
  readonly rows: readonly SpokenRow[];
  readonly after: readonly string[];
  readonly top: number;
  readonly panelPlace?: PanelPlace;
}

/** One that the terminal needs to scroll nothing away, and one that tells of more. */
const LINES_KEPT_FREE = 2;
/** Without a focus, what is read has at least these lines. */
const LEAST_LINES = 3;

function focusSentence(screen: Screen): string | undefined {
  const row = screen.rows[screen.focus];
  return row === undefined
    ? undefined
    : `You are on ${row.label}, ${screen.focus + 1} of ${screen.rows.length}`;
}

function present(lines: readonly (string | undefined)[]): string[] {
  return lines.filter((line) => line !== undefined && line.trim() !== '') as string[];
}

function sentencesBefore(screen: Screen): string[] {
  const {filter} = screen;
  return present([
    sentence([`step ${screen.stepNumber} of ${screen.stepCount}`, screen.summary]),
    screen.overlay,
    screen.question,
    screen.verdict?.text,
    ...(screen.status ?? []).map(({label, text}) => `${label}: ${text}`),
    ...screen.notices.slice(0, 2).map(({severity, message}) => `${severity}: ${message}`),
    filter === undefined ? undefined : `filter: ${filter.text}, ${filter.hidden} hidden`,
  ]);
}

function sentencesAfter(screen: Screen): string[] {
  const keys = screen.hints.map(({keys, label}) => `${keys} ${label}`).join(', ');
  return present([screen.busy, keys === '' ? undefined : `keys: ${keys}`, focusSentence(screen)]);
}

/** The panel that the user asked for: help, preview, difference. */
const openedPanel = ({panel}: Screen): Panel | undefined =>
  panel === undefined || (panel.placement === 'beside' && panel.opened !== true) ? undefined : panel;

function panelRows(panel: Panel, top: number, clean: (text: string) => string): SpokenRow[] {
  const tones = {added: 'added: ', removed: 'removed: ', dim: '', heading: ''};
  return [{text: panel.title, tone: undefined}, ...panel.lines.slice(top)].map(({text, tone}, index) => ({
    id: String(index),
    state: {},
    text: (tone === undefined ? '' : tones[tone]) + clean(text),
  }));
}

/** A row that alone is longer than there is room: its reason is cut, after that its text. */
function fitting(
  row: SpokenRow,
  {columns, room}: {readonly columns: number; readonly room: number},
): SpokenRow {
  const cut = (text: string, maxLines: number): string[] =>
    wrapWords({text, width: columns, maxLines, ellipsis: ASCII_GLYPHS.ellipsis});
  const own = cut(spokenText(row), 99).length;
  if (row.problem === undefined || own + cut(row.problem, 99).length <= room) return row;
  return {...row, problem: cut(row.problem, Math.max(1, room - own)).join(' ')};
}

/** Lay out for a screen reader: no columns and no signs; long lines wrap and are counted with what they take. */
export function layoutSpoken({
  screen: raw,
  columns,
  rows,
  top,
  panelBefore,
}: Omit<SizedScreen, 'theme'>): SpokenLayout {
  const glyphs = ASCII_GLYPHS;
  const screen = cleanScreen(raw, glyphs);
  const wrap = (text: string): number =>
    wrapWords({text, width: columns, maxLines: 99, ellipsis: glyphs.ellipsis}).length;
  const lines = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + wrap(text), 0);
  const panel = openedPanel(screen);
  const place = panel && spokenPlace(panel, panelBefore);
  const panelTexts = panel && panelRows(panel, place?.top ?? 0, (text) => screenText(text, glyphs));
  const spoken = panelTexts ?? screen.rows.map((row, index) => spokenRow(row, index === screen.focus));
  const heights = spoken.map(
    (row) => wrap(spokenText(row)) + (row.problem === undefined ? 0 : wrap(row.problem)),
  );
  const focus = panel === undefined ? screen.focus : -1;
  const whole = {before: sentencesBefore(screen), after: sentencesAfter(screen)};
  const short = {before: [screen.question], after: present([focusSentence(screen)])};
  const roomBeside = (parts: typeof whole): number =>
    rows - LINES_KEPT_FREE - lines([...parts.before, ...parts.after]);
  const {before, after} = roomBeside(whole) < (heights[focus] ?? LEAST_LINES) ? short : whole;
  const room = Math.max(1, roomBeside({before, after}));
  const wanted = panel === undefined ? wantedRows(screen.rows, focus) : {start: 0, end: 0};
  const {start, end} = scrollWindow({heights, wanted, focus, top: panel === undefined ? top : 0, room});
  const above = start === 0 ? undefined : `${start} more above`;
  const below = end === spoken.length ? undefined : `${spoken.length - end} more below`;
  const more = present([above, below]).join(', ');
  const shown = spoken.slice(start, end).map((row) => fitting(row, {columns, room}));
  return {
    before,
    rows: shown,
    after: present([more, ...after]),
    top: start,
    ...(place === undefined ? {} : {panelPlace: place}),
  };
}

/** The last line is read at least. */
function spokenPlace({scroll, lines}: Panel, before: PanelPlace | undefined): PanelPlace {
  return {scroll, top: panelTop({scroll, before, most: Math.max(0, lines.length - 1)})};
}
