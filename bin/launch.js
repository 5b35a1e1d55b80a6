// Loaded by delegate-tui.js only when Node is new enough for what stands here.
'use strict';

const {existsSync, readFileSync} = require('node:fs');
const {join} = require('node:path');
const {runKept} = require('./run-kept.js');

const DIST = join(__dirname, '..', 'dist');
const QUICK = ['--help', '-h', '--version', 'help'];

/** Runs a built script, and returns what it exports. */
function load(name, kind) {
  const filename = join(DIST, name);
  const built = {exports: {}};
  // The build writes ASCII only; read as Latin-1, V8 takes the bytes as they are.
  const run = runKept({filename, source: readFileSync(filename, 'latin1'), kind});
  run(built.exports, require, built, filename, DIST);
  return built.exports;
}

/** Runs one command line, given as its words, in this process. */
exports.launch = async (words) => {
  if (!existsSync(join(DIST, 'program.cjs'))) {
    process.stderr.write(
      'delegate-tui is not built yet. Run npm start in its directory; it builds and starts it.\n',
    );
    process.exitCode = 1;
    return;
  }
  if (words.some((word) => QUICK.includes(word))) {
    const code = await require('../dist/quick.cjs').runQuickCli(words);
    if (code !== undefined) {
      process.exitCode = code;
      return;
    }
  }
  const {runCli} = load('program.cjs', words[0] === 'generate' ? 'generate' : 'program');
  await runCli(words);
};
