import type {Panel, PanelLine} from '../wizard/screen.ts';
import {screenText} from './glyphs.ts';
import type {Glyphs} from './glyphs.ts';
import {cutLine, span} from './line.ts';
import type {Line, Role} from './line.ts';

const TONES: Record<NonNullable<PanelLine['tone']>, Role> = {
  added: 'added',
  removed: 'removed',
  dim: 'dim',
  heading: 'strong',
};

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
  const overflows = panel.lines.length > room;
  const shownRoom = overflows ? Math.max(0, room - 1) : room;
  const top = Math.max(0, Math.min(panel.scroll, panel.lines.length - shownRoom));
  const shown = panel.lines
    .slice(top, top + shownRoom)
    .map(({text, tone}) =>
      cutLine([span(screenText(text, glyphs), tone === undefined ? 'plain' : TONES[tone])], width, ellipsis),
    );
  const below = panel.lines.length - top - shown.length;
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
