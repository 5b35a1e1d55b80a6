/** Directory that holds `presets` and `schema`. This module lies in `src`, and built, in `dist`. */
export const packageRoot = (): URL => new URL('../', import.meta.url);
