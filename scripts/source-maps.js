/**
 * Source maps of the built scripts: from a place in them to a line of `src`. They are not packed; a report of an
 * error of ours names places in the scripts, and `npm run trace` reads it with them.
 */
import {decode, encode} from '@jridgewell/sourcemap-codec';
import {START} from '../bin/program-parts.js';

const lineCount = (text) => text.split('\n').length - 1;

/** The map of a text that sections of another one are put together from; each is whole lines, the first of them `from`. */
export function joinedMap(map, sections) {
  const lines = decode(map.mappings);
  const taken = sections.flatMap(({from, text}) =>
    Array.from({length: lineCount(text)}, (_, index) => lines[from + index] ?? []),
  );
  return {...map, mappings: encode(taken)};
}

/** A text with its map behind it, where the bundler looks for one. */
export const withMap = (text, map) =>
  `${text}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}\n`;

/** One map for scripts that run as one, each behind the lines that are put in front of it. */
function stackedMap(file, parts) {
  const sources = new Map();
  const contents = [];
  const lines = [];
  for (const {before, code, map} of parts) {
    const {mappings, sources: own, sourcesContent = []} = JSON.parse(map);
    const indexes = own.map((source, index) => {
      if (!sources.has(source)) contents[sources.size] = sourcesContent[index] ?? null;
      if (!sources.has(source)) sources.set(source, sources.size);
      return sources.get(source);
    });
    lines.push(...Array.from({length: lineCount(before)}, () => []));
    const decoded = decode(mappings).map((segments) =>
      segments.map(([column, source, ...place]) =>
        source === undefined ? [column] : [column, indexes[source], place[0], place[1]],
      ),
    );
    lines.push(...Array.from({length: lineCount(code)}, (_, index) => decoded[index] ?? []));
  }
  const map = {
    version: 3,
    file,
    sources: [...sources.keys()],
    sourcesContent: contents,
    names: [],
    mappings: encode(lines),
  };
  return JSON.stringify(map);
}

/** The maps by the names of their files. Lines are those of the scripts as they run: the launcher puts one in front. */
export const sourceMaps = ({program, rest, quick}) => ({
  'program.cjs.map': stackedMap('program.cjs', [{...program, before: `${START}${program.before}`}, rest]),
  'quick.cjs.map': stackedMap('quick.cjs', [quick]),
});
