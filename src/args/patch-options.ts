import {PULL_POLICIES} from '../domain/patch/patch-types.ts';
import type {CommandName} from './commands.ts';
import type {OptionRow} from './option-row.ts';

const PATCHING: readonly CommandName[] = ['patch'];

/** Flags of `patch` alone. */
export const PATCH_OPTIONS = [
  {
    flag: 'delegate',
    kind: 'text',
    placeholder: 'NAME',
    commands: [...PATCHING, 'wizard', 'generate'],
    help: 'The delegate to patch, or with --file to start from, where the file holds several; NAMESPACE/NAME where they have the same name',
  },
  {
    flag: 'check',
    kind: 'boolean',
    commands: PATCHING,
    help: 'Write nothing, and end with 1 when the file needs edits; for CI',
  },
  {
    flag: 'image-pull-policy',
    kind: 'choice',
    values: PULL_POLICIES,
    commands: PATCHING,
    help: 'When nodes pull the image; as it is in the file when not given',
  },
  {
    flag: 'fix-autoscaler',
    kind: 'boolean',
    commands: PATCHING,
    help: 'Aim an autoscaler that names a Deployment which the file does not make at the delegate',
  },
  {
    flag: 'fix-selector',
    kind: 'boolean',
    commands: PATCHING,
    help: 'Give the Deployment its own name as selector; one that is in the cluster must be deleted first',
  },
] as const satisfies readonly OptionRow[];
