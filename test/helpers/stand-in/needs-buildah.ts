import {needs} from '../needs.ts';

/** Options for a suite that builds images: skipped without buildah, or without root, which its chroots need. */
export function needsBuildah(): {skip: string | false} {
  const {skip} = needs('buildah');
  return {
    skip:
      skip || (process.getuid?.() === 0 ? false : 'needs root (run the tests as root, or in a container)'),
  };
}
