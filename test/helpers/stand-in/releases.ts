import {HARNESS_RELEASES} from './harness-releases.ts';
import {INFRASTRUCTURE_RELEASES} from './infrastructure-releases.ts';
import {KUBERNETES_RELEASES} from './kubernetes-releases.ts';
import {PLATFORM_RELEASES} from './platform-releases.ts';
import type {Release} from './release.ts';

/** Everything that the stand-in download hosts publish. */
export const RELEASES: readonly Release[] = [
  ...KUBERNETES_RELEASES,
  ...INFRASTRUCTURE_RELEASES,
  ...PLATFORM_RELEASES,
  ...HARNESS_RELEASES,
];
