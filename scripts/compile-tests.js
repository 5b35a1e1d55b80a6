/**
 * Makes JavaScript of the test files before they run, all of them at once: what they share is compiled and
 * loaded as a few large scripts. Translating each module as it is imported took a third of all unit tests' time.
 */
import {mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {ROOT} from './ensure-setup.js';

/** Below node_modules, so that packages are found from there and no check looks at it. */
const CACHE = join(ROOT, 'node_modules', '.cache', 'delegate-tui');

const LOADERS = {'.ts': 'ts', '.tsx': 'tsx', '.js': 'js'};

/** A compiled module still finds the files that lie beside its source. */
const ownPlace = {
  name: 'own place',
  setup({onLoad}) {
    onLoad({filter: /\.(ts|tsx|js)$/}, ({path}) => {
      if (relative(ROOT, path).startsWith('node_modules')) return undefined;
      const contents = readFileSync(path, 'utf8')
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)));
      return {contents, loader: LOADERS[/\.\w+$/.exec(path)[0]]};
    });
  },
};

/**
 * Compiles these test files (paths below the root) into a directory of this run, which goes when the process
 * ends; returns what tells the compiled script of a file. Throws what esbuild throws for a file that cannot be
 * read as TypeScript.
 */
export async function compileTests(files) {
  mkdirSync(CACHE, {recursive: true});
  const outdir = mkdtempSync(join(CACHE, 'tests-'));
  process.on('exit', () => rmSync(outdir, {recursive: true, force: true}));
  await build({
    absWorkingDir: ROOT,
    entryPoints: files,
    outdir,
    outbase: ROOT,
    outExtension: {'.js': '.mjs'},
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    jsx: 'automatic',
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'error',
    plugins: [ownPlace],
  });
  return (file) => join(outdir, file.replace(/\.tsx?$/, '.mjs'));
}
