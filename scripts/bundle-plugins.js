/** What the bundler must be told about single packages. Each plugin fails the build when what it mends has changed. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

/** Replaces `pattern` in the text of a file, or throws when the package no longer holds it. */
function replaceIn(path, [pattern, replacement]) {
  const text = readFileSync(path, 'utf8');
  if (!text.includes(pattern)) throw new Error(`${path} no longer holds ${pattern}`);
  return text.replace(pattern, () => replacement);
}

/** Ink asks for react-devtools-core in development only; an external import would break the start. */
export const withoutDevtools = {
  name: 'without-devtools',
  setup(bundler) {
    bundler.onResolve({filter: /^react-devtools-core$/}, ({path}) => ({path, namespace: 'empty'}));
    bundler.onLoad({filter: /.*/, namespace: 'empty'}, () => ({contents: 'export default {};'}));
    // Awaits at the top of a module keep the program from being one script.
    bundler.onLoad({filter: /[\\/]ink[\\/]build[\\/]reconciler\.js$/}, ({path}) => ({
      contents: replaceIn(path, ["await import('./devtools.js')", 'undefined']).replace(
        'await loadPackageJson()',
        '{}',
      ),
    }));
  },
};

const YOGA_BYTES = /"data:application\/octet-stream;base64,([A-Za-z0-9+/=]+)"/;
const YOGA_LOADER = /[\\/]yoga-layout[\\/]dist[\\/]binaries[\\/]yoga-wasm-base64-esm\.js$/;
const YOGA_INDEX = /[\\/]yoga-layout[\\/]dist[\\/]src[\\/]index\.js$/;

/** Takes the place of yoga-layout's own index, which awaits the loader below. */
const YOGA_AT_ONCE = `
import loadYoga from '../binaries/yoga-wasm-base64-esm.js';
import wrapAssembly from './wrapAssembly.js';
import bytes from 'yoga.wasm';

export * from './generated/YGEnums.js';
const assembly = {
  instantiateWasm(imports, receive) {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);
    receive(instance);
    return instance.exports;
  },
};
loadYoga(assembly);
export default wrapAssembly(assembly);
`;

/** Yoga's loader fetches its bytes from a data: URL, for which Node loads its whole HTTP client. We hand them over. */
export const directYoga = {
  name: 'direct-yoga',
  setup(bundler) {
    bundler.onLoad({filter: YOGA_INDEX}, () => ({contents: YOGA_AT_ONCE}));
    bundler.onLoad({filter: YOGA_LOADER}, ({path}) => {
      const [whole] = YOGA_BYTES.exec(readFileSync(path, 'utf8')) ?? [];
      return {contents: replaceIn(path, [whole ?? 'data:application/octet-stream;base64,', '""'])};
    });
    bundler.onResolve({filter: /^yoga\.wasm$/}, ({path, resolveDir}) => ({
      path,
      namespace: 'yoga-bytes',
      pluginData: resolveDir,
    }));
    bundler.onLoad({filter: /.*/, namespace: 'yoga-bytes'}, ({pluginData}) => {
      const text = readFileSync(join(pluginData, '..', 'binaries', 'yoga-wasm-base64-esm.js'), 'utf8');
      return {contents: Buffer.from(YOGA_BYTES.exec(text)[1], 'base64'), loader: 'binary'};
    });
  },
};
