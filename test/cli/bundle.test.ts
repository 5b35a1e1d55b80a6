import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {SourceMap, createRequire, type SourceMapPayload} from 'node:module';
import {test} from 'node:test';
import {compileFunction} from 'node:vm';
import {build} from 'esbuild';
import type {BuildOptions, Metafile, OutputFile} from 'esbuild';

const {BUILD_OPTIONS} = (await import(new URL('../../scripts/build-options.js', import.meta.url).href)) as {
  BUILD_OPTIONS: BuildOptions;
};
const {START} = createRequire(import.meta.url)('../../bin/program-parts.js') as {START: string};
interface Part {
  readonly code: string;
  /** JSON. */
  readonly map: string;
}
const {splitProgram} = (await import(new URL('../../scripts/split-program.js', import.meta.url).href)) as {
  splitProgram: (text: string, metafile: Metafile, map?: object) => Promise<{generate: Part; rest: Part}>;
};
const {sourceMaps} = (await import(new URL('../../scripts/source-maps.js', import.meta.url).href)) as {
  sourceMaps: (parts: Record<string, Part & {before: string}>) => Record<string, string>;
};
const {metafile, outputFiles} = (await build({
  ...BUILD_OPTIONS,
  write: false,
  metafile: true,
  sourcemap: 'external',
})) as {
  metafile: Metafile;
  outputFiles: OutputFile[];
};

const AT_ONCE = ['import-statement', 'require-call'];

/** Packages that a source file runs when it is loaded. Lazy imports are not followed. */
function packagesWith(source: string): Set<string> {
  assert.ok(metafile.inputs[source], `${source} is not in the bundle`);
  const reached = new Set<string>();
  const visit = (input: string): void => {
    if (reached.has(input)) return;
    reached.add(input);
    for (const {path, kind} of metafile.inputs[input]?.imports ?? []) if (AT_ONCE.includes(kind)) visit(path);
  };
  visit(source);
  return new Set(
    [...reached].flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.slice(1) ?? []),
  );
}

test('nothing but node’s own modules stays outside of the bundle', () => {
  const outside = Object.values(metafile.outputs).flatMap(({imports}) =>
    imports.filter(({external}) => external),
  );
  assert.deepEqual(
    outside.filter(({path}) => !path.startsWith('node:') && !isBuiltIn(path)),
    [],
  );
});

const isBuiltIn = (path: string) =>
  /^(assert|buffer|child_process|crypto|events|fs|fs\/promises|module|os|path|process|stream|tty|url|util)$/.test(
    path,
  );

const HEAVY = ['ink', 'react', 'react-reconciler', 'yoga-layout', 'conf', 'ajv', 'execa'];

for (const source of ['src/headless/headless.ts', 'src/commands/presets.ts', 'src/commands/latest.ts']) {
  test(`${source} loads neither the terminal UI nor saved preferences`, () => {
    const packages = packagesWith(source);
    assert.deepEqual(
      HEAVY.filter((name) => packages.has(name)),
      [],
    );
  });
}

test('the wizard draws before it loads what runs programs and what keeps preferences', () => {
  const packages = packagesWith('src/screens/wizard-front.ts');
  assert.deepEqual(
    ['conf', 'ajv', 'execa'].filter((name) => packages.has(name)),
    [],
  );
});

for (const [source, packages] of [
  ['src/cli.ts', ['fastest-levenshtein']],
  ['src/quick.ts', []],
] as const) {
  test(`${source} loads next to nothing`, () => {
    assert.deepEqual([...packagesWith(source)], packages);
  });
}

const textOf = (name: string): string => outputFiles.find(({path}) => path.endsWith(name))?.text ?? '';
const map = JSON.parse(textOf('program.cjs.map')) as object;
const parts = await splitProgram(textOf('program.cjs'), metafile, map);

test('source maps lead from the scripts as they run to lines of src', () => {
  const heads = {program: '// build\n// head\n', rest: '// build\n'};
  const maps = sourceMaps({
    program: {...parts.generate, before: heads.program},
    rest: {...parts.rest, before: heads.rest},
    quick: {...parts.generate, before: ''},
  });
  const sources = new SourceMap(JSON.parse(maps['program.cjs.map'] ?? '') as SourceMapPayload);
  const run = `${START}${heads.program}${parts.generate.code}${heads.rest}${parts.rest.code}`;
  // One of each part: words that stand at one place of it.
  for (const [words, file] of [
    ['is one word too many', 'src/args/extra-word.ts'],
    ['There is nothing to undo', 'src/commands/deploy/run-to-undo.ts'],
  ] as const) {
    const before = run.slice(0, run.indexOf(words)).split('\n');
    const entry = sources.findEntry(before.length - 1, before.at(-1)?.length ?? 0);
    assert.ok('originalSource' in entry && entry.originalSource.endsWith(file), JSON.stringify(entry));
    const lines = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').split('\n');
    const around = lines.slice(entry.originalLine, entry.originalLine + 3).join(' ');
    assert.ok(around.includes(words), around);
  }
});

test('the part that generate needs holds no terminal UI, and is less than half of the rest', () => {
  const [generate, rest] = [parts.generate.code, parts.rest.code];
  for (const text of ['WebAssembly.Instance', 'react.element', 'useInput'])
    assert.ok(rest.includes(text) && !generate.includes(text), text);
  assert.ok(generate.length < rest.length / 2);
  // Names that only the other part knows are met when they are used: what is loaded at once must not.
  const exported: Record<string, unknown> = {};
  const run = compileFunction(generate, ['exports', 'require', 'module', '__filename', '__dirname']);
  const built = {exports: exported};
  run(built.exports, createRequire(import.meta.url), built, '/dist/program.cjs', '/dist');
  assert.deepEqual(Object.keys(built.exports), ['run', 'runCli']);
});

test('the small script holds nothing of the terminal UI', () => {
  const [, quick] = Object.entries(metafile.outputs).find(([path]) => path.endsWith('quick.cjs')) ?? [];
  assert.deepEqual(
    Object.keys(quick?.inputs ?? {}).filter((input) => /node_modules\/(?!fastest-levenshtein)/.test(input)),
    [],
  );
});

test('the terminal UI is in the bundle', () => {
  const all = Object.values(metafile.outputs).flatMap(({inputs}) => Object.keys(inputs));
  assert.ok(all.some((input) => input.includes('node_modules/ink/')));
});
