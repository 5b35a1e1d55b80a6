// Keeps what V8 compiled between runs: that is half of what a start costs. Node has this built in from 22 on
// for modules; this way it works on every Node and for the one big script that the program is.
'use strict';

const {
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} = require('node:fs');
const {dirname, isAbsolute, join} = require('node:path');
const {Script, constants} = require('node:vm');

const OTHERS_MAY_WRITE = 0o022;

/** Where it is kept. Source: XDG Base Directory Specification; the switch is Node's own. */
exports.cacheDirectory = () => {
  const {env, platform} = process;
  const given = env.XDG_CACHE_HOME;
  if (given && isAbsolute(given)) return join(given, 'delegate-tui');
  try {
    const home = env.HOME || require('node:os').homedir();
    if (!isAbsolute(home)) return undefined;
    return join(home, platform === 'darwin' ? 'Library/Caches' : '.cache', 'delegate-tui');
  } catch {
    return undefined;
  }
};

const isSwitchedOff = () => Boolean(process.env.NODE_DISABLE_COMPILE_CACHE || process.env.NODE_V8_COVERAGE);

/** What is kept is used as it is: it must be ours, and nobody else's to change. */
exports.isTrusted = (path) => {
  const stats = statSync(path, {throwIfNoEntry: false});
  if (stats === undefined) return false;
  return !process.getuid || (stats.uid === process.getuid() && (stats.mode & OTHERS_MAY_WRITE) === 0);
};

function readTrusted(file) {
  try {
    return exports.isTrusted(file) ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
}

/** Several versions of program and Node may take turns. */
const MOST_FILES = 8;

function removeOldest(directory) {
  const kept = readdirSync(directory)
    .filter((name) => name.endsWith('.v8'))
    .map((name) => join(directory, name));
  const byAge = kept.map((path) => ({path, time: statSync(path).mtimeMs})).sort((a, b) => b.time - a.time);
  for (const {path} of byAge.slice(MOST_FILES)) unlinkSync(path);
}

/** With what is missing above it, one by one: Node's own recursive mkdir never ends below /proc. */
exports.makeDirectory = (path) => {
  try {
    mkdirSync(path, {mode: 0o700});
  } catch (error) {
    if (error.code === 'EEXIST') return;
    if (error.code !== 'ENOENT' || dirname(path) === path) throw error;
    exports.makeDirectory(dirname(path));
    mkdirSync(path, {mode: 0o700});
  }
};

/** Leaves the old one, or the new one whole. A run never fails for it. */
function save({directory, name, data}) {
  const path = join(directory, name);
  try {
    exports.makeDirectory(directory);
    writeFileSync(`${path}.${process.pid}`, data, {mode: 0o600});
    renameSync(`${path}.${process.pid}`, path);
    removeOldest(directory);
  } catch {
    // Nothing is kept then: a full disk, a home that cannot be written, another run at the same work.
  }
}

/**
 * Runs a script, with what was kept of its compiled code if there is something, and returns its value.
 * `kind` tells apart runs that use different parts of the script. A line near the start of `source` names the build.
 */
exports.runKept = ({filename, source, kind}) => {
  const directory = isSwitchedOff() ? undefined : exports.cacheDirectory();
  const build = /^\/\/ build ([0-9a-f]+)$/m.exec(source)?.[1];
  const name = `${build}-${process.version}-${process.arch}-${kind}.v8`;
  const cachedData = directory && build ? readTrusted(join(directory, name)) : undefined;
  const script = new Script(source, {
    filename,
    cachedData,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (directory && build && (cachedData === undefined || script.cachedDataRejected)) {
    // At the end, when everything this kind of run needs was compiled.
    process.once('exit', () => save({directory, name, data: script.createCachedData()}));
  }
  return script.runInThisContext();
};
