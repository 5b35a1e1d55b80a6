import {ARCHES, type Arch, type ResolvedTool} from '../catalogue/types.ts';

/** Pinned checksums as sha256sum prints them, in lower case; machines without one are left out. */
export function pinnedSums(sha256: {readonly [Key in Arch]?: string | undefined}): ResolvedTool['sha256'] {
  return Object.fromEntries(
    ARCHES.flatMap((arch) => (sha256[arch] === undefined ? [] : [[arch, sha256[arch].toLowerCase()]])),
  );
}
