import assert from 'node:assert/strict';
import {test} from 'node:test';
import {build} from 'esbuild';
import type {BuildOptions, Metafile} from 'esbuild';

const {BUILD_OPTIONS} = (await import(new URL('../../scripts/build-options.js', import.meta.url).href)) as {
  BUILD_OPTIONS: BuildOptions;
};
const {metafile} = (await build({...BUILD_OPTIONS, write: false, metafile: true})) as {metafile: Metafile};

/** Packages in a built file and in all that it loads at once. Lazy imports are not followed. */
function packagesWith(source: string): Set<string> {
  const start = Object.entries(metafile.outputs).find(([, {entryPoint}]) => entryPoint === source)?.[0];
  assert.ok(start, `${source} is not a part of its own`);
  const reached = new Set<string>();
  const visit = (output: string): void => {
    if (reached.has(output)) return;
    reached.add(output);
    for (const {path, kind} of metafile.outputs[output]?.imports ?? [])
      if (kind === 'import-statement') visit(path);
  };
  visit(start);
  const inputs = [...reached].flatMap((output) => Object.keys(metafile.outputs[output]?.inputs ?? {}));
  return new Set(inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.slice(1) ?? []));
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

test('the start of the program loads next to nothing', () => {
  assert.deepEqual([...packagesWith('src/cli.ts')], ['fastest-levenshtein']);
});

test('the terminal UI is in the bundle', () => {
  const all = Object.values(metafile.outputs).flatMap(({inputs}) => Object.keys(inputs));
  assert.ok(all.some((input) => input.includes('node_modules/ink/')));
});
