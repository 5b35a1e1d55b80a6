import type {Frame, Run} from './read-cells.ts';

/** Of one cell, in pixels. */
const WIDTH = 8.4;
const HEIGHT = 18;
const BASELINE = 13.5;
const PADDING = 14;

/** The palette: foreground, background, border, and the eight colours of a terminal. */
interface Palette {
  readonly text: string;
  readonly paper: string;
  readonly border: string;
  readonly colours: readonly string[];
}

const LIGHT: Palette = {
  text: '#1f2328',
  paper: '#ffffff',
  border: '#d1d9e0',
  colours: ['#1f2328', '#b3202c', '#1a6f37', '#875700', '#0550ae', '#7a3cb0', '#0f6a80', '#59636e'],
};
const DARK: Palette = {
  text: '#e6edf3',
  paper: '#0d1117',
  border: '#3d444d',
  colours: ['#484f58', '#ff7b72', '#56d364', '#e3b341', '#79c0ff', '#d2a8ff', '#56d4dd', '#b1bac4'],
};

const rules = ({text, paper, border, colours}: Palette): string =>
  [
    `.t{fill:${text}}.p{fill:${paper};stroke:none}.e{stroke:${border}}`,
    ...colours.map((colour, index) => `.c${index}{fill:${colour}}`),
  ].join('');

const STYLE = `text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}.b{font-weight:700}.d{opacity:.62}.u{text-decoration:underline}${rules(LIGHT)}@media(prefers-color-scheme:dark){${rules(DARK)}}`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const number = (value: number): string => String(Math.round(value * 10) / 10);
const left = (column: number): string => number(PADDING + column * WIDTH);
const colourClass = (colour: number | undefined, otherwise: string): string =>
  colour === undefined ? otherwise : `c${colour % 8}`;

function box({column, cells, background, colour, inverse}: Run, row: number): string {
  const fill = inverse ? colourClass(colour, 't') : colourClass(background, '');
  if (fill === '') return '';
  return `<rect class="${fill}" x="${left(column)}" y="${PADDING + row * HEIGHT}" width="${number(cells * WIDTH)}" height="${HEIGHT}"/>`;
}

/** Blanks at both ends are left out; the width is told, so that every font keeps the columns. */
function words(run: Run, row: number): string {
  const text = run.text.trimEnd();
  const start = text.length - text.trimStart().length;
  if (text === '') return '';
  const names = [
    run.inverse ? colourClass(run.background, 'p') : colourClass(run.colour, 't'),
    ...(run.bold ? ['b'] : []),
    ...(run.dim ? ['d'] : []),
    ...(run.underline ? ['u'] : []),
  ];
  const cells = run.cells - start - (run.text.length - text.length);
  return `<text class="${names.join(' ')}" x="${left(run.column + start)}" y="${number(PADDING + row * HEIGHT + BASELINE)}" textLength="${number(cells * WIDTH)}" lengthAdjust="spacingAndGlyphs">${escaped(text.trimStart())}</text>`;
}

/** A picture of a terminal in light and dark colours, as the reader's screen has them. */
export function svgFrame({frame, title}: {readonly frame: Frame; readonly title: string}): string {
  const width = number(frame.columns * WIDTH + 2 * PADDING);
  const height = number(frame.lines.length * HEIGHT + 2 * PADDING);
  const drawn = frame.lines.flatMap((runs, row) => runs.flatMap((run) => [box(run, row), words(run, row)]));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<rect class="p" width="${width}" height="${height}" rx="8"/>`,
    `<rect class="e" x=".5" y=".5" width="${number(Number(width) - 1)}" height="${number(Number(height) - 1)}" rx="8" fill="none"/>`,
    ...drawn.filter((element) => element !== ''),
    '</svg>\n',
  ].join('\n');
}
