/**
 * Splits the bundled program in two texts, so that `generate` reads and keeps a quarter of it. Nothing stands in both:
 * the second is the end of the first, and both together are the program, in one scope as the bundler made it.
 */
import {smaller} from './smaller.js';

const CLI = 'src/cli.ts';
/** What the command line loads for other commands; everything else may be met by `generate`. */
const OTHER_COMMANDS = /^src\/(?:commands\/|screens\/run-wizard\.ts$)/;

/** Every module that may be loaded for `generate`, at once or later. */
function neededModules(inputs) {
  const found = new Set();
  const visit = (path) => {
    if (found.has(path) || !inputs[path]) return;
    found.add(path);
    for (const {path: next} of inputs[path].imports)
      if (path !== CLI || !OTHER_COMMANDS.test(next)) visit(next);
  };
  visit(CLI);
  return found;
}

/** The text of each module with its path and its first line. The bundler writes that above it; what is above the first belongs to all. */
function sections(text, inputs) {
  const marks = [...text.matchAll(/^\/\/ (.+)\n/gm)].filter(([, path]) => inputs[path]);
  const starts = [{index: 0, path: CLI}, ...marks.map(({index, 1: path}) => ({index, path}))];
  let from = 0;
  return starts.map(({index, path}, at) => {
    const section = {path, from, text: text.slice(index, starts[at + 1]?.index)};
    from += section.text.split('\n').length - 1;
    return section;
  });
}

/**
 * One bundle -> the part that `generate` needs, and the rest. The bundler must have left blanks and comments. `map`: of
 * the bundle, when maps of the parts are wanted.
 */
export async function splitProgram(text, {inputs}, map) {
  const needed = neededModules(inputs);
  const all = sections(text, inputs);
  const part = (isWanted) =>
    smaller(
      all.filter(({path}) => isWanted(path)),
      map,
    );
  return {generate: await part((path) => needed.has(path)), rest: await part((path) => !needed.has(path))};
}
