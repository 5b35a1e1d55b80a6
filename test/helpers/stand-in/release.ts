/**
 * How tools are published: a table of its own, made from the publishers' pages and not from the product's
 * catalogue, so that a wrong address, archive path, checksum format or version command there is found.
 */
export interface Release {
  /** Name that the program prints. */
  readonly tool: string;
  /** `{V}` version without v, `{a}` the word for the machine. */
  readonly url: string;
  /** Words for `{a}`: amd64, arm64. */
  readonly words?: readonly [string, string];
  readonly as: 'program' | 'tar.gz' | 'zip';
  /** Where the program lies in the archive. */
  readonly member?: string;
  /** Further entries: path and text; `-> target` is a link, `#!` text is a program, other text a plain file. */
  readonly beside?: Readonly<Record<string, string>>;
  readonly sums?: readonly Sums[];
  /** Arguments with which the program prints its version and ends well. */
  readonly accepts: readonly string[];
  /** Shell line that must succeed before the program runs: what it needs from the image. */
  readonly needs?: string;
  /** Versions that were published, when it matters. */
  readonly published?: RegExp;
}

/**
 * `bare` hex; `named` one line for this file; `list` lines for every file of the release;
 * `star` upper-case hex, a star before the name; `rhash` the name and two dozen hashes in the order that the file
 * `<url>_hashes_order` names.
 */
export interface Sums {
  readonly url: string;
  readonly format: 'bare' | 'named' | 'list' | 'star' | 'rhash';
}

/** Harness's mirror. */
export const HARNESS = 'https://app.harness.io/public/shared/tools';
const GITHUB = 'https://github.com';
const HASHICORP = 'https://releases.hashicorp.com';

/** A program on Harness's mirror, which publishes no checksums and has only what Harness itself installed. */
export const harness = (tool: string, versions: RegExp, accepts: readonly string[]): Release => ({
  tool,
  url: `${HARNESS}/${tool}/release/v{V}/bin/linux/{a}/${tool}`,
  as: 'program',
  published: versions,
  accepts,
});

/** A product of HashiCorp. */
export const hashicorp = (tool: string): Release => ({
  tool,
  url: `${HASHICORP}/${tool}/{V}/${tool}_{V}_linux_{a}.zip`,
  as: 'zip',
  member: tool,
  beside: {'LICENSE.txt': 'licence'},
  sums: [{url: `${HASHICORP}/${tool}/{V}/${tool}_{V}_SHA256SUMS`, format: 'list'}],
  accepts: ['version', '--version', '-version', '-v'],
});

/** A GitHub release; `file` and `list` are names of assets. */
export const github = (
  row: Omit<Release, 'url' | 'sums'> & {
    readonly repo: string;
    readonly tag?: string;
    readonly file: string;
    readonly list?: string;
    readonly format?: Sums['format'];
  },
): Release => {
  const {repo, tag = 'v{V}', file, list, format = 'list', ...rest} = row;
  const asset = (name: string) => `${GITHUB}/${repo}/releases/download/${tag}/${name}`;
  return {...rest, url: asset(file), ...(list === undefined ? {} : {sums: [{url: asset(list), format}]})};
};

/** Arguments for versions that several releases accept. */
export const KUBECTL = [
  'version --client',
  'version --client=true',
  'version --client --output=yaml',
  'version --client -o yaml',
];
export const HELM_3 = [
  'version',
  'version --short',
  'version --client',
  'version -c',
  'version -c --short',
  'version --client --short',
];
export const HELM_2 = ['version --client', 'version -c', 'version --client --short', 'version -c --short'];
export const FLAG = ['--version'];
export const BOTH = ['--version', 'version'];
