import {spawnSync} from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Buildah} from './buildah.ts';
import {repoFile, UBI_REPOSITORY} from './stand-in/repositories.ts';

const PARTS = fileURLToPath(new URL('stand-in/', import.meta.url));
/** Directory of the delegate in the image, and home of its user. */
export const HOME = '/opt/harness-delegate';
/** Size of the stand-in's delegate.jar: a layer larger than this holds a copy of what the base already has. */
export const JAR_BYTES = 4 << 20;
export const JAVA_STORE = '/opt/java/openjdk/lib/security/cacerts';
/** Written to standard output when the image starts as it should. */
export const STARTED = 'delegate started';

/** Commands of ubi9-minimal and of what Harness adds to it. No other is there: no unzip, git, which, xz, wget. */
const COMMANDS =
  'bash awk basename cat chgrp chmod chown cp cut date dd dirname du echo env expr false find grep gzip head id install ln ls md5sum mkdir mktemp mv nl od paste printf pwd readlink realpath rm rmdir sed seq sha256sum sha512sum sort split stat tail tar tee test touch tr true uniq wc whoami xargs [';
const DIRECTORIES =
  'usr/bin usr/lib usr/lib64 usr/local/bin usr/share/pki/ca-trust-source etc/pki/ca-trust/source/anchors etc/pki/ca-trust/extracted/pem etc/ssl/certs etc/yum.repos.d run/stand-in var/lib var/tmp opt/java/openjdk/bin proc sys dev root home/harness tmp';
const BUNDLE = 'etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem';
const DELEGATE_UID = 1001;

/**
 * Makes a small image in the place of the delegate's base image and gives it `names`. It has the layout, user,
 * PATH and start commands of the real one, programs of this machine, and stand-ins for what reaches out.
 * `authorityPem` is the only authority that it trusts.
 */
export async function makeStandInBase({
  buildah,
  names,
  authorityPem,
}: {
  readonly buildah: Buildah;
  readonly names: readonly string[];
  readonly authorityPem: string;
}): Promise<void> {
  const container = await buildah.do('from', 'scratch');
  writeRoot(await buildah.do('mount', container), authorityPem);
  await buildah.do('umount', container);
  // Source: Dockerfile-minimal of harness/delegate-dockerfile.
  const settings = {
    '--workingdir': HOME,
    '--entrypoint': '["./setup-bc.sh"]',
    '--cmd': './start.sh',
    '--user': String(DELEGATE_UID),
  };
  const env = {
    LANG: 'en_US.UTF-8',
    HOME,
    CLIENT_TOOLS_DOWNLOAD_DISABLED: 'true',
    INSTALL_CLIENT_TOOLS_IN_BACKGROUND: 'true',
    TARGETARCH: 'amd64',
    JAVA_HOME: '/opt/java/openjdk/',
    PATH: '/opt/java/openjdk//bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  };
  const variables = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  await buildah.do('config', ...Object.entries(settings).flat(), ...variables, container);
  const [first = '', ...others] = names;
  await buildah.do('commit', '--quiet', container, first);
  await buildah.do('rm', container);
  if (others.length > 0) await buildah.do('tag', first, ...others);
}

function writeRoot(root: string, authorityPem: string): void {
  const put = (path: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(join(root, path)), {recursive: true});
    writeFileSync(join(root, path), text);
    chmodSync(join(root, path), mode);
  };
  const putAll = (part: string, to: string) => {
    for (const name of readdirSync(join(PARTS, part)))
      put(`${to}/${name}`, readFileSync(join(PARTS, part, name), 'utf8'), 0o755);
  };
  for (const directory of DIRECTORIES.split(' ')) mkdirSync(join(root, directory), {recursive: true});
  for (const directory of ['bin', 'lib', 'lib64']) symlinkSync(`usr/${directory}`, join(root, directory));
  chmodSync(join(root, 'tmp'), 0o1777);

  copyPrograms(root, [
    ...COMMANDS.split(' ').map((name) => ({name, to: `usr/bin/${name}`})),
    ...['curl', 'busybox'].map((name) => ({name, to: `usr/libexec/stand-in/${name}`})),
  ]);
  putAll('commands', 'usr/bin');
  putAll('on-demand', 'usr/libexec/stand-in');

  put(
    'etc/passwd',
    `root:x:0:0:root:/root:/bin/bash\nharness:x:${DELEGATE_UID}:0::/home/harness:/bin/bash\n`,
  );
  put('etc/group', 'root:x:0:\n');
  put('etc/yum.repos.d/ubi.repo', repoFile({name: 'ubi-9-baseos-rpms', baseUrl: UBI_REPOSITORY}));
  put('usr/share/pki/ca-trust-source/authority.pem', authorityPem);
  put(BUNDLE, authorityPem);
  symlinkSync(`/${BUNDLE}`, join(root, 'etc/ssl/certs/ca-certificates.crt'));
  put('opt/java/openjdk/bin/java', '#!/bin/sh\n', 0o755);
  put(JAVA_STORE.slice(1), '');
  writeDelegate(root, put, putAll);
}

type Put = (path: string, text: string, mode?: number) => void;

function writeDelegate(root: string, put: Put, putAll: (part: string, to: string) => void): void {
  const home = HOME.slice(1);
  putAll('delegate', home);
  put(`${home}/client-tools/scm/0a1b2c3d4/scm`, '#!/bin/sh\necho scm\n', 0o755);
  put(`${home}/delegate.jar`, '');
  truncateSync(join(root, home, 'delegate.jar'), JAR_BYTES);
  const own = (path: string) => {
    lchownSync(path, DELEGATE_UID, 0);
    chmodSync(path, 0o775);
  };
  own(join(root, home));
  for (const path of readdirSync(join(root, home), {recursive: true, encoding: 'utf8'}))
    own(join(root, home, path));
}

/** Copies programs of this machine, and the libraries that they load. */
function copyPrograms(root: string, programs: readonly {readonly name: string; readonly to: string}[]): void {
  const copy = (from: string, to: string) => {
    mkdirSync(dirname(join(root, to)), {recursive: true});
    copyFileSync(realpathSync(from), join(root, to));
  };
  const found = programs.map(({name, to}) => ({from: pathOf(name), to}));
  for (const {from, to} of found) copy(from, to);
  // ldd ends with 1 when one of them is linked statically.
  const {stdout} = spawnSync(
    'ldd',
    found.map(({from}) => from),
    {encoding: 'utf8'},
  );
  for (const library of new Set(stdout.match(/\/\S+(?= \(0x)/g))) copy(library, library);
}

function pathOf(command: string): string {
  const found = (process.env['PATH'] ?? '')
    .split(':')
    .map((directory) => join(directory, command))
    .find((path) => existsSync(path));
  if (found === undefined)
    throw new Error(
      `the stand-in base image needs "${command}" on this machine; install it and run the test again`,
    );
  return found;
}
