/** Bundles the program into dist: plain JavaScript without dependencies. */
import {existsSync, mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {BUILD_OPTIONS} from './build-options.js';
import {ROOT, ensureInstalled} from './ensure-setup.js';
import {writeSchema} from './schema.js';
import {thirdPartyText} from './third-party.js';

ensureInstalled();
const {build} = await import('esbuild');
const started = performance.now();

// When it fails esbuild has said why.
const {metafile, outputFiles} = await build(BUILD_OPTIONS).catch(() => process.exit(1));

// The last good build stays until the new one is whole.
const {outdir} = BUILD_OPTIONS;
const staged = `${outdir}.new-${process.pid}`;
const replaced = `${outdir}.old-${process.pid}`;
for (const {path, contents} of outputFiles) {
  const target = join(staged, relative(outdir, path));
  mkdirSync(dirname(target), {recursive: true});
  writeFileSync(target, contents);
}
writeFileSync(join(staged, 'THIRD-PARTY.md'), thirdPartyText(Object.keys(metafile.inputs), ROOT));
if (existsSync(outdir)) renameSync(outdir, replaced);
renameSync(staged, outdir);
rmSync(replaced, {recursive: true, force: true});
await writeSchema();

const bytes = outputFiles.reduce((sum, file) => sum + file.contents.length, 0);
const milliseconds = Math.round(performance.now() - started);
console.error(`Built dist: ${outputFiles.length} files, ${Math.round(bytes / 1000)} kB, ${milliseconds} ms`);
