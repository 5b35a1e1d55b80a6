/** Bundles the program into dist: plain JavaScript without dependencies. */
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {BUILD_OPTIONS} from './build-options.js';
import {ROOT, ensureInstalled} from './ensure-setup.js';
import {writeSchema} from './schema.js';
import {thirdPartyText} from './third-party.js';

ensureInstalled();
const {build} = await import('esbuild');
const started = performance.now();

// When it fails esbuild has said why.
const {metafile, outputFiles} = await build(BUILD_OPTIONS).catch(() => process.exit(1));

// The last good build stays until there is a new one.
rmSync(BUILD_OPTIONS.outdir, {recursive: true, force: true});
for (const {path, contents} of outputFiles) {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, contents);
}
writeFileSync(
  join(BUILD_OPTIONS.outdir, 'THIRD-PARTY.md'),
  thirdPartyText(Object.keys(metafile.inputs), ROOT),
);
await writeSchema();

const bytes = outputFiles.reduce((sum, file) => sum + file.contents.length, 0);
const milliseconds = Math.round(performance.now() - started);
console.error(`Built dist: ${outputFiles.length} files, ${Math.round(bytes / 1000)} kB, ${milliseconds} ms`);
