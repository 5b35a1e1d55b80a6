/**
 * Splits the bundled program in two texts, so that `generate` reads and keeps a quarter of it. Nothing stands in both:
 * the second is the end of the first, and both together are the program, in one scope as the bundler made it.
 */
import {transform} from 'esbuild';
import {SMALLER} from './build-options.js';

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

/** The text of each module with its path. The bundler writes that above it; what is above the first belongs to all. */
function sections(text, inputs) {
  const marks = [...text.matchAll(/^\/\/ (.+)\n/gm)].filter(([, path]) => inputs[path]);
  const starts = [{index: 0, path: CLI}, ...marks.map(({index, 1: path}) => ({index, path}))];
  return starts.map(({index, path}, at) => ({path, text: text.slice(index, starts[at + 1]?.index)}));
}

/** One bundle -> the part that `generate` needs, and the rest. The bundler must have left blanks and comments. */
export async function splitProgram(text, {inputs}) {
  const needed = neededModules(inputs);
  const all = sections(text, inputs);
  const part = async (isWanted) => {
    const joined = all
      .filter(({path}) => isWanted(path))
      .map((section) => section.text)
      .join('');
    const {code} = await transform(joined, SMALLER);
    return code;
  };
  return {generate: await part((path) => needed.has(path)), rest: await part((path) => !needed.has(path))};
}
