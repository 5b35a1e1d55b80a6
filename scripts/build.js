/** Bundles the program into dist: plain JavaScript without dependencies. */
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {BUILD_OPTIONS} from './build-options.js';
import {ROOT, ensureInstalled} from './ensure-setup.js';
import {writeSchema} from './schema.js';
import {thirdPartyText} from './third-party.js';

ensureInstalled();
const {build} = await import('esbuild');
const started = performance.now();

// When it fails esbuild has said why.
const {metafile, outputFiles} = await build(BUILD_OPTIONS).catch(() => process.exit(1));

/** `bin/launch.js` calls the program as a function, which Node makes of every CommonJS file by itself. */
const wrapped = (path, text) =>
  basename(path) === 'program.cjs'
    ? `(function (exports, require, module, __filename, __dirname) {${text}\n})`
    : text;

/** The bundler leaves regular expressions as they are; the launcher reads the file as Latin-1. */
const inAscii = (text) =>
  text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

// The last good build stays until the new one is whole.
const {outdir} = BUILD_OPTIONS;
const staged = `${outdir}.new-${process.pid}`;
const replaced = `${outdir}.old-${process.pid}`;
mkdirSync(staged, {recursive: true});
for (const {path, text} of outputFiles) {
  const script = inAscii(wrapped(path, text));
  // Tells one build from the next where V8 keeps compiled code: by itself it compares lengths only.
  const build = createHash('sha256').update(script).digest('hex').slice(0, 16);
  writeFileSync(join(staged, basename(path)), `// build ${build}\n${script}`);
}
writeFileSync(join(staged, 'THIRD-PARTY.md'), thirdPartyText(Object.keys(metafile.inputs), ROOT));
if (existsSync(outdir)) renameSync(outdir, replaced);
renameSync(staged, outdir);
rmSync(replaced, {recursive: true, force: true});
await writeSchema();

const bytes = outputFiles.reduce((sum, file) => sum + file.contents.length, 0);
const milliseconds = Math.round(performance.now() - started);
console.error(`Built dist: ${outputFiles.length} files, ${Math.round(bytes / 1000)} kB, ${milliseconds} ms`);
