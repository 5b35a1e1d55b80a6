/** The last step of the build: scripts without blanks and comments. */
import {transform} from 'esbuild';
import {SMALLER} from './build-options.js';

/** The bundler leaves regular expressions as they are; the launcher reads scripts as Latin-1. */
const inAscii = (text) =>
  text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * Sections of a bundle, one after the other, as a small script; each with its `text` and the line of the bundle that
 * it begins `from`. With the `map` of the bundle, the script's own map comes with it, as JSON.
 */
export async function smaller(sections, map) {
  const joined = inAscii(sections.map(({text}) => text).join(''));
  if (map === undefined) return {code: (await transform(joined, SMALLER)).code};
  const {joinedMap, withMap} = await import('./source-maps.js');
  const input = withMap(joined, joinedMap(map, sections));
  const {code, map: own} = await transform(input, {
    ...SMALLER,
    sourcemap: 'external',
    sourcefile: 'bundle.js',
  });
  return {code, map: own};
}
