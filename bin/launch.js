// Loaded by delegate-tui.js only when Node is new enough for what stands here.
'use strict';

const {closeSync, existsSync, fstatSync, openSync, readSync} = require('node:fs');
const {join} = require('node:path');

const DIST = join(__dirname, '..', 'dist');
const QUICK = ['--help', '-h', '--version', 'help'];

/**
 * The text of files between two others, read into one piece of memory. The build writes ASCII only; taken as
 * Latin-1, V8 takes the bytes as they are.
 */
function joined(start, paths, end) {
  const files = paths.map((path) => {
    const descriptor = openSync(path, 'r');
    return {descriptor, size: fstatSync(descriptor).size};
  });
  const length = files.reduce((sum, {size}) => sum + size, start.length + end.length);
  const bytes = Buffer.allocUnsafe(length);
  let at = bytes.write(start, 'latin1');
  for (const {descriptor, size} of files) {
    const until = at + size;
    for (let read = 1; at < until && read > 0; at += read)
      read = readSync(descriptor, bytes, at, until - at, null);
    closeSync(descriptor);
  }
  at += bytes.write(end, at, 'latin1');
  return bytes.toString('latin1', 0, at);
}

/** Runs what the command line needs of the program, and returns what that exports. */
function load(words) {
  const {START, END, neededParts} = require('./program-parts.js');
  const {runKept} = require('./run-kept.js');
  const {names, kind} = neededParts(words);
  const paths = names.map((name) => join(DIST, name));
  const filename = join(DIST, 'program.cjs');
  const built = {exports: {}};
  const run = runKept({filename, source: joined(START, paths, END), kind});
  run(built.exports, require, built, filename, DIST);
  return built.exports;
}

/** Runs one command line, given as its words, in this process. */
exports.launch = async (words) => {
  if (!existsSync(join(DIST, 'commands.part'))) {
    process.stderr.write(
      'delegate-tui is not built yet. Run npm start in its directory; it builds and starts it.\n',
    );
    process.exitCode = 1;
    return;
  }
  if (words.some((word) => QUICK.includes(word))) {
    const code = await require('../dist/quick.cjs').runQuickCli(words, () => {
      process.once('exit', () => {
        process.exitCode ||= 1;
      });
    });
    if (code !== undefined) {
      process.exitCode = code;
      return;
    }
  }
  const {runCli} = load(words);
  await runCli(words);
};
