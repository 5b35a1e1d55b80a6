/** Bundles the program into dist: plain JavaScript without dependencies. */
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {BUILD_OPTIONS, HEAD, SMALLER} from './build-options.js';
import {ROOT, ensureInstalled} from './ensure-setup.js';
import {writeSchema} from './schema.js';
import {thirdPartyText} from './third-party.js';

ensureInstalled();
const {build, transform} = await import('esbuild');
const {splitProgram} = await import('./split-program.js');
const started = performance.now();

// When it fails esbuild has said why.
const {metafile, outputFiles} = await build(BUILD_OPTIONS).catch(() => process.exit(1));

/** The bundler leaves regular expressions as they are; the launcher reads the file as Latin-1. */
const inAscii = (text) =>
  text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const textOf = (name) => outputFiles.find(({path}) => basename(path) === name).text;
const {generate, rest} = await splitProgram(textOf('program.cjs'), metafile);
const quick = await transform(textOf('quick.cjs'), SMALLER);
const scripts = Object.entries({
  'program.cjs': HEAD + generate,
  'commands.part': `// The end of program.cjs, which bin/launch.js puts together. It is no module.\n${rest}`,
  'quick.cjs': HEAD + quick.code,
}).map(([name, text]) => [name, inAscii(text)]);
// Tells one build from the next where V8 keeps compiled code: by itself it compares lengths only.
const hash = createHash('sha256').update(scripts.flat().join('\n')).digest('hex').slice(0, 16);

// The last good build stays until the new one is whole.
const {outdir} = BUILD_OPTIONS;
const staged = `${outdir}.new-${process.pid}`;
const replaced = `${outdir}.old-${process.pid}`;
mkdirSync(staged, {recursive: true});
for (const [name, script] of scripts) writeFileSync(join(staged, name), `// build ${hash}\n${script}`);
writeFileSync(join(staged, 'THIRD-PARTY.md'), thirdPartyText(Object.keys(metafile.inputs), ROOT));
if (existsSync(outdir)) renameSync(outdir, replaced);
renameSync(staged, outdir);
rmSync(replaced, {recursive: true, force: true});
await writeSchema();

const bytes = scripts.reduce((sum, [, script]) => sum + script.length, 0);
const milliseconds = Math.round(performance.now() - started);
console.error(`Built dist: ${scripts.length} files, ${Math.round(bytes / 1000)} kB, ${milliseconds} ms`);
