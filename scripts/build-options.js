/** How the program is bundled. In a file of its own, because a test looks at what each part loads. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {
  confAlone,
  directYoga,
  fewSizes,
  lateCrypto,
  lateGraphemes,
  withoutDevtools,
} from './bundle-plugins.js';
import {ROOT} from './ensure-setup.js';

const {version} = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Goes in front of each script: modules are strict, and what `import.meta.url` is in them. */
export const HEAD =
  "'use strict';\nconst __moduleUrl = require('node:url').pathToFileURL(__filename).href;\n";

/**
 * Options for esbuild: one script each, so that V8 can keep it compiled. What is imported lazily is inside too,
 * and runs when it is asked for. `program` is everything, and is split in two; `quick` answers --version and --help.
 */
export const BUILD_OPTIONS = {
  absWorkingDir: ROOT,
  entryPoints: {program: 'src/cli.ts', quick: 'src/quick.ts'},
  outdir: join(ROOT, 'dist'),
  outExtension: {'.js': '.cjs'},
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  minifyIdentifiers: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  write: false,
  define: {
    'process.env.NODE_ENV': '"production"',
    'import.meta.url': '__moduleUrl',
    DELEGATE_TUI_VERSION: JSON.stringify(version),
  },
  plugins: [withoutDevtools, fewSizes, directYoga, lateGraphemes, lateCrypto, confAlone],
};

/** What is done to each script afterwards: the bundler leaves blanks and comments, for the program to be split. */
export const SMALLER = {
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  target: BUILD_OPTIONS.target,
};
