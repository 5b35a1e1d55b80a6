import type {Answers} from '../answers.ts';
import type {Download, ResolvedTool} from '../catalogue/types.ts';
import {shellTemplate, shellWord} from '../shell.ts';
import {archWords, downloadOf, downloadTemplates, withVersion} from './download-urls.ts';

type DockerfileAnswers = Answers['dockerfile'];

/** Commands that fetch, verify and install one downloaded tool. Empty for tools that are not downloaded. */
export function downloadLines(tool: ResolvedTool, dockerfile: DockerfileAnswers): string[] {
  const download = downloadOf(tool);
  const addresses = downloadTemplates(tool, dockerfile);
  if (!download || !addresses) return [];
  const own = download.arch !== undefined && hasOwnWords(download);
  // `{arch}` becomes a shell variable: Docker's word for the machine, or the tool's own.
  const text = (template: string) =>
    shellTemplate(template.replaceAll('{arch}', own ? '{machine}' : '{arch}'), ['arch', 'machine']);
  const sum =
    addresses.checksum &&
    publishedSum(addresses.checksum.format, [text(addresses.checksum.url), text(addresses.fileName)]);
  const words = archWords(download);
  return [
    beginLine(tool),
    ...(tool.arches.length === 1
      ? [`[ "$arch" = ${tool.arches[0]} ] || fail "$tool exists for ${tool.arches[0]} only"`]
      : []),
    ...(own ? [`machine="$(pick ${word(words.amd64)} ${word(words.arm64)})"`] : []),
    `fetch ${text(addresses.url)} download`,
    ...verification(tool, sum),
    ...installLines({tool, download, text}),
    ...symlinkLines(tool),
  ];
}

const hasOwnWords = (download: Download): boolean => {
  const words = archWords(download);
  return words.amd64 !== 'amd64' || words.arm64 !== 'arm64';
};

const word = (text: string): string => (text === '' ? "''" : shellWord(text));

const SUM_HELPER = {bare: 'first_sum', list: 'listed_sum', 'yq-columns': 'column_sum'} as const;

const publishedSum = (
  format: keyof typeof SUM_HELPER,
  [url = '', fileName = '']: readonly string[],
): string => `$(${SUM_HELPER[format]} ${url}${format === 'bare' ? '' : ` ${fileName}`})`;

/** A pinned sum beats the published one; a machine without a pin falls back to what is published. */
function verification({sha256}: ResolvedTool, published: string | undefined): string[] {
  const {amd64, arm64} = sha256;
  if (amd64 === undefined && arm64 === undefined) {
    return published === undefined
      ? ['unverified download']
      : [`sum="${published}"`, 'verify download "$sum"'];
  }
  const partly = amd64 === undefined || arm64 === undefined;
  return [
    `sum="$(pick ${word(amd64 ?? '')} ${word(arm64 ?? '')})"`,
    ...(partly && published !== undefined ? [`if [ -z "$sum" ]; then sum="${published}"; fi`] : []),
    'verify download "$sum"',
  ];
}

interface InstallContext {
  readonly tool: ResolvedTool;
  readonly download: Download;
  readonly text: (template: string) => string;
}

function installLines({tool, download, text}: InstallContext): string[] {
  const {archive, installer} = download;
  const command = shellWord(tool.command);
  const member = withVersion(download.member ?? tool.command, tool.version);
  const unpack = archive.endsWith('zip') ? 'unpack_zip download' : 'untar download';
  if (archive === 'none') return [`place download ${command}`];
  if (!archive.startsWith('tree')) return [unpack, `place ${text(`unpacked/${member}`)} ${command}`];
  const root = download.root === undefined ? '' : `/${withVersion(download.root, tool.version)}`;
  const install =
    installer === undefined
      ? `plant ${text(`unpacked${root}`)}`
      : `(cd unpacked && ${installer.replaceAll('{dir}', '"$dir"')} > /dev/null)`;
  return [unpack, install, `settle ${shellWord(member)}`];
}

/** Names the tool in the build's log and in failures, and its directory. */
export const beginLine = ({name, version, directory}: ResolvedTool): string =>
  ['begin', shellWord(`${name} ${version}`.trim()), ...(directory === '' ? [] : [shellWord(directory)])].join(
    ' ',
  );

/** Versions beside the default one answer to `<command>-<version>`. */
const symlinkLines = (tool: ResolvedTool): string[] =>
  tool.isDefault
    ? []
    : [
        `ln -sf ${shellWord(`${tool.binDirectory}/${tool.command}`)} ${shellWord(`/usr/local/bin/${versionedCommand(tool)}`)}`,
      ];

/** `helm-3.8.0` */
export const versionedCommand = (tool: Pick<ResolvedTool, 'command' | 'version'>): string =>
  `${tool.command}-${tool.version}`;
