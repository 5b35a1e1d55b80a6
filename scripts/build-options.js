/** How the program is bundled. In a file of its own, because a test looks at what each part loads. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {confAlone, directYoga, lateCrypto, lateGraphemes, withoutDevtools} from './bundle-plugins.js';
import {ROOT} from './ensure-setup.js';

const {version} = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/**
 * Options for esbuild: one script each, so that V8 can keep it compiled. What is imported lazily is inside too,
 * and runs when it is asked for. `program` is everything, `quick` answers --version and --help.
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
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  write: false,
  define: {
    'process.env.NODE_ENV': '"production"',
    'import.meta.url': '__moduleUrl',
    DELEGATE_TUI_VERSION: JSON.stringify(version),
  },
  banner: {js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;"},
  plugins: [withoutDevtools, directYoga, lateGraphemes, lateCrypto, confAlone],
};
