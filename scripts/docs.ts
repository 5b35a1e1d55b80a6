/**
 * Writes docs/reference and the man page from the tables of the program. With `--check`: changes nothing, and
 * ends with 1 when one of them, or the schema of presets, is not what the sources make.
 */
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {PAGES} from './docs/pages.ts';
import {formatted} from './formatted.ts';
import {manPage} from './man.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MAN_PAGE = 'man/delegate-tui.1';

const made: (readonly [path: string, text: string])[] = [[MAN_PAGE, manPage()]];
for (const {path, text} of PAGES) made.push([path, await formatted({file: path, text: text()})]);

const stale = made.filter(([path, text]) => {
  const file = join(ROOT, path);
  return !existsSync(file) || readFileSync(file, 'utf8') !== text;
});

if (process.argv.includes('--check')) {
  const {isSchemaCurrent} = (await import(new URL('schema.js', import.meta.url).href)) as {
    isSchemaCurrent: () => Promise<boolean>;
  };
  const told = [
    ...stale.map(([path]) => `${path} is not what the sources make: npm run docs`),
    ...((await isSchemaCurrent())
      ? []
      : ['schema/answers.schema.json is not what the sources make: npm run build']),
  ];
  for (const line of told) process.stderr.write(`${line}\n`);
  process.exitCode = told.length === 0 ? 0 : 1;
} else {
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(ROOT, path)), {recursive: true});
    writeFileSync(join(ROOT, path), text);
    process.stderr.write(`${path}\n`);
  }
}
