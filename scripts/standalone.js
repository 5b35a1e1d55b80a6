/**
 * `npm run standalone [-- x64 arm64]`: an executable for hosts without Node, one for each Linux architecture, with
 * its SHA-256, in release/. Node's own binaries come from the npm registry.
 * Source: Node.js documentation, "Single executable applications".
 */
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {ROOT, ensureBuilt, ensureInstalled} from './ensure-setup.js';

ensureInstalled();
ensureBuilt();
const {build} = await import('esbuild');
const {inject} = await import('postject').then((module) => module.default);

/** The newest that runs on the C library of every distribution still maintained, and has packages for both. */
const NODE = '24.21.0';
const ARCHITECTURES = ['x64', 'arm64'];
/** Marks the place in Node's binary. Source: Node.js documentation, as above. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

const {version} = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const wanted = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ARCHITECTURES;
const unknown = wanted.find((architecture) => !ARCHITECTURES.includes(architecture));
if (unknown !== undefined) {
  console.error(`There is no Node for ${unknown} here; choose from ${ARCHITECTURES.join(' and ')}.`);
  process.exit(2);
}

const work = mkdtempSync(join(tmpdir(), 'delegate-tui-standalone-'));
const release = process.env.DELEGATE_TUI_RELEASE_DIR ?? join(ROOT, 'release');

/** Path of Node's binary for an architecture; DELEGATE_TUI_STANDALONE_NODE_X64 and …_ARM64 name one that is here. */
function nodeFor(architecture) {
  const given = process.env[`DELEGATE_TUI_STANDALONE_NODE_${architecture.toUpperCase()}`];
  if (given) return given;
  const name = `node-linux-${architecture}`;
  const directory = join(work, architecture);
  const binary = join(directory, 'package', 'bin', 'node');
  mkdirSync(directory, {recursive: true});
  execFileSync('npm', ['pack', '--silent', '--pack-destination', directory, `${name}@${NODE}`]);
  execFileSync('tar', ['-xzf', join(directory, `${name}-${NODE}.tgz`), '-C', directory, 'package/bin/node']);
  return binary;
}

/** Files that the program reads while it runs, as paths from the root of the package. */
const FILES = ['presets', 'schema'].flatMap((directory) =>
  readdirSync(join(ROOT, directory)).map((name) => `${directory}/${name}`),
);

/** Everything of ours, in the form that Node looks for in its own binary. It is the same for every architecture. */
async function makeBlob(node) {
  const main = join(work, 'main.cjs');
  const blob = join(work, 'blob');
  await build({
    entryPoints: [join(ROOT, 'scripts', 'standalone-main.cjs')],
    outfile: main,
    bundle: true,
    platform: 'node',
    target: 'node24',
    minify: true,
    logLevel: 'warning',
  });
  const parts = Object.fromEntries(
    ['program.cjs', 'commands.part'].map((name) => [name, join(ROOT, 'dist', name)]),
  );
  const hash = createHash('sha256');
  for (const part of Object.values(parts)) hash.update(readFileSync(part));
  const note = (name, text) => {
    writeFileSync(join(work, name), text);
    return join(work, name);
  };
  const assets = {
    ...parts,
    build: note('build', hash.digest('hex').slice(0, 16)),
    files: note('files', JSON.stringify(FILES)),
    ...Object.fromEntries(FILES.map((path) => [path, join(ROOT, path)])),
  };
  const config = {main, output: blob, disableExperimentalSEAWarning: true, useCodeCache: false, assets};
  execFileSync(node, ['--experimental-sea-config', note('config.json', JSON.stringify(config))], {
    stdio: 'pipe',
  });
  return readFileSync(blob);
}

try {
  const binaries = new Map(
    [...new Set([process.arch, ...wanted])].map((architecture) => [architecture, nodeFor(architecture)]),
  );
  const blob = await makeBlob(binaries.get(process.arch));
  mkdirSync(release, {recursive: true});
  for (const architecture of wanted) {
    const name = `delegate-tui-${version}-linux-${architecture}`;
    const staged = join(work, name);
    copyFileSync(binaries.get(architecture), staged);
    chmodSync(staged, 0o755);
    await inject(staged, 'NODE_SEA_BLOB', blob, {sentinelFuse: FUSE});
    const sum = createHash('sha256').update(readFileSync(staged)).digest('hex');
    copyFileSync(staged, join(release, name));
    writeFileSync(join(release, `${name}.sha256`), `${sum}  ${name}\n`);
    console.log(`${join(release, name)}\n  sha256 ${sum}`);
  }
} finally {
  rmSync(work, {recursive: true, force: true});
}
