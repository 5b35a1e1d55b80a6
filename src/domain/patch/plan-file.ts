import type {Install} from '../choices.ts';
import type {InstallPatch} from '../install/install-patch.ts';
import {INSTALL_NEXT, planInstallPatch} from '../install/plan-install-patch.ts';
import {planPatch, type PatchPlan, type PatchRequest} from './plan-patch.ts';

/** What a patch would do to a file, and what kind of file it is. */
export interface FilePlan {
  readonly install: Install;
  readonly plan: PatchPlan | InstallPatch;
}

/** Plans the patch of a manifest, of values of the Helm chart, or of Terraform, whatever the file is. Never throws. */
export function planFile(request: PatchRequest): FilePlan {
  const other = planInstallPatch(request);
  return other === undefined
    ? {install: 'manifest', plan: planPatch(request)}
    : {install: other.tool, plan: other.patch};
}

/** One line about what brings a patched file into the cluster. `file` is a shell word. */
export const nextLine = (install: Install, file: string): string =>
  install === 'manifest'
    ? `Next: npx delegate-tui apply --file ${file} --context NAME --yes`
    : INSTALL_NEXT[install];
