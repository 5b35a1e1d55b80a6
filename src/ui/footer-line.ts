import type {Hint} from '../wizard/screen.ts';
import {cutToCells} from './cells.ts';
import type {EdgeInput} from './header-line.ts';
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

const PLACES_IN_NARROW: readonly ((hint: Hint) => boolean)[] = [
  ({keys}) => keys === 'enter',
  ({keys}) => keys === 'esc',
  ({keys}) => keys !== '↑↓',
  () => true,
];
const PLACES: typeof PLACES_IN_NARROW = [({keys}) => keys === 'esc', () => true];

/**
 * Most important first. The way back is kept; a narrow window tells what goes on as well, and last of all the
 * arrows, which everybody tries unasked.
 */
function byImportance(hints: readonly Hint[], narrow: boolean): Hint[] {
  const places = narrow ? PLACES_IN_NARROW : PLACES;
  const placeOf = (hint: Hint): number => places.findIndex((isHere) => isHere(hint));
  return hints.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** As many hints as fit, in their order. Help stays even if others must go; in a narrow window as its key only. */
function fittingLine(hints: readonly Hint[], width: number, narrow: boolean): Line {
  const lineOf = (kept: ReadonlySet<Hint>): Line => {
    const shown = hints.filter((hint) => isHelp(hint) || kept.has(hint));
    return hintsLine(narrow ? shown.map((hint) => (isHelp(hint) ? {...hint, label: ''} : hint)) : shown);
  };
  const others = byImportance(
    hints.filter((hint) => !isHelp(hint)),
    narrow,
  );
  const fits = (kept: readonly Hint[]): boolean => lineCells(lineOf(new Set(kept))) <= width;
  const most = narrow ? NARROW_HINTS : others.length;
  let kept: readonly Hint[] = others.slice(0, most);
  while (kept.length > 0 && !fits(kept)) kept = kept.slice(0, -1);
  const arrows = others.find(({keys}) => keys === '↑↓');
  const more = arrows === undefined || kept.includes(arrows) ? kept : [...kept, arrows];
  if (more.length <= most && fits(more)) kept = more;
  return fits(kept) ? lineOf(new Set(kept)) : [];
}

/** What the program is doing, then the keys that work now, as many as fit. */
export function footerLine({screen, width, narrow, glyphs}: EdgeInput): Line {
  const busy =
    screen.busy === undefined
      ? []
      : [span(cutToCells(screen.busy, width, glyphs.ellipsis), 'strong'), span(GAP)];
  const keys = fittingLine(screen.hints, width - lineCells(busy), narrow);
  return cutLine([...busy, ...keys], width, glyphs.ellipsis);
}
