import {createHash} from 'node:crypto';
import {tarGz, zip, type ArchiveEntry} from './archives.ts';
import type {Release, Sums} from './release.ts';
import {RELEASES} from './releases.ts';

type Machine = 'amd64' | 'arm64';
const MACHINES: readonly Machine[] = ['amd64', 'arm64'];

/** What a release address gives. */
export interface Published {
  readonly tool: string;
  readonly version: string;
  readonly kind: 'asset' | 'checksum';
  readonly body: Buffer;
}

const word = (release: Release, machine: Machine) => release.words?.[machine === 'amd64' ? 0 : 1] ?? machine;
const fill = (template: string, version: string, machineWord: string) =>
  template.replaceAll('{V}', version).replaceAll('{a}', machineWord);
const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

/** The version that an address asks for, when it is `template` for this machine. */
function versionIn(url: string, template: string, machineWord: string): string | undefined {
  let isFirst = true;
  const pattern = escape(template)
    .replaceAll(String.raw`\{a\}`, escape(machineWord))
    .replaceAll(String.raw`\{V\}`, () => {
      const part = isFirst ? '(?<version>[0-9a-f][^/]*?)' : String.raw`\k<version>`;
      isFirst = false;
      return part;
    });
  return new RegExp(`^${pattern}$`).exec(url)?.groups?.['version'];
}

/** A shell program that prints its name, version and machine for the arguments that the real one accepts. */
export function program(row: {
  readonly tool: string;
  readonly version: string;
  readonly machine: string;
  readonly accepts: readonly string[];
  readonly needs?: string;
}): string {
  const accepted = row.accepts.map((words) => `'${words}'`).join(' | ');
  return `#!/bin/sh
${row.needs ?? ''}
case "$*" in
  ${accepted}) echo '${row.tool} ${row.version} ${row.machine}' ;;
  *) echo "${row.tool}: arguments are not known: $*" >&2; exit 2 ;;
esac
`;
}

function asset(release: Release, version: string, machine: Machine): Buffer {
  const inside = (text: string) => fill(text, version, word(release, machine));
  const text = program({...release, version, machine});
  if (release.as === 'program') return Buffer.from(text);
  const beside = Object.entries(release.beside ?? {}).map(([path, content]): ArchiveEntry => {
    if (content.startsWith('-> ')) return {path: inside(path), content: '', link: content.slice(3)};
    return {path: inside(path), content: inside(content), mode: content.startsWith('#!') ? 0o755 : 0o644};
  });
  const entries = [{path: inside(release.member ?? release.tool), content: text}, ...beside];
  return release.as === 'zip' ? zip(entries) : tarGz(entries);
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const fileName = (url: string) => url.slice(url.lastIndexOf('/') + 1);

/** Lines of other files, so that only an exact match of the file name finds the right sum. */
function decoys(name: string): [string, string][] {
  return [`darwin-${name}`, `${name}.asc`, name.replace('linux', 'darwin'), `${name}.sbom.json`]
    .filter((other) => other !== name)
    .map((other) => [other, sha256(other)]);
}

function checksumText(release: Release, sums: Sums, version: string, machine: Machine): string {
  const ownName = fileName(fill(release.url, version, word(release, machine)));
  const own = sha256(asset(release, version, machine));
  if (sums.format === 'bare') return own;
  if (sums.format === 'named') return `${own}  ${ownName}\n`;
  const all = RELEASES.filter((other) => other.sums?.some(({url}) => url === sums.url)).flatMap((other) =>
    MACHINES.flatMap((each) => {
      const name = fileName(fill(other.url, version, word(other, each)));
      const [before = [], ...after] = decoys(name).map((pair) => [pair]);
      return [...before, [name, sha256(asset(other, version, each))] as [string, string], ...after.flat()];
    }),
  );
  return all.map(([name, hex]) => checksumLine(sums.format, name, hex)).join('');
}

function checksumLine(format: Sums['format'], name: string, hex: string): string {
  if (format === 'star') return `${hex.toUpperCase()} *${name}\n`;
  if (format === 'list') return `${hex}  ${name}\n`;
  // Some of the other hashes have as many digits as SHA-256.
  const hashes = RHASH_ORDER.map((algorithm) =>
    algorithm === 'SHA-256' ? hex : sha256(`${name} ${algorithm}`),
  );
  return `${[name, ...hashes].join('  ')}\n`;
}

/** Names of the columns of an rhash file, as `rhash --list-hashes` prints them: SHA-256 is the 18th. */
const RHASH_ORDER =
  'CRC32 MD4 MD5 SHA1 TIGER TTH BTIH ED2K AICH WHIRLPOOL RIPEMD-160 GOST94 GOST94-CRYPTOPRO HAS-160 GOST12-256 GOST12-512 SHA-224 SHA-256 SHA-384 SHA-512 EDON-R256 EDON-R512 SHA3-224 SHA3-256 SHA3-384 SHA3-512'.split(
    ' ',
  );

/** What lies at an address of the real world; `undefined` when nothing does. */
export function published(url: string): Published | undefined {
  for (const release of RELEASES) {
    for (const machine of MACHINES) {
      const machineWord = word(release, machine);
      const isThere = (version: string | undefined): version is string =>
        version !== undefined && (release.published?.test(version) ?? true);
      const version = versionIn(url, release.url, machineWord);
      if (isThere(version))
        return {tool: release.tool, version, kind: 'asset', body: asset(release, version, machine)};
      for (const sums of release.sums ?? []) {
        const listed = versionIn(url, sums.url, machineWord);
        if (isThere(listed))
          return {
            tool: release.tool,
            version: listed,
            kind: 'checksum',
            body: Buffer.from(checksumText(release, sums, listed, machine)),
          };
        const order =
          sums.format === 'rhash' ? versionIn(url, `${sums.url}_hashes_order`, machineWord) : undefined;
        if (isThere(order))
          return {
            tool: release.tool,
            version: order,
            kind: 'checksum',
            body: Buffer.from(`${RHASH_ORDER.join('\n')}\n`),
          };
      }
    }
  }
  return undefined;
}
