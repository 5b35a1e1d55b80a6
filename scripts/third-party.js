/** Text with the licences of everything that the bundle holds. */
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';

/** `node_modules/a/node_modules/@b/c/index.js` lies in the package `node_modules/a/node_modules/@b/c`. */
const packageOf = (file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];

const LICENCE_FILE = /^(licen[cs]e|copying)(\.|-|$)/i;

function describe(directory, root) {
  const {name, version, license} = JSON.parse(readFileSync(join(root, directory, 'package.json'), 'utf8'));
  const file = readdirSync(join(root, directory)).find((entry) => LICENCE_FILE.test(entry));
  const text = file ? readFileSync(join(root, directory, file), 'utf8').trim() : `Licence: ${license}`;
  return {title: `${name} ${version}`, license, text};
}

/**
 * @param inputs paths of the bundled files, relative to `root`, as esbuild's metafile lists them
 * @returns Markdown
 */
export function thirdPartyText(inputs, root) {
  const directories = [...new Set(inputs.map(packageOf))].filter(
    (path) => path && existsSync(join(root, path, 'package.json')),
  );
  const packages = directories
    .map((directory) => describe(directory, root))
    .sort((a, b) => (a.title < b.title ? -1 : 1));
  const parts = packages.map(
    ({title, license, text}) => `## ${title} (${license})\n\n\`\`\`text\n${text}\n\`\`\`\n`,
  );
  return `# Third-party software in delegate-tui\n\nThe built program contains these packages.\n\n${parts.join('\n')}`;
}
