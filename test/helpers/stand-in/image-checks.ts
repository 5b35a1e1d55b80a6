import assert from 'node:assert/strict';
import {resolveTools} from '../../../src/domain/tools.ts';
import {HOME, JAR_BYTES, JAVA_STORE, STARTED} from '../stand-in-base.ts';
import {listing, type BuildRequest, type ImageConfig, type Listing, type OpenImage} from './workshop.ts';

/** What the base image is like. */
export interface Base {
  readonly config: ImageConfig;
  readonly files: Listing;
}

/** The delegate's own user, and one that OpenShift might make up. */
const USERS = ['1001', '54321:0'];
const EMPTY_AFTERWARDS = ['/tmp', '/var/tmp', '/root', '/var/cache/yum'];

/** User, start commands and environment are those of the base; PATH only grows in front. */
export function checkConfig({config}: OpenImage, base: Base): void {
  assert.equal(config.User, '1001');
  assert.deepEqual(
    [config.Entrypoint, config.Cmd, config.WorkingDir],
    [base.config.Entrypoint, base.config.Cmd, base.config.WorkingDir],
  );
  const variables = (env: readonly string[]) =>
    Object.fromEntries(
      env.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
    );
  const {PATH: basePath, ...inherited} = variables(base.config.Env);
  const {PATH, ...own} = variables(config.Env);
  assert.ok(`:${PATH}`.endsWith(`:${basePath}`), PATH);
  assert.deepEqual({...own, ...inherited}, own);
}

/** Any user of group 0 may change what was added; what the base brought is as it was; no rubbish is left. */
export function checkFiles(image: OpenImage, base: Base): void {
  const files = listing(image.root);
  for (const [path, {owner, mode}] of files) {
    if (base.files.has(path) || !path.startsWith(`${HOME}/`)) continue;
    assert.match(owner, /:0$/, path);
    assert.equal((mode >> 3) & 7, (mode >> 6) & 7, `${path} has mode ${mode.toString(8)}`);
  }
  for (const [path, was] of base.files) {
    if (path === JAVA_STORE || path.startsWith('/etc/pki/') || path.startsWith('/etc/yum.repos.d/')) continue;
    assert.deepEqual(files.get(path), was, path);
  }
  for (const path of EMPTY_AFTERWARDS)
    assert.deepEqual(
      [...files.keys()].filter((file) => file.startsWith(`${path}/`)),
      [],
    );
  const [, ...added] = image.layerBytes;
  assert.ok(
    Math.max(...added) < JAR_BYTES,
    `a layer has ${Math.max(...added)} bytes: it holds a copy of the base's files`,
  );
}

/** Every tool answers to its plain name, or to its name and version, for the delegate's user and for any other. */
export async function checkTools(
  image: OpenImage,
  {answers, machine = 'x86_64'}: BuildRequest,
): Promise<void> {
  const tools = resolveTools(answers);
  const arch = machine === 'aarch64' ? 'arm64' : 'amd64';
  const script = tools.map(
    ({isDefault, command, version, versionArgs}) =>
      `${isDefault ? command : `${command}-${version}`} ${versionArgs || '--version'} || echo "ended with $?"`,
  );
  for (const user of USERS) {
    const {printed} = await image.run(
      user,
      [...script, 'command -v unzip || echo no unzip', './setup-bc.sh ./start.sh'].join('\n'),
    );
    const lines = printed.trim().split('\n');
    const name = user.includes(':') ? user : `${user}:0`;
    assert.equal(lines.at(-1), `${STARTED} as ${name} in ${HOME}`);
    const unzip = tools.some(({name: tool}) => tool === 'unzip') ? '/usr/bin/unzip' : 'no unzip';
    assert.deepEqual(lines.slice(tools.length, -1), [unzip], printed);
    for (const [index, {name: tool, command, version, install}] of tools.entries()) {
      const expected =
        install.kind === 'download'
          ? `${command} ${version} ${arch}`
          : version === '' || tool === 'terraform-rpm'
            ? command
            : version;
      assert.ok(lines[index]?.includes(expected), `${tool}: ${lines[index]}`);
    }
  }
}
