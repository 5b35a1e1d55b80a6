import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {PROJECT_ROOT} from '../helpers/built-program.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const read = (name: string): string => readFileSync(join(PROJECT_ROOT, name), 'utf8');

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
}
const {packages} = JSON.parse(read('package-lock.json')) as {packages: Record<string, Locked>};
const locked = Object.entries(packages).filter(([path]) => path !== '');

/** Licences of what the built program holds: they ask for their text to come along, and for nothing more. */
const IN_PROGRAM = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', '0BSD'];
/** Licences of what only builds and tests it. */
const AT_WORK = [...IN_PROGRAM, 'MPL-2.0', 'CC0-1.0', '(MIT OR CC0-1.0)'];

test('every package that the built program holds has a licence that allows it, and its text is there', () => {
  const parts = read('dist/THIRD-PARTY.md').split(/^## /m).slice(1);
  assert.ok(parts.length > 20);
  for (const part of parts) {
    const [, name = '', licence = ''] = /^(\S+ \S+) \((.+)\)$/m.exec(part) ?? [];
    assert.ok(IN_PROGRAM.includes(licence), `${name}: ${licence}`);
    assert.ok(part.length > 400 || /Licence: /.test(part), name);
  }
});

test('every package of the lock file has a known licence, a checksum, and comes from the registry in use', () => {
  for (const [path, {license = 'none', integrity = '', resolved}] of locked) {
    assert.ok(AT_WORK.includes(license), `${path}: ${license}`);
    assert.match(integrity, /^sha512-/, path);
    // Without an address npm asks the registry that is set up, and nothing else.
    assert.equal(resolved, undefined, path);
  }
});

test('nothing runs when the package is installed, neither of ours nor of others', () => {
  const {scripts, dependencies, allowScripts} = JSON.parse(read('package.json')) as {
    scripts: Record<string, string>;
    dependencies?: unknown;
    allowScripts: Record<string, boolean>;
  };
  for (const name of ['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare'])
    assert.equal(scripts[name], undefined, name);
  assert.equal(dependencies, undefined, 'all of it is bundled');
  const withScripts = locked
    .filter(([, {hasInstallScript}]) => hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  for (const name of withScripts) assert.equal(allowScripts[name], false, name);
});

const HOME = {repository: {type: 'git', url: 'git+https://git.example.com/acme/delegate-tui.git'}};
const audited = (total: number) => ({metadata: {vulnerabilities: {total}}});

for (const {what, manifest, audit, says} of [
  {
    what: 'a package without a repository',
    manifest: {},
    audit: audited(0),
    says: /names no repository.*npm pkg set/,
  },
  {
    what: 'an audit that cannot be made',
    manifest: HOME,
    audit: {message: 'no such endpoint\n', error: {}},
    says: /could not ask the registry: no such endpoint\. Publish from/,
  },
  {what: 'a weakness', manifest: HOME, audit: audited(1), says: /knows of one weakness.*Run npm audit/},
  {what: 'nothing that is well', manifest: HOME, audit: audited(0), says: undefined},
])
  test(`publishing refuses ${what}`, (t) => {
    const cwd = temporaryDirectory(t);
    const npm = join(cwd, 'npm.js');
    writeFileSync(join(cwd, 'package.json'), JSON.stringify(manifest));
    writeFileSync(npm, `console.log(${JSON.stringify(JSON.stringify(audit))})`);
    const {status, stderr} = spawnSync(process.execPath, [join(PROJECT_ROOT, 'scripts/publish-check.js')], {
      cwd,
      env: {...process.env, npm_execpath: npm},
      encoding: 'utf8',
    });
    assert.equal(status, says === undefined ? 0 : 1, stderr);
    assert.match(stderr, says ?? /clean/);
  });
