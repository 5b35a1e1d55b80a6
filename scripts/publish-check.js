/**
 * Runs before `npm publish`, in the directory of package.json, and refuses what should not go out: a package that
 * does not name its repository, which provenance is held against, or one that npm audit has something to say about.
 */
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';

function refuse(sentence) {
  console.error(`Not published: ${sentence}`);
  process.exit(1);
}

const {repository} = JSON.parse(readFileSync('package.json', 'utf8'));
const address = typeof repository === 'string' ? repository : (repository?.url ?? '');
if (address === '') {
  refuse(
    'package.json names no repository, and npm holds provenance against it. Name the public repository that the pipeline builds from, npm pkg set repository.url=git+https://HOST/OWNER/NAME.git, and publish again.',
  );
}

/** `npm audit --json`, by the npm that runs this. */
function audit() {
  const npm = process.env['npm_execpath'] ?? '';
  const args = ['audit', '--json'];
  const {stdout = ''} = npm.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], {encoding: 'utf8'})
    : spawnSync('npm', args, {encoding: 'utf8', shell: process.platform === 'win32'});
  try {
    return JSON.parse(stdout);
  } catch {
    return {};
  }
}

const {metadata, message, error} = audit();
const total = metadata?.vulnerabilities?.total;
if (typeof total !== 'number') {
  const why = message ?? error?.summary ?? 'it gave no answer';
  refuse(
    `npm audit could not ask the registry: ${String(why).trim().split('\n')[0]}. Publish from where npm audit works.`,
  );
}
if (total > 0) {
  refuse(
    `npm audit knows of ${total === 1 ? 'one weakness' : `${total} weaknesses`} in what goes into the program. Run npm audit to see them, take versions without them, and publish again.`,
  );
}
console.error('npm audit is clean, and package.json names its repository.');
