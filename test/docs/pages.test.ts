import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {test} from 'node:test';
import {COMMANDS} from '../../src/args/commands.ts';
import {FLAGS} from '../../src/args/flags.ts';
import {manPage, troff} from '../../scripts/man.ts';
import {PROJECT_ROOT} from '../helpers/built-program.ts';

const IN_ROOT = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'CHANGELOG.md'];
const inDocs = readdirSync(join(PROJECT_ROOT, 'docs'), {recursive: true, encoding: 'utf8'}).map((path) =>
  join('docs', path).replaceAll('\\', '/'),
);
const PAGES = [...IN_ROOT, ...inDocs.filter((path) => path.endsWith('.md'))];

const read = (path: string): string => readFileSync(join(PROJECT_ROOT, path), 'utf8');
const withoutCode = (text: string): string =>
  text.replaceAll(/^```[^]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '');

/** Names that headings have as places to jump to. Source: how GitHub makes them. */
const anchors = (text: string): string[] =>
  [...text.replaceAll(/^```[^]*?^```$/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

interface Link {
  /** As it is written. */
  readonly target: string;
  readonly place: string;
  readonly anchor?: string;
}

function linksOf(path: string): Link[] {
  const targets = [...withoutCode(read(path)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^https?:/.test(target))
    .map((target) => {
      const [file = '', anchor] = target.split('#');
      return {target, place: file === '' ? path : join(dirname(path), file), ...(anchor && {anchor})};
    });
}

for (const path of PAGES)
  test(`every link of ${path} leads somewhere`, () => {
    for (const {target, place, anchor} of linksOf(path)) {
      assert.ok(existsSync(join(PROJECT_ROOT, place)), target);
      if (anchor !== undefined) assert.ok(anchors(read(place)).includes(anchor), target);
    }
  });

test('every page and every picture is linked from another page', () => {
  const linked = new Set(
    PAGES.flatMap((path) =>
      linksOf(path)
        .map(({place}) => place)
        .filter((place) => place !== path),
    ),
  );
  assert.deepEqual(
    inDocs.filter((path) => /\.(md|svg)$/.test(path) && !linked.has(path)),
    [],
  );
});

test('the man page names every command and every flag', () => {
  const text = manPage();
  for (const {name} of COMMANDS)
    if (name !== 'wizard')
      assert.ok(text.includes(`\n${String.raw`\fB`}${troff(`delegate-tui ${name}`)}`), name);
  for (const {flag, negatable} of FLAGS)
    assert.ok(text.includes(troff(negatable ? `[no-]${flag}` : `--${flag}`)), flag);
  assert.match(text, /^[\u0020-\u007e\n]*$/, 'ASCII alone, which every troff reads');
});

const mandoc = spawnSync('mandoc', ['-T', 'lint', '-W', 'style'], {input: manPage(), encoding: 'utf8'});
test(
  'mandoc finds nothing wrong with the man page',
  {skip: mandoc.error !== undefined && 'needs mandoc (apt-get install mandoc)'},
  () => assert.equal(mandoc.stdout, ''),
);
