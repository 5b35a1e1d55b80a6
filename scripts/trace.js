/**
 * `npm run trace [-- FILE]`: prints a report of an error of ours (`last-crash.txt`; without a name, standard input) with
 * places in `src` for those in the built scripts. The report must come from just this build of the program.
 */
import {existsSync, readFileSync} from 'node:fs';
import {SourceMap} from 'node:module';
import {join} from 'node:path';
import {ROOT} from './ensure-setup.js';

const MAPS = join(ROOT, 'release', 'maps');
const PLACE = /\b(program|quick)\.cjs:(\d+):(\d+)/g;

const maps = new Map();
function mapOf(name) {
  const path = join(MAPS, `${name}.cjs.map`);
  if (!existsSync(path)) {
    console.error('There are no source maps yet. Write them with: npm run build -- --maps');
    process.exit(1);
  }
  if (!maps.has(name)) maps.set(name, new SourceMap(JSON.parse(readFileSync(path, 'utf8'))));
  return maps.get(name);
}

const [file] = process.argv.slice(2);
const report = readFileSync(file ?? 0, 'utf8');
process.stdout.write(
  report.replace(PLACE, (place, name, line, column) => {
    // The library counts from 0.
    const {originalSource, originalLine, originalColumn} = mapOf(name).findEntry(line - 1, column - 1);
    if (originalSource === undefined) return place;
    return `${originalSource.replace(/^(?:\.\.\/)+/, '')}:${originalLine + 1}:${originalColumn + 1}`;
  }),
);
