import type {Panel, PanelLine} from '../wizard/screen.ts';
import {screenText} from './glyphs.ts';
import type {Glyphs} from './glyphs.ts';
import {cutLine, span} from './line.ts';
import type {Line, Role} from './line.ts';
import {wrapWords} from './wrap.ts';

/** Of one sentence. */
const MOST_LINES = 8;

const TONES: Record<NonNullable<PanelLine['tone']>, Role> = {
  added: 'added',
  removed: 'removed',
  dim: 'dim',
  heading: 'strong',
};

/** Columns of a help line: the keys, and what they do. */
const FIRST_COLUMN = /^\S.*?\s{2,}/;

/** A sentence that is too long goes on below, under its second column where it has one. */
function wrapLine({text, ...line}: PanelLine, width: number, glyphs: Glyphs): PanelLine[] {
  const head = FIRST_COLUMN.exec(text)?.[0] ?? '';
  const indent = head.length < width / 2 ? head.length : 0;
  const first = text.slice(0, indent);
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

/** The title and as many lines as fit; the last line tells how many more there are. */
export function panelLines({
  panel,
  width,
  height,
  glyphs,
}: {
  panel: Panel;
  width: number;
  height: number;
  glyphs: Glyphs;
}): Line[] {
  const {ellipsis} = glyphs;
  const title = cutLine([span(screenText(panel.title, glyphs), 'strong')], width, ellipsis);
  const room = Math.max(0, height - 1);
  const wrapped = (lines: readonly PanelLine[]): readonly PanelLine[] =>
    panel.wraps === true ? lines.flatMap((line) => wrapLine(line, width, glyphs)) : lines;
  const all = wrapped(panel.lines);
  const scroll = wrapped(panel.lines.slice(0, panel.scroll)).length;
  const overflows = all.length > room;
  const shownRoom = overflows ? Math.max(0, room - 1) : room;
  const top = Math.max(0, Math.min(scroll, all.length - shownRoom));
  const shown = all
    .slice(top, top + shownRoom)
    .map(({text, tone}) =>
      cutLine([span(screenText(text, glyphs), tone === undefined ? 'plain' : TONES[tone])], width, ellipsis),
    );
  const below = all.length - top - shown.length;
  const lines = overflows ? [...shown, moreLine({above: top, below, width, glyphs})] : shown;
  return [title, ...lines].slice(0, height);
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
