// Starts the program inside the standalone executable, where there is no package beside it.
'use strict';

const {mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync} = require('node:fs');
const {tmpdir} = require('node:os');
const {dirname, join} = require('node:path');
const {getAsset} = require('node:sea');
const {START, END, neededParts} = require('../bin/program-parts.js');
const {cacheDirectory, isTrusted, makeDirectory, runKept} = require('../bin/run-kept.js');

const build = getAsset('build', 'utf8');

/** The files that the program reads, such as presets: written once to a directory of the user's. */
function unpack() {
  const cache = cacheDirectory();
  const target = cache && join(cache, `files-${build}`);
  if (target && isTrusted(target)) return target;
  const staged = stagingDirectory(cache);
  for (const path of JSON.parse(getAsset('files', 'utf8'))) {
    mkdirSync(dirname(join(staged, path)), {recursive: true});
    writeFileSync(join(staged, path), getAsset(path, 'utf8'));
  }
  try {
    if (!target) throw new Error('nowhere to keep them');
    renameSync(staged, target);
    return target;
  } catch {
    // Another run may have been quicker.
    if (target && statSync(target, {throwIfNoEntry: false}) && isTrusted(target)) {
      rmSync(staged, {recursive: true, force: true});
      return target;
    }
    process.once('exit', () => rmSync(staged, {recursive: true, force: true}));
    return staged;
  }
}

function stagingDirectory(cache) {
  try {
    makeDirectory(cache);
    return mkdtempSync(join(cache, 'new-'));
  } catch {
    return mkdtempSync(join(tmpdir(), 'delegate-tui-'));
  }
}

const root = unpack();
const filename = join(root, 'dist', 'program.cjs');
const words = process.argv.slice(2);
const built = {exports: {}};
const {names, kind} = neededParts(words);
const source = [START, ...names.map((name) => getAsset(name, 'latin1')), END].join('');
const run = runKept({filename, source, kind});
run(built.exports, require, built, filename, dirname(filename));
void built.exports.runCli(words);
