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

interface Component {
  readonly 'bom-ref': string;
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly scope: string;
  readonly purl: string;
  readonly licenses: readonly unknown[];
  readonly hashes: readonly {readonly alg: string; readonly content: string}[];
  readonly properties: readonly {readonly name: string}[];
}

test('the bill of materials names what the built program holds, all of it required, and nothing else', () => {
  const {status, stdout, stderr} = spawnSync(process.execPath, [join(PROJECT_ROOT, 'scripts/sbom.js')], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  const bill = JSON.parse(stdout) as {
    bomFormat: string;
    specVersion: string;
    serialNumber: string;
    metadata: {component: {'bom-ref': string; name: string; version: string; purl: string}};
    components: readonly Component[];
    dependencies: readonly {ref: string; dependsOn: readonly string[]}[];
  };
  assert.equal(bill.bomFormat, 'CycloneDX');
  assert.match(bill.specVersion, /^1\.\d$/);
  assert.match(bill.serialNumber, /^urn:uuid:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/);
  const {component: product} = bill.metadata;
  const {name, version} = JSON.parse(read('package.json')) as {name: string; version: string};
  assert.deepEqual([product.name, product.version], [name, version]);
  assert.equal(product.purl, `pkg:npm/${name}@${version}`);
  const titles = read('dist/THIRD-PARTY.md').matchAll(/^## (\S+ \S+) \(/gm);
  // One that lies at several places is listed with each of them.
  const bundled: readonly string[] = [...new Set(Array.from(titles, ([, title = '']) => title))];
  assert.deepEqual(
    bill.components.map((component) => `${component.name} ${component.version}`).toSorted(),
    bundled.toSorted(),
  );
  for (const component of bill.components) {
    assert.deepEqual([component.type, component.scope], ['library', 'required'], component.name);
    assert.match(component.purl, /^pkg:npm\//);
    assert.match(component.hashes[0]?.content ?? '', /^[\da-f]{128}$/, component.name);
    assert.equal(component.licenses.length, 1, component.name);
    assert.deepEqual(
      component.properties.filter(({name: property}) => property.includes('development')),
      [],
    );
  }
  const refs = [product, ...bill.components].map((component) => component['bom-ref']);
  assert.equal(new Set(refs).size, refs.length);
  assert.deepEqual(bill.dependencies.map(({ref}) => ref).toSorted(), refs.toSorted());
  for (const on of bill.dependencies.flatMap(({dependsOn}) => dependsOn)) assert.ok(refs.includes(on), on);
});

test('every package of the lock file has a known licence, a checksum, and comes from the registry in use', () => {
  for (const [path, {license = 'none', integrity = '', resolved}] of locked) {
    assert.ok(AT_WORK.includes(license), `${path}: ${license}`);
    assert.match(integrity, /^sha512-/, path);
    // Without an address npm asks the registry that is set up, and nothing else.
    assert.equal(resolved, undefined, path);
  }
});

test('nothing runs when the package is installed, neither of ours nor of others, and provenance is asked for', () => {
  const {scripts, dependencies, publishConfig, allowScripts} = JSON.parse(read('package.json')) as {
    scripts: Record<string, string>;
    dependencies?: unknown;
    publishConfig?: unknown;
    allowScripts: Record<string, boolean>;
  };
  for (const name of ['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare'])
    assert.equal(scripts[name], undefined, name);
  assert.equal(dependencies, undefined, 'all of it is bundled');
  assert.deepEqual(publishConfig, {access: 'public', provenance: true});
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
