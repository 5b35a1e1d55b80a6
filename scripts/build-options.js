/** How the program is bundled. In a file of its own, because a test looks at what ends up in which part. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {ROOT} from './ensure-setup.js';

const {version} = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Ink asks for react-devtools-core in development only; an external import would break the start. */
const withoutDevtools = {
  name: 'without-devtools',
  setup(bundler) {
    bundler.onResolve({filter: /^react-devtools-core$/}, ({path}) => ({path, namespace: 'empty'}));
    bundler.onLoad({filter: /.*/, namespace: 'empty'}, () => ({contents: 'export default {};'}));
  },
};

/** CommonJS parts of the bundle call require for Node's own modules. */
const REQUIRE =
  "import {createRequire as __createRequire} from 'node:module'; const require = __createRequire(import.meta.url);";

/** Options for esbuild. Split, so that what is loaded lazily stays out of the way of what is not. */
export const BUILD_OPTIONS = {
  absWorkingDir: ROOT,
  entryPoints: ['src/cli.ts'],
  outdir: join(ROOT, 'dist'),
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  write: false,
  define: {'process.env.NODE_ENV': '"production"', DELEGATE_TUI_VERSION: JSON.stringify(version)},
  banner: {js: REQUIRE},
  plugins: [withoutDevtools],
};
