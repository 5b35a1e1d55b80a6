import type {Panel, PanelLine} from '../wizard/screen.ts';
import {screenText} from './glyphs.ts';
import type {Glyphs} from './glyphs.ts';
import {cutLine, span} from './line.ts';
import type {Line, Role} from './line.ts';
import {panelTop, type PanelPlace} from './panel-top.ts';
import {wrapWords} from './wrap.ts';

/** Of one sentence or line of a log; a longer one is cut. */
const MOST_LINES = 40;

const TONES: Record<NonNullable<PanelLine['tone']>, Role> = {
  added: 'added',
  removed: 'removed',
  dim: 'dim',
  heading: 'strong',
};

/** Columns of a line: keys, and what they do; a time, and what was then. Else what it is indented by. */
const HEADS = [/^\s*\S.*?\s{2,}/, /^\s+/];

/** A sentence that is too long goes on below, under its second column where it has one of less than half the width. */
function wrapLine({text, ...line}: PanelLine, width: number, glyphs: Glyphs): PanelLine[] {
  const heads = HEADS.map((head) => head.exec(text)?.[0] ?? '');
  const first = heads.find((head) => head !== '' && head.length < width / 2) ?? '';
  const indent = first.length;
  const words = wrapWords({
    text: screenText(text.slice(indent), glyphs),
    width: Math.max(1, width - indent),
    maxLines: MOST_LINES,
    ellipsis: glyphs.ellipsis,
  });
  return words.length === 0
    ? [{text, ...line}]
    : words.map((part, index) => ({text: (index === 0 ? first : ' '.repeat(indent)) + part, ...line}));
}

/** The lines of a panel, and where it stands now. */
export interface PlacedPanel {
  readonly lines: Line[];
  readonly place: PanelPlace;
}

/** The title and as many lines as fit; the last line tells how many more there are. */
export function panelLines({
  panel,
  width,
  height,
  glyphs,
  before,
}: {
  panel: Panel;
  width: number;
  height: number;
  glyphs: Glyphs;
  before: PanelPlace | undefined;
}): PlacedPanel {
  const {ellipsis} = glyphs;
  const title = cutLine([span(screenText(panel.title, glyphs), 'strong')], width, ellipsis);
  const room = Math.max(0, height - 1);
  const all =
    panel.wraps === true ? panel.lines.flatMap((line) => wrapLine(line, width, glyphs)) : panel.lines;
  const overflows = all.length > room;
  const shownRoom = overflows ? Math.max(0, room - 1) : room;
  const {scroll} = panel;
  const top = panelTop({scroll, before, most: Math.max(0, all.length - shownRoom)});
  const shown = all
    .slice(top, top + shownRoom)
    .map(({text, tone}) =>
      cutLine([span(screenText(text, glyphs), tone === undefined ? 'plain' : TONES[tone])], width, ellipsis),
    );
  const below = all.length - top - shown.length;
  const lines = overflows ? [...shown, moreLine({above: top, below, width, glyphs})] : shown;
  return {lines: [title, ...lines].slice(0, height), place: {scroll, top}};
}

/** `… 3 more above, 34 more below` */
export function moreLine({
  above,
  below,
  width,
  glyphs,
}: {
  above: number;
  below: number;
  width: number;
  glyphs: Glyphs;
}): Line {
  const parts = [above === 0 ? '' : `${above} more above`, below === 0 ? '' : `${below} more below`];
  const text = parts.filter((part) => part !== '').join(', ');
  return cutLine(text === '' ? [] : [span(`${glyphs.ellipsis} ${text}`, 'dim')], width, glyphs.ellipsis);
}
