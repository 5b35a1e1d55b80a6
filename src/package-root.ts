/**
 * Directory that holds `presets` and `schema`. This module lies in `src`, and built, in `dist` or `dist/chunks`.
 */
export const packageRoot = (): URL =>
  new URL(/\/chunks\/[^/]*$/.test(import.meta.url) ? '../../' : '../', import.meta.url);
