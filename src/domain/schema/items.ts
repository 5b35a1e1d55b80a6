import * as v from 'valibot';
import {DOWNLOAD_SOURCES} from '../choices.ts';
import {PATTERNS} from '../patterns.ts';
import {word, choice, yesNo, version, sha256, httpsUrl} from './words.ts';

const checksums = v.strictObject({amd64: v.optional(sha256()), arm64: v.optional(sha256())});

/** One tool of the catalogue, with what the user wants different. `kubectl@1.33.1` is the short form. */
export const toolObject = v.strictObject({
  name: word(PATTERNS.toolName, 'a tool name'),
  version: v.optional(version()),
  source: v.optional(choice(DOWNLOAD_SOURCES)),
  /** Replaces `https://<upstream host>` in the download and checksum addresses. */
  baseUrl: v.optional(httpsUrl()),
  sha256: v.optional(checksums),
  /** With several versions of one tool: this one answers to the plain name. */
  default: v.optional(yesNo()),
});
export const toolShort = word(
  /^[a-z0-9]([a-z0-9._-]{0,40}[a-z0-9])?(@v?[0-9A-Za-z][0-9A-Za-z.+_~-]{0,63})?$/,
  'a tool name, or name@version',
);

/** A tool that the catalogue does not know. */
export const customTool = v.strictObject({
  name: word(PATTERNS.toolName, 'lower-case letters, digits, dots and dashes'),
  version: version(),
  url: word(PATTERNS.downloadUrl, 'an https:// address; {version} and {arch} are replaced'),
  sha256: v.optional(checksums),
  archive: v.optional(choice(['none', 'tar.gz', 'zip'])),
  /** Path of the program inside the archive. */
  member: v.optional(word(PATTERNS.archiveMember, 'a relative path inside the archive')),
  /** Words for `{arch}`; amd64 and arm64 when not given. */
  arch: v.optional(
    v.strictObject({
      amd64: v.optional(word(PATTERNS.tag, 'one word')),
      arm64: v.optional(word(PATTERNS.tag, 'one word')),
    }),
  ),
  /** Arguments that make it print its version; `--version` when not given. */
  versionArgs: v.optional(word(PATTERNS.commandArgs, 'plain words such as: version --client')),
});

export const toleration = v.strictObject({
  key: v.optional(word(PATTERNS.labelKey, 'a label key')),
  operator: v.optional(choice(['Exists', 'Equal'])),
  value: v.optional(word(PATTERNS.labelValue, 'a label value')),
  effect: v.optional(choice(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])),
});

