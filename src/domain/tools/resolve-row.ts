import type {Answers, ToolChoice} from '../answers.ts';
import {ARCHES, type Download, type ResolvedTool, type ToolRow} from '../catalogue/types.ts';
import type {DownloadSource} from '../choices.ts';
import {pinnedSums} from './pinned-sums.ts';
import {toolDirectory} from './tool-directory.ts';

/** A row of the catalogue and what was asked of it, with the version decided. */
interface Wanted {
  readonly row: ToolRow;
  readonly choice: ToolChoice;
  readonly version: string;
  readonly because: string;
}

/** Decides source, directory and verification of one wanted tool. */
export function resolveRow(
  {row, choice, version, because}: Wanted,
  {source: preferred}: Pick<Answers['dockerfile'], 'source'>,
): ResolvedTool {
  const {source, download} = chosenDownload(row, choice.source ?? preferred);
  const directory = hasDirectory(row)
    ? toolDirectory(row.directory ?? row.name, version, row.plainVersion)
    : '';
  const sha256 = download ? pinnedSums(choice.sha256 ?? {}) : {};
  return {
    name: row.name,
    version,
    command: row.command,
    source,
    install: download ? {kind: 'download', [source]: download} : row.install,
    sha256,
    isDefault: true,
    directory,
    binDirectory: binDirectory(row, directory, download),
    versionArgs: row.versionArgs,
    packages: row.packages ?? [],
    env: row.env ?? {},
    arches: row.arches ?? ARCHES,
    ...(choice.baseUrl === undefined ? {} : {baseUrl: choice.baseUrl}),
    because,
    integrity: integrityOf(row, sha256, download),
  };
}

/** The wanted source where the tool has it, else the other one. */
function chosenDownload(
  row: ToolRow,
  wanted: DownloadSource,
): {readonly source: ResolvedTool['source']; readonly download?: Download} {
  if (row.install.kind !== 'download')
    return {source: row.install.kind === 'script' ? 'upstream' : 'package'};
  const other: DownloadSource = wanted === 'harness' ? 'upstream' : 'harness';
  const source = row.install[wanted] ? wanted : other;
  const download = row.install[source];
  return download ? {source, download} : {source};
}

const hasDirectory = (row: ToolRow): boolean => row.install.kind === 'download' || row.install.kind === 'pip';

function binDirectory(row: ToolRow, directory: string, download: Download | undefined): string {
  if (row.install.kind === 'pip') return `${directory}/bin`;
  const inTree = download?.archive.startsWith('tree') ? (download.member ?? '') : '';
  const slash = inTree.lastIndexOf('/');
  return slash < 0 ? directory : `${directory}/${inTree.slice(0, slash)}`;
}

function integrityOf(
  row: ToolRow,
  sha256: ResolvedTool['sha256'],
  download: Download | undefined,
): ResolvedTool['integrity'] {
  if (row.install.kind === 'package' || row.install.kind === 'repository') return 'signed-package';
  // pip and gcloud check what they fetch against the checksums of their own index.
  if (!download) return 'published';
  if (Object.keys(sha256).length > 0) return 'pinned';
  return download.checksum ? 'published' : 'none';
}
