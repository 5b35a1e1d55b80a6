import type {ChecksumFormat, Download} from './types.ts';

/**
 * A plain program on Harness's mirror, which publishes no checksums. `versions` are those that Harness
 * itself installed from there. Source: harness/delegate-dockerfile.
 */
export const harnessMirror = (tool: string, versions: readonly string[]): Download => ({
  url: `https://app.harness.io/public/shared/tools/${tool}/release/v{V}/bin/linux/{arch}/${tool}`,
  archive: 'none',
  versions,
});

/** Address of a file of a GitHub release. `tag` and `file` are templates. */
export const githubFile = (repository: string, tag: string, file: string): string =>
  `https://github.com/${repository}/releases/download/${tag}/${file}`;

/** A product of releases.hashicorp.com: a zip with one program and a list of checksums. */
export const hashicorp = (product: string): Download => ({
  url: `https://releases.hashicorp.com/${product}/{V}/${product}_{V}_linux_{arch}.zip`,
  archive: 'zip',
  member: product,
  checksum: checksum(`https://releases.hashicorp.com/${product}/{V}/${product}_{V}_SHA256SUMS`, 'list'),
});

/** Where a checksum is published, and how it is written there. */
export const checksum = (url: string, format: ChecksumFormat): NonNullable<Download['checksum']> => ({
  url,
  format,
});
