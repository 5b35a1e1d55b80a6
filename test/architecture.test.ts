import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {isBuiltin} from 'node:module';
import {dirname, join, relative} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

interface Source {
  /** Below `src`, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
  /** `domain`, `wizard`, …; for what lies in `src` itself its name without ending. */
  readonly layer: string;
  /** What it imports: files below `src`, and packages. Also lazily; types too. */
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

/** `import x from 'y'`, `import 'y'`, `export … from 'y'` and `import('y')`. */
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^'";]*?\bfrom\s*'([^']+)'|(?:^|\n)\s*import\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;

function readSource(path: string): Source {
  const text = readFileSync(join(SRC, path), 'utf8');
  const specifiers = [...text.matchAll(IMPORT)].map(([, from, bare, lazy]) => from ?? bare ?? lazy ?? '');
  return {
    path,
    text,
    lines: text.split('\n'),
    layer: path.includes('/') ? (path.split('/')[0] ?? '') : path.replace(/\.tsx?$/, ''),
    files: specifiers
      .filter((name) => name.startsWith('.'))
      .map((name) => relative(SRC, join(SRC, dirname(path), name)).replaceAll('\\', '/')),
    packages: specifiers.filter((name) => !name.startsWith('.')),
  };
}

const SOURCES = readdirSync(SRC, {recursive: true, encoding: 'utf8'})
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path))
  .sort()
  .map(readSource);

const KNOWN = new Set(SOURCES.map(({path}) => path));
const layerOf = (path: string): string =>
  path.includes('/') ? (path.split('/')[0] ?? '') : path.replace(/\.tsx?$/, '');

interface LayerRule {
  /** Layers whose files may be imported, beside its own. */
  readonly layers: readonly string[];
  /** Packages that may be imported; `node:` stands for Node's own modules. */
  readonly packages: readonly string[];
}

const RULES: Readonly<Record<string, LayerRule>> = {
  domain: {layers: [], packages: ['yaml', 'valibot', 'fastest-levenshtein', 'diff']},
  wizard: {layers: ['domain'], packages: []},
  services: {layers: ['domain'], packages: ['node:', 'valibot', 'execa', 'conf', 'yaml']},
  deploy: {layers: ['domain', 'services', 'practice'], packages: ['node:']},
  build: {layers: ['domain', 'services'], packages: ['node:']},
  verify: {layers: ['domain', 'services', 'deploy'], packages: []},
  practice: {layers: ['domain'], packages: ['node:', 'yaml']},
  ui: {layers: ['domain', 'wizard'], packages: ['ink', 'ink-select-input', 'react']},
};

/** What lies in `src` itself ties the layers together. Only these know the terminal UI. */
const KNOW_UI = ['wizard-front', 'build-front', 'deploy-front', 'tui'];
/** Only these know what the wizard is made of; and they know services too. */
const KNOW_WIZARD = [
  ...KNOW_UI,
  'wizard-rounds',
  'rounds-types',
  'run-build',
  'run-deploy',
  'perform',
  'deploy-perform',
  'recent-values',
];

const packageName = (specifier: string): string =>
  isBuiltin(specifier)
    ? 'node:'
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/');

test('every import of ours leads to a file', () => {
  const missing = SOURCES.flatMap(({path, files}) =>
    files.filter((file) => !KNOWN.has(file)).map((file) => `${path} -> ${file}`),
  );
  assert.deepEqual(missing, []);
});

for (const [layer, {layers, packages}] of Object.entries(RULES)) {
  const inLayer = SOURCES.filter((source) => source.layer === layer);

  test(`${layer} imports only itself${layers.map((name) => ` and ${name}`).join('')}`, () => {
    assert.notEqual(inLayer.length, 0);
    const allowed = new Set([layer, ...layers]);
    const wrong = inLayer.flatMap(({path, files}) =>
      files.filter((file) => !allowed.has(layerOf(file))).map((file) => `${path} -> ${file}`),
    );
    assert.deepEqual(wrong, []);
  });

  test(`${layer} imports no package but ${packages.join(', ') || 'none'}`, () => {
    const wrong = inLayer.flatMap((source) =>
      source.packages
        .filter((name) => !packages.includes(packageName(name)))
        .map((name) => `${source.path} -> ${name}`),
    );
    assert.deepEqual(wrong, []);
  });
}

const IMPURE =
  /\bprocess\.|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bsetTimeout\b|\bsetInterval\b|[^'\w.]fetch\(|\bconsole\./;
/** Comments may speak of what code must not do. */
const withoutComments = (text: string): string => text.replaceAll(/\/\*[^]*?\*\/|(^|\s)\/\/[^\n]*/g, '$1');

for (const layer of ['domain', 'wizard']) {
  test(`${layer} reads no clock, no environment and no chance`, () => {
    const impure = SOURCES.filter(
      (source) => source.layer === layer && IMPURE.test(withoutComments(source.text)),
    );
    assert.deepEqual(
      impure.map(({path}) => path),
      [],
    );
  });
}

test('only the wizard’s front knows the terminal UI', () => {
  const inSrc = SOURCES.filter(({path}) => !path.includes('/') || /^(args|commands)\//.test(path));
  const knowing = (layer: string, allowed: readonly string[]) =>
    inSrc
      .filter(
        (source) => source.files.some((file) => layerOf(file) === layer) && !allowed.includes(source.layer),
      )
      .map(({path}) => path);
  assert.deepEqual(knowing('ui', KNOW_UI), []);
  assert.deepEqual(knowing('wizard', KNOW_WIZARD), []);
});

test('fronts with a screen import no command: what both need lies in fronts/', () => {
  const isScreen = (path: string) => /^[a-z]+-front(\/|\.ts)/.test(path);
  const isHeadless = (path: string) => path.startsWith('commands/');
  const wrong = SOURCES.flatMap(({path, files}) =>
    files.filter((file) => isScreen(path) && isHeadless(file)).map((file) => `${path} -> ${file}`),
  );
  assert.deepEqual(wrong, []);
});

test('only cli sets the exit code, and nothing ends the process', () => {
  const setting = SOURCES.filter(({text}) => /process\.exitCode|process\.exit\(/.test(withoutComments(text)));
  assert.deepEqual(
    setting.map(({path}) => path),
    ['cli.ts'],
  );
});

test('exports have names', () => {
  assert.deepEqual(
    SOURCES.filter(({text}) => /^export default\b/m.test(text)).map(({path}) => path),
    [],
  );
});

test('file names are kebab-case', () => {
  const odd = SOURCES.filter(
    ({path}) => !path.split('/').every((part) => /^[a-z0-9]+(-[a-z0-9]+)*(\.tsx?)?$/.test(part)),
  );
  assert.deepEqual(
    odd.map(({path}) => path),
    [],
  );
});

const MAX_LINES = 200;
/** Rows of data may be many. */
const isData = (path: string): boolean =>
  path.startsWith('domain/catalogue/') ||
  path === 'domain/fields.ts' ||
  path === 'args/commands.ts' ||
  /^(domain|services)\/.*-rows\.ts$/.test(path);

test(`no file but rows of data is longer than ${MAX_LINES} lines`, () => {
  const long = SOURCES.filter(({path, lines}) => lines.length > MAX_LINES + 1 && !isData(path));
  assert.deepEqual(
    long.map(({path, lines}) => `${path}: ${lines.length - 1}`),
    [],
  );
});

/** Paths of one machine and notes to oneself say nothing to a reader. */
const TRACES = /\/work\/|\/farm\/|\/tmp\/briefs|\bsubagent\b|\bTODO\b|\bFIXME\b|\bXXX\b|\bissue #\d+/;

test('sources speak of the project alone', () => {
  const traces = SOURCES.flatMap(({path, lines}) =>
    lines.flatMap((line, index) => (TRACES.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );
  assert.deepEqual(traces, []);
});
