import type {DownloadSource, Feature} from '../choices.ts';

export type Arch = 'amd64' | 'arm64';

/** How a published checksum is written. `list` is `<hex>  <file>` lines with or without `*` and path. */
export type ChecksumFormat = 'bare' | 'list' | 'yq-columns';

/** Addresses are templates: `{V}` version without v, `{arch}` the word for the machine. */
export interface Download {
  readonly url: string;
  /** `none`: the file is the program. `tree`: unpack everything into the tool's directory. */
  readonly archive: 'none' | 'tar.gz' | 'zip' | 'tree.tar.gz' | 'tree.zip';
  /** Program inside the archive, or inside the unpacked tree. */
  readonly member?: string;
  /** Words for `{arch}` when they are not amd64 and arm64. */
  readonly arch?: Readonly<Record<Arch, string>>;
  readonly checksum?: {readonly url: string; readonly format: ChecksumFormat};
}

export type Installation =
  | {readonly kind: 'download'; readonly upstream?: Download; readonly harness?: Download}
  /** RPM packages of the image's own repositories. A version is optional. */
  | {readonly kind: 'package'; readonly packages: readonly string[]}
  /** RPM from a vendor's repository, added first. `{V}` in packages. */
  | {readonly kind: 'repository'; readonly repoUrl: string; readonly packages: readonly string[]; readonly setup: 'repo-file' | 'rpm'}
  | {readonly kind: 'pip'; readonly distribution: string}
  /** A shell line run after the tools it needs are there. */
  | {readonly kind: 'script'; readonly lines: readonly string[]};

/** One tool: a row of data. A new tool is a new row and a test case. */
export interface ToolRow {
  readonly name: string;
  /** Program on PATH. */
  readonly command: string;
  /** For people, at most 50 characters: `Kubernetes deployments`. */
  readonly purpose: string;
  /** Known versions, newest first; the first one is the default. Empty for packages without a version. */
  readonly versions: readonly string[];
  /** The delegate looks for exactly this directory name under client-tools when it is not the tool's. */
  readonly directory?: string;
  readonly install: Installation;
  /** A second way to install the same tool, chosen with `source: harness` or `upstream` when it is of another kind. */
  readonly alternative?: Installation;
  /** Base images that already have it. */
  readonly inBase: readonly ('minimal' | 'full')[];
  /** Packages of the image's repositories that it needs to run. */
  readonly packages?: readonly string[];
  /** Other tools that it needs. */
  readonly requires?: readonly string[];
  /** Arguments that make it print its version. */
  readonly versionArgs: string;
  readonly env?: Readonly<Record<string, string>>;
  /** One sentence the user should read when choosing it. */
  readonly note?: string;
  readonly arches?: readonly Arch[];
}

export interface FeatureRow {
  readonly name: Feature;
  readonly label: string;
  readonly tools: readonly string[];
}

/** A chosen tool with everything decided: what the Dockerfile, the preview and the self-check need. */
export interface ResolvedTool {
  readonly name: string;
  /** Without a leading v. Empty: whatever the package repository has. */
  readonly version: string;
  readonly command: string;
  readonly source: DownloadSource | 'package' | 'custom';
  readonly install: Installation;
  readonly sha256: Readonly<Partial<Record<Arch, string>>>;
  /** Answers to the plain command name on PATH; other versions answer to `<command>-<version>`. */
  readonly isDefault: boolean;
  /** Absolute directory in the image. */
  readonly directory: string;
  readonly versionArgs: string;
  readonly packages: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Why it is there: chosen, brought by a feature, or needed by another tool. */
  readonly because: string;
  /** How its download is verified, for people. */
  readonly integrity: 'pinned' | 'published' | 'signed-package' | 'none';
}
