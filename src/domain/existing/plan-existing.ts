import type {Answers, Secrets} from '../answers.ts';
import type {Install} from '../choices.ts';
import {makePlan} from '../plan.ts';
import type {PatchedFile, Plan} from '../plan-types.ts';
import type {FilledFile} from './fill-answers.ts';
import {existingWishes} from './existing-wishes.ts';

const ROLES = {
  manifest: 'manifest',
  helm: 'values',
  terraform: 'terraform',
} as const satisfies Readonly<Record<Install, PatchedFile['role']>>;

interface Input {
  readonly answers: Answers;
  readonly secrets?: Secrets;
  readonly existing: FilledFile;
}

/** The files of a plan, with the file that people have, edited, in the place of a new one. Never throws. */
export function planExisting({answers, secrets = {}, existing}: Input): Plan {
  const roles: readonly string[] = Object.values(ROLES);
  // The token goes into the file that waits for it, so there is none of its own.
  const files = makePlan({answers, isExisting: true}).files.filter(({role}) => !roles.includes(role));
  const patch = patchExisting({answers, secrets, existing});
  return patch === undefined ? {files} : {files, patch};
}

function patchExisting({answers, secrets = {}, existing}: Input): PatchedFile | undefined {
  const {path, text, install} = existing.file;
  const plan = existing.plan(existingWishes(existing, {answers, secrets}));
  if (plan.state !== 'planned') return undefined;
  const {name, namespace} = plan.delegate;
  return {
    role: ROLES[install],
    path,
    before: text,
    content: plan.text,
    edits: plan.edits,
    blocked: plan.blocked,
    findings: plan.findings,
    delegate: {name, namespace},
  };
}
