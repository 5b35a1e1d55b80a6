/** What the bundler must be told about single packages. Each plugin fails the build when what it mends has changed. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

/** Replaces each pattern in the text of a file, or throws when the package no longer holds it. */
function replaceIn(path, ...changes) {
  return changes.reduce(
    (text, [pattern, replacement]) => {
      if (!text.includes(pattern)) throw new Error(`${path} no longer holds ${pattern}`);
      return text.replace(pattern, () => replacement);
    },
    readFileSync(path, 'utf8'),
  );
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

/**
 * Ink remembers the sizes of the last thousands of texts, and a frame of ours is one text that hardly ever comes again:
 * in hours of watching that is some 25 MB.
 */
export const fewSizes = {
  name: 'few-sizes',
  setup(bundler) {
    bundler.onLoad({filter: /[\\/]ink[\\/]build[\\/](?:measure|wrap)-text\.js$/}, ({path}) => ({
      contents: replaceIn(path, ['maxSize: 4096', 'maxSize: 64']),
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

const GRAPHEMES = join(import.meta.dirname, '..', 'src', 'wizard', 'graphemes.ts');
const EMOJI_SEQUENCES = join(import.meta.dirname, 'emoji-sequences.ts');
const USES_SEGMENTER =
  /[\\/](?:ink[\\/]build[\\/]line-update|ansi-tokenize[\\/]build[\\/]tokenize|(?:wrap-ansi|string-width)[\\/]index|slice-ansi[\\/]tokenize-ansi)\.js$/;
/** What stands in the text of string-width, and what stands there in the bundle. */
const WIDTH_CHANGES = [
  ['/^\\p{RGI_Emoji}$/v', 'emojiSequences'],
  // One look at a line of Latin and of rules and pointers, instead of several at each character.
  [
    '/^[\\u0020-\\u007E]*$/.test(string)',
    '(ambiguousIsNarrow ? /^[\\u0020-\\u007E\\u00B7\\u2500-\\u257F\\u276F]*$/ : /^[\\u0020-\\u007E]*$/).test(string)',
  ],
];

/** Ink's libraries set up at their start what frames hardly ever need, and that takes some 30 ms. */
export const lateGraphemes = {
  name: 'late-graphemes',
  setup(bundler) {
    bundler.onLoad({filter: USES_SEGMENTER}, ({path}) => {
      const isWidth = path.includes('string-width');
      const imports = [
        `import {createSegmenter} from ${JSON.stringify(GRAPHEMES)};`,
        ...(isWidth ? [`import {emojiSequences} from ${JSON.stringify(EMOJI_SEQUENCES)};`] : []),
      ];
      const changes = [['new Intl.Segmenter(', 'createSegmenter('], ...(isWidth ? WIDTH_CHANGES : [])];
      return {contents: [...imports, replaceIn(path, ...changes)].join('\n')};
    });
  },
};

const CRYPTO_NAMES = ['createHash', 'randomBytes', 'randomInt', 'randomUUID', 'timingSafeEqual'];

/** Node's crypto takes some 3 ms to load; most runs of ours neither draw a random name nor hash a file. */
export const lateCrypto = {
  name: 'late-crypto',
  setup(bundler) {
    const ours = join(import.meta.dirname, '..', 'src');
    bundler.onResolve({filter: /^node:crypto$/}, ({path, importer}) =>
      importer.startsWith(ours) ? {path, namespace: 'late-crypto'} : undefined,
    );
    // A name that is missing here fails the build.
    bundler.onLoad({filter: /.*/, namespace: 'late-crypto'}, () => ({
      contents: CRYPTO_NAMES.map(
        (name) => `export const ${name} = (...values) => require('node:crypto').${name}(...values);`,
      ).join('\n'),
    }));
  },
};

const REFUSING = `
const refuse = () => { throw new Error('not bundled, see scripts/bundle-plugins.js'); };
export const Ajv2020 = refuse;
export default new Proxy({}, {get: () => refuse});
`;

/** Conf brings a schema validator and version ranges, a tenth of the bundle; we give it neither schema nor migrations. */
export const confAlone = {
  name: 'conf-alone',
  setup(bundler) {
    const conf = /[\\/]conf[\\/]dist[\\/]source[\\/]index\.js$/;
    bundler.onResolve({filter: /^(?:ajv\/dist\/2020\.js|ajv-formats|semver)$/}, ({path, importer}) =>
      conf.test(importer) ? {path, namespace: 'conf-alone'} : undefined,
    );
    bundler.onLoad({filter: /.*/, namespace: 'conf-alone'}, () => ({contents: REFUSING}));
    bundler.onLoad({filter: conf}, ({path}) => {
      const text = readFileSync(path, 'utf8');
      for (const option of ['options.schema', 'options.migrations'])
        if (!text.includes(option)) throw new Error(`${path} no longer holds ${option}`);
      return {contents: text};
    });
  },
};
