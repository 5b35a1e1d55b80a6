import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {test} from 'node:test';
import {compileFunction} from 'node:vm';
import {build} from 'esbuild';
import type {BuildOptions, Metafile, OutputFile} from 'esbuild';

const {BUILD_OPTIONS} = (await import(new URL('../../scripts/build-options.js', import.meta.url).href)) as {
  BUILD_OPTIONS: BuildOptions;
};
const {splitProgram} = (await import(new URL('../../scripts/split-program.js', import.meta.url).href)) as {
  splitProgram: (text: string, metafile: Metafile) => Promise<{generate: string; rest: string}>;
};
const {metafile, outputFiles} = (await build({...BUILD_OPTIONS, write: false, metafile: true})) as {
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

test('the part that generate needs holds no terminal UI, and is less than half of the rest', async () => {
  const program = outputFiles.find(({path}) => path.endsWith('program.cjs'));
  const {generate, rest} = await splitProgram(program?.text ?? '', metafile);
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
