import type {Hint, Screen} from '../wizard/screen.ts';
import {cutToCells} from './cells.ts';
import type {Glyphs} from './glyphs.ts';
import {cutLine, lineCells, span} from './line.ts';
import type {Line} from './line.ts';

const GAP = '  ';
/** While text is typed, `?` is a letter of it. */
const HELP_KEYS: readonly string[] = ['?', 'ctrl+g'];
const isHelp = ({keys}: Hint): boolean => HELP_KEYS.includes(keys);
const NARROW_HINTS = 3;

function hintSpans({keys, label}: Hint): Line {
  return label === '' ? [span(keys, 'accent')] : [span(keys, 'accent'), span(` ${label}`, 'dim')];
}

function hintsLine(hints: readonly Hint[]): Line {
  return hints.flatMap((hint, index) => (index === 0 ? hintSpans(hint) : [span(GAP), ...hintSpans(hint)]));
}

/** The first hints that fit. Help stays in its place even if others must go; in a narrow window as its key only. */
function fittingLine(hints: readonly Hint[], width: number, narrow: boolean): Line {
  const others = hints.filter((hint) => !isHelp(hint));
  for (let count = narrow ? NARROW_HINTS : others.length; count >= 0; count--) {
    const kept = new Set(others.slice(0, count));
    const shown = hints.filter((hint) => isHelp(hint) || kept.has(hint));
    const line = hintsLine(
      narrow ? shown.map((hint) => (isHelp(hint) ? {...hint, label: ''} : hint)) : shown,
    );
    if (lineCells(line) <= width) return line;
  }
  return [];
}

/** What the program is doing, then the keys that work now, as many as fit. */
export function footerLine({
  screen,
  width,
  narrow,
  glyphs,
}: {
  screen: Screen;
  width: number;
  narrow: boolean;
  glyphs: Glyphs;
}): Line {
  const busy =
    screen.busy === undefined
      ? []
      : [span(cutToCells(screen.busy, width, glyphs.ellipsis), 'strong'), span(GAP)];
  const keys = fittingLine(screen.hints, width - lineCells(busy), narrow);
  return cutLine([...busy, ...keys], width, glyphs.ellipsis);
}
