/** Makes a fresh clone ready: installs what package-lock.json says, and builds. Needs nothing but Node. */
import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REQUIRED = [20, 19];

/** Prints one sentence and ends when this Node is too old for the project. */
function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > REQUIRED[0] || (major === REQUIRED[0] && minor >= REQUIRED[1])) return;
  console.error(
    `delegate-tui needs Node.js ${REQUIRED.join('.')} or newer and this is ${process.versions.node}; install a newer one from https://nodejs.org and try again.`,
  );
  process.exit(1);
}

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * True when node_modules holds exactly what the lock file names. Contents are compared, not times: a
 * checkout gives the lock file a new time and nothing else. Packages for other platforms may be absent.
 */
export function isInstalled(root = ROOT) {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const {packages: installed} = readJson(installedFile);
  const {packages: wanted} = readJson(join(root, 'package-lock.json'));
  return Object.entries(wanted).every(([path, row]) => {
    if (path === '') return true;
    const present = installed[path];
    return present ? present.integrity === row.integrity : row.optional === true || row.peer === true;
  });
}

function newestTime(path) {
  if (!existsSync(path)) return 0;
  const {mtimeMs} = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newestTime(join(path, name))));
}

/** True when the built program is newer than everything it is built from. */
export function isBuilt(root = ROOT) {
  const built = join(root, 'dist', 'program.cjs');
  if (!existsSync(built)) return false;
  const sources = [
    'src',
    'package.json',
    'package-lock.json',
    'scripts/build.js',
    'scripts/build-options.js',
    'scripts/bundle-plugins.js',
    'scripts/schema.js',
    'scripts/split-program.js',
    'scripts/third-party.js',
  ];
  return statSync(built).mtimeMs >= Math.max(...sources.map((source) => newestTime(join(root, source))));
}

/** Runs a program with our output; ends with its exit code when it fails. */
function runOrExit(command, args) {
  const {status, error} = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (error) console.error(`${command} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/** Installs the dependencies when they are missing or not those of the lock file. */
export function ensureInstalled() {
  checkNode();
  if (isInstalled()) return;
  console.error('Installing dependencies, once …');
  const npmCi = ['ci', '--loglevel=error', '--no-audit', '--no-fund'];
  const npm = process.env['npm_execpath'];
  if (npm?.endsWith('.js')) runOrExit(process.execPath, [npm, ...npmCi]);
  else runOrExit('npm', npmCi);
}

/** Builds dist when it is missing or older than the sources. */
export function ensureBuilt() {
  ensureInstalled();
  if (!isBuilt()) runOrExit(process.execPath, [join(ROOT, 'scripts', 'build.js')]);
}
