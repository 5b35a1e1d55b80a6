/**
 * `npm run sbom`: a bill of materials of what is shipped, CycloneDX. npm writes one of the lock file, to which all
 * packages only develop the program, since it is bundled; of these the ones in the bundle are kept, as required.
 */
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {ROOT, ensureBuilt, ensureInstalled} from './ensure-setup.js';

const ARGS = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
const DEVELOPMENT = 'cdx:npm:package:development';

ensureInstalled();
ensureBuilt();

/** npm's own, by the npm that runs this. */
function lockFileBill() {
  const npm = process.env['npm_execpath'] ?? '';
  const [command, args] = npm.endsWith('.js') ? [process.execPath, [npm, ...ARGS]] : ['npm', ARGS];
  const {status, stdout, stderr} = spawnSync(command, args, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: Infinity,
    shell: command === 'npm' && process.platform === 'win32',
  });
  if (status === 0) return JSON.parse(stdout);
  console.error(`npm sbom gave no bill of materials.\n${stderr ?? ''}`.trimEnd());
  process.exit(1);
}

/** `name@version` of each package in the bundle; the build has listed them with their licences. */
function bundled() {
  const text = readFileSync(join(ROOT, 'dist', 'THIRD-PARTY.md'), 'utf8');
  return new Set(
    [...text.matchAll(/^## (\S+) (\S+) \(.+\)$/gm)].map(([, name, version]) => `${name}@${version}`),
  );
}

const nameOf = ({name, version}) => `${name}@${version}`;

const {name} = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const wanted = bundled();
const bill = lockFileBill();
const components = bill.components
  .filter((component) => wanted.has(nameOf(component)))
  .map(({properties = [], ...component}) => ({
    ...component,
    scope: 'required',
    properties: properties.filter((property) => property.name !== DEVELOPMENT),
  }));
const listed = new Set(components.map(nameOf));
const missing = [...wanted].filter((one) => !listed.has(one));
if (missing.length > 0) {
  console.error(
    `The lock file does not name what the bundle holds: ${missing.join(', ')}. Run npm ci, and again.`,
  );
  process.exit(1);
}
const product = bill.metadata.component;
const kept = new Set([product, ...components].map((component) => component['bom-ref']));
const {metadata} = bill;
console.log(
  JSON.stringify(
    {
      ...bill,
      metadata: {
        ...metadata,
        lifecycles: [{phase: 'build'}],
        // npm takes the name of the directory.
        component: {...product, name},
      },
      components,
      dependencies: bill.dependencies
        .filter(({ref}) => kept.has(ref))
        .map(({ref, dependsOn = []}) => ({ref, dependsOn: dependsOn.filter((other) => kept.has(other))})),
    },
    undefined,
    2,
  ),
);
