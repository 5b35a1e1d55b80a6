import {THEMES, renderAt} from './render-at.tsx';
import type {Screen} from '../../src/wizard/screen.ts';

/** Sizes of windows that every screen is looked at in. */
export const SIZES = [
  [40, 12],
  [80, 24],
  [140, 40],
] as const;

/** The lines of one frame. */
export const drawn = async (
  screen: Screen,
  [columns, rows]: readonly [number, number],
  {theme = THEMES.colour, accessible = false}: {theme?: typeof THEMES.colour; accessible?: boolean} = {},
): Promise<string[]> => {
  const rendered = await renderAt({screen, columns, rows, theme, accessible});
  const frame = await rendered.frame();
  await rendered.unmount();
  return frame;
};
