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
  args: {layers: ['domain'], packages: ['node:']},
  domain: {layers: [], packages: ['yaml', 'valibot', 'fastest-levenshtein', 'diff']},
  wizard: {layers: ['domain'], packages: []},
  services: {layers: ['domain'], packages: ['node:', 'valibot', 'execa', 'conf', 'yaml']},
  deploy: {layers: ['domain', 'services', 'practice'], packages: ['node:']},
  build: {layers: ['domain', 'services'], packages: ['node:']},
  verify: {layers: ['domain', 'services', 'deploy'], packages: []},
  practice: {layers: ['domain'], packages: ['node:', 'yaml']},
  ui: {layers: ['domain', 'wizard'], packages: ['ink', 'ink-select-input', 'react']},
};

/** What a person meets: without a terminal, and on one. */
const BESIDE = ['commands', 'headless', 'screens', 'build-front', 'deploy-front'];

/** Those that tie the layers together may import what they need, except for these. */
const FORBIDDEN: Readonly<Record<string, readonly string[]>> = {
  console: ['wizard', 'ui', 'deploy', 'build', 'verify', 'report', 'inputs', 'fronts', ...BESIDE],
  report: [
    'wizard',
    'ui',
    'services',
    'deploy',
    'build',
    'verify',
    'practice',
    'inputs',
    'fronts',
    ...BESIDE,
  ],
  inputs: ['wizard', 'ui', 'deploy', 'build', 'verify', 'practice', 'report', 'fronts', ...BESIDE],
  headless: ['wizard', 'ui', 'deploy', 'build', 'verify', 'practice', 'commands', 'screens'],
  commands: ['wizard', 'ui'],
  fronts: ['wizard', 'ui', ...BESIDE],
  'build-front': ['commands', 'headless'],
  'deploy-front': ['commands', 'headless'],
  screens: ['commands', 'headless'],
};

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

for (const [layer, forbidden] of Object.entries(FORBIDDEN))
  test(`${layer} imports nothing of ${forbidden.join(', ')}`, () => {
    const inLayer = SOURCES.filter((source) => source.layer === layer);
    assert.notEqual(inLayer.length, 0);
    const wrong = inLayer.flatMap(({path, files}) =>
      files
        .filter((file) => layerOf(file) !== layer && forbidden.includes(layerOf(file)))
        .map((file) => `${path} -> ${file}`),
    );
    assert.deepEqual(wrong, []);
  });

test('only one file hands texts to the YAML library, and bounds their levels', () => {
  const reading = SOURCES.filter(({text}) =>
    /import \{[^}]*\b(?:parse|parseDocument|parseAllDocuments|Composer)\b[^}]*\} from 'yaml'/.test(text),
  );
  assert.deepEqual(
    reading.map(({path}) => path),
    ['domain/bounded-yaml.ts'],
  );
});

test('every directory has its rule', () => {
  const layers = new Set(SOURCES.filter(({path}) => path.includes('/')).map(({layer}) => layer));
  assert.deepEqual([...layers].toSorted(), [...Object.keys(RULES), ...Object.keys(FORBIDDEN)].toSorted());
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
