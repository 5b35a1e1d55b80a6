import {looksLikeHelmValues} from '../helm/find-values.ts';
import {planValuesPatch} from '../helm/plan-values-patch.ts';
import type {PatchWishes} from '../patch/patch-types.ts';
import {looksLikeTerraform} from '../terraform/looks-like-terraform.ts';
import {planTerraformPatch} from '../terraform/plan-terraform-patch.ts';
import type {InstallPatch} from './install-patch.ts';

interface PatchInput {
  readonly text: string;
  /** Path or name; its ending tells Terraform from the rest. */
  readonly file: string;
  readonly wishes: PatchWishes;
  readonly delegate?: string;
}

/** What a file that is no manifest is for, and what installs the delegate with it. */
export interface InstallFilePatch {
  readonly tool: 'helm' | 'terraform';
  readonly patch: InstallPatch;
}

/**
 * The patch of a values file of Harness's chart, or of a Terraform file for its module. `undefined` for any
 * other file. Never throws.
 */
export function planInstallPatch(input: PatchInput): InstallFilePatch | undefined {
  if (looksLikeTerraform(input.file, input.text))
    return {tool: 'terraform', patch: planTerraformPatch(input)};
  if (looksLikeHelmValues(input.text)) return {tool: 'helm', patch: planValuesPatch(input)};
  return undefined;
}

/** What is to be done after the file was written, as the end of a report. */
export const INSTALL_NEXT: Readonly<Record<InstallFilePatch['tool'], string>> = {
  helm: 'Next: run your helm upgrade with this file, then npx delegate-tui watch --context NAME --namespace NAME --name NAME',
  terraform:
    'Next: terraform plan and apply, then npx delegate-tui watch --context NAME --namespace NAME --name NAME',
};
