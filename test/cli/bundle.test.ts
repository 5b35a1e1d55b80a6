import assert from 'node:assert/strict';
import {test} from 'node:test';
import {build} from 'esbuild';
import type {BuildOptions, Metafile} from 'esbuild';

const {BUILD_OPTIONS} = (await import(new URL('../../scripts/build-options.js', import.meta.url).href)) as {
  BUILD_OPTIONS: BuildOptions;
};
const {metafile} = (await build({...BUILD_OPTIONS, write: false, metafile: true})) as {metafile: Metafile};

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

for (const source of ['src/headless.ts', 'src/commands/presets.ts', 'src/commands/latest.ts']) {
  test(`${source} loads neither the terminal UI nor saved preferences`, () => {
    const packages = packagesWith(source);
    assert.deepEqual(
      HEAVY.filter((name) => packages.has(name)),
      [],
    );
  });
}

test('the wizard draws before it loads what runs programs and what keeps preferences', () => {
  const packages = packagesWith('src/wizard-front.ts');
  assert.deepEqual(
    ['conf', 'ajv', 'execa'].filter((name) => packages.has(name)),
    [],
  );
});

for (const source of ['src/cli.ts', 'src/quick.ts']) {
  test(`${source} loads next to nothing`, () => {
    assert.deepEqual([...packagesWith(source)], ['fastest-levenshtein']);
  });
}

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
