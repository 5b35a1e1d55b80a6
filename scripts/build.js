/**
 * Bundles the program into dist: plain JavaScript without dependencies. `--maps` writes source maps into release/maps,
 * which are no part of the package.
 */
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {BUILD_OPTIONS, HEAD} from './build-options.js';
import {ROOT, ensureInstalled} from './ensure-setup.js';
import {writeSchema} from './schema.js';
import {thirdPartyText} from './third-party.js';

ensureInstalled();
const {build} = await import('esbuild');
const {smaller} = await import('./smaller.js');
const {splitProgram} = await import('./split-program.js');
const started = performance.now();

const wantsMaps = process.argv.includes('--maps');
// When it fails esbuild has said why.
const {metafile, outputFiles} = await build({
  ...BUILD_OPTIONS,
  ...(wantsMaps && {sourcemap: 'external'}),
}).catch(() => process.exit(1));

const textOf = (name) => outputFiles.find(({path}) => basename(path) === name).text;
const mapOf = (name) => (wantsMaps ? JSON.parse(textOf(`${name}.map`)) : undefined);
const {generate, rest} = await splitProgram(textOf('program.cjs'), metafile, mapOf('program.cjs'));
const quick = await smaller([{from: 0, text: textOf('quick.cjs')}], mapOf('quick.cjs'));
const PART_HEAD = '// The end of program.cjs, which bin/launch.js puts together. It is no module.\n';
const scripts = Object.entries({
  'program.cjs': HEAD + generate.code,
  'commands.part': PART_HEAD + rest.code,
  'quick.cjs': HEAD + quick.code,
});
// Tells one build from the next where V8 keeps compiled code: by itself it compares lengths only.
const hash = createHash('sha256').update(scripts.flat().join('\n')).digest('hex').slice(0, 16);

// The last good build stays until the new one is whole.
const {outdir} = BUILD_OPTIONS;
const staged = `${outdir}.new-${process.pid}`;
const replaced = `${outdir}.old-${process.pid}`;
mkdirSync(staged, {recursive: true});
const BUILD_LINE = `// build ${hash}\n`;
for (const [name, script] of scripts) writeFileSync(join(staged, name), BUILD_LINE + script);
writeFileSync(join(staged, 'THIRD-PARTY.md'), thirdPartyText(Object.keys(metafile.inputs), ROOT));
if (existsSync(outdir)) renameSync(outdir, replaced);
renameSync(staged, outdir);
rmSync(replaced, {recursive: true, force: true});
await writeSchema();

if (wantsMaps) {
  const {sourceMaps} = await import('./source-maps.js');
  const maps = sourceMaps({
    program: {...generate, before: BUILD_LINE + HEAD},
    rest: {...rest, before: BUILD_LINE + PART_HEAD},
    quick: {...quick, before: BUILD_LINE + HEAD},
  });
  const directory = join(ROOT, 'release', 'maps');
  mkdirSync(directory, {recursive: true});
  for (const [name, map] of Object.entries(maps)) writeFileSync(join(directory, name), map);
  console.error(`Wrote release/maps: ${Object.keys(maps).join(', ')}, for build ${hash}`);
}

const bytes = scripts.reduce((sum, [, script]) => sum + script.length, 0);
const milliseconds = Math.round(performance.now() - started);
console.error(`Built dist: ${scripts.length} files, ${Math.round(bytes / 1000)} kB, ${milliseconds} ms`);
