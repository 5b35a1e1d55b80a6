import type {DownloadSource, Feature} from '../choices.ts';

export type Arch = 'amd64' | 'arm64';

/** The machines that Harness publishes delegate images for. */
export const ARCHES: readonly Arch[] = ['amd64', 'arm64'];

/**
 * How a published checksum is written. `bare`: the first word of the file. `list`: `<hex>  <file>` lines
 * with or without `*` and path. `yq-columns`: one column per algorithm, named in `checksums_hashes_order`.
 */
export type ChecksumFormat = 'bare' | 'list' | 'yq-columns';

/** Addresses and members are templates: `{V}` version without v, `{arch}` the word for the machine. */
export interface Download {
  readonly url: string;
  /** `none`: the file is the program. `tree`: unpack everything into the tool's directory. */
  readonly archive: 'none' | 'tar.gz' | 'zip' | 'tree.tar.gz' | 'tree.zip';
  /** Program inside the archive, or inside the tool's directory when that is a tree. */
  readonly member?: string;
  /** Trees: directory inside the archive that becomes the tool's directory; the whole archive when not given. */
  readonly root?: string;
  /** Trees: command that installs the unpacked archive, run in it. `{dir}` is the tool's directory. */
  readonly installer?: string;
  /** Words for `{arch}` when they are not amd64 and arm64. */
  readonly arch?: Readonly<Record<Arch, string>>;
  readonly checksum?: {readonly url: string; readonly format: ChecksumFormat};
  /** Versions that lie at another address. */
  readonly elsewhere?: Readonly<Record<string, string>>;
  /** Versions known to be there, for a place that has only some. */
  readonly versions?: readonly string[];
}

export type Installation =
  | {readonly kind: 'download'; readonly upstream?: Download; readonly harness?: Download}
  /** RPM packages of the image's own repositories. A version is optional. */
  | {readonly kind: 'package'; readonly packages: readonly string[]}
  /**
   * RPM from a vendor's repository, added first: a `.repo` file, or an RPM that brings one. `{rhel}` in the
   * address is the release of the base image: 8 or 9.0. The version joins the first package.
   */
  | {
      readonly kind: 'repository';
      readonly repoUrl: string;
      readonly packages: readonly string[];
      readonly setup: 'repo-file' | 'rpm';
      readonly keyUrl?: string;
    }
  /** Python distribution in a virtual environment of its own; `programs` is the prefix of its commands. */
  | {
      readonly kind: 'pip';
      readonly distribution: string;
      readonly python: string;
      readonly programs: string;
    }
  /** Shell commands run after the tools it needs are on PATH. They write into the directory of the tool `into`. */
  | {readonly kind: 'script'; readonly lines: readonly string[]; readonly into: string};

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
  /** Version directories without the leading v. */
  readonly plainVersion?: boolean;
  readonly install: Installation;
  /** Base images that already have it. */
  readonly inBase: readonly ('minimal' | 'full')[];
  /** Packages of the image's repositories that it needs to run. */
  readonly packages?: readonly string[];
  /** Other tools that it needs. */
  readonly requires?: readonly string[];
  /** Tools of which it needs one; the first is brought when none is there. */
  readonly requiresOneOf?: readonly string[];
  /** Arguments that make it print its version. Empty: none are known, the check looks for the program only. */
  readonly versionArgs: string;
  /** `false`: what it then prints may hold another number than its version, and is not compared. */
  readonly printsVersion?: false;
  readonly env?: Readonly<Record<string, string>>;
  /** One sentence the user should read when choosing it. */
  readonly note?: string;
  /** Machines it exists for, when not both. */
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
  /** Holds only the one download that was decided for. */
  readonly install: Installation;
  /** In lower case. */
  readonly sha256: Readonly<Partial<Record<Arch, string>>>;
  /** Answers to the plain command name on PATH; other versions answer to `<command>-<version>`. */
  readonly isDefault: boolean;
  /** Absolute directory in the image; empty for what packages install. */
  readonly directory: string;
  /** Absolute directory of the program; empty when it is on PATH already. */
  readonly binDirectory: string;
  readonly versionArgs: string;
  readonly packages: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly arches: readonly Arch[];
  /** Takes the place of `https://<upstream host>` for this tool. */
  readonly baseUrl?: string;
  /** Why it is there: chosen, brought by a feature, or needed by another tool. */
  readonly because: string;
  /** How its download is verified, for people. */
  readonly integrity: 'pinned' | 'published' | 'signed-package' | 'none';
}
