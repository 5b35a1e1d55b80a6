import type {Answers} from '../answers.ts';
import {rhelRelease} from '../base-image.ts';
import type {Arch, ChecksumFormat, Download, ResolvedTool} from '../catalogue/types.ts';

type DockerfileAnswers = Pick<Answers['dockerfile'], 'mirrorUrl'>;

/** Addresses of one tool with mirrors applied. */
export interface DownloadAddresses {
  readonly url: string;
  readonly checksum?: {readonly url: string; readonly format: ChecksumFormat};
  /** Name that the download has in its list of checksums. */
  readonly fileName: string;
}

/** The one download that was decided for; `undefined` for packages and scripts. */
export const downloadOf = ({install}: Pick<ResolvedTool, 'install'>): Download | undefined =>
  install.kind === 'download' ? (install.upstream ?? install.harness) : undefined;

/** Machine words of a download. */
export const archWords = (download: Download): Readonly<Record<Arch, string>> =>
  download.arch ?? {amd64: 'amd64', arm64: 'arm64'};

/** Replaces `{V}` and leaves `{arch}`. */
export const withVersion = (template: string, version: string): string => template.replaceAll('{V}', version);

/**
 * Addresses with `{arch}` still in them; the script fills it in while the image is built. `undefined` for
 * tools that are not downloaded.
 */
export function downloadTemplates(
  tool: ResolvedTool,
  dockerfile: DockerfileAnswers,
): DownloadAddresses | undefined {
  const download = downloadOf(tool);
  if (!download) return undefined;
  const upstream = withVersion(download.elsewhere?.[tool.version] ?? download.url, tool.version);
  const place = (url: string) => mirrored({url, baseUrl: tool.baseUrl, mirrorUrl: dockerfile.mirrorUrl});
  return {
    url: place(upstream),
    fileName: upstream.split('?')[0]?.split('/').at(-1) ?? '',
    ...(download.checksum && {
      checksum: {
        url: place(withVersion(download.checksum.url, tool.version)),
        format: download.checksum.format,
      },
    }),
  };
}

/** The addresses for one machine, as people see them. */
export function downloadUrls(
  tool: ResolvedTool,
  {dockerfile, arch}: {readonly dockerfile: DockerfileAnswers; readonly arch: Arch},
): DownloadAddresses | undefined {
  const download = downloadOf(tool);
  const templates = downloadTemplates(tool, dockerfile);
  if (!download || !templates) return undefined;
  const fill = (template: string) => template.replaceAll('{arch}', archWords(download)[arch]);
  return {
    url: fill(templates.url),
    fileName: fill(templates.fileName),
    ...(templates.checksum && {checksum: {...templates.checksum, url: fill(templates.checksum.url)}}),
  };
}

/** Address of a vendor's repository for this base image, with the mirror applied. */
export const repositoryUrl = (
  url: string,
  {dockerfile, base}: Pick<Answers, 'base'> & {readonly dockerfile: Pick<Answers['dockerfile'], 'mirrorUrl'>},
): string =>
  mirrored({url: url.replaceAll('{rhel}', rhelRelease(base.version)), mirrorUrl: dockerfile.mirrorUrl});

/** Where pip looks for distributions. */
export const pipIndexUrl = (mirrorUrl: string | undefined): string =>
  mirrored({url: 'https://pypi.org/simple', mirrorUrl});

interface Place {
  readonly url: string;
  readonly baseUrl?: string | undefined;
  readonly mirrorUrl?: string | undefined;
}

/**
 * Where an upstream address is fetched from: `<baseUrl>/<path>`, else `<mirrorUrl>/<host>/<path>`, else from
 * upstream itself. An address that lies on the mirror already stays.
 */
export function mirrored({url, baseUrl, mirrorUrl}: Place): string {
  const [, host = '', path = ''] = /^https:\/\/([^/]+)(\/.*)?$/.exec(url) ?? [];
  if (baseUrl !== undefined) return `${withoutSlash(baseUrl)}${path}`;
  if (mirrorUrl === undefined || hostOf(mirrorUrl) === host) return url;
  return `${withoutSlash(mirrorUrl)}/${host}${path}`;
}

/** `dl.k8s.io` of `https://dl.k8s.io/release/…`. */
export const hostOf = (url: string): string => /^https?:\/\/([^/]+)/.exec(url)?.[1] ?? '';

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');
