// Which parts of the program a command line needs, and what makes one script of them.
'use strict';

/** The parts are statements of one function, which takes what Node gives every CommonJS file. */
exports.START = '(function (exports, require, module, __filename, __dirname) {\n';
exports.END = '\n})';

/**
 * Names of built files in their order: `generate` needs the first, all other commands the second too, which continues it.
 * `kind` tells apart what is kept of runs that use different functions.
 */
exports.neededParts = (words) => {
  const [word = '-'] = words;
  if (word === 'generate') {
    const kind = words.some((other) => other.startsWith('--print')) ? 'print' : 'generate';
    return {names: ['program.cjs'], kind};
  }
  return {names: ['program.cjs', 'commands.part'], kind: word.startsWith('-') ? 'wizard' : 'command'};
};
