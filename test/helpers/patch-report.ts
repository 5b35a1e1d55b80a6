import {editLines, maskedFileDiff} from '../../src/domain/patch/patch-lines.ts';
import {planPatch, type PatchPlan} from '../../src/domain/patch/plan-patch.ts';
import {problemLines} from '../../src/console/problem-lines.ts';
import type {ManifestCase} from './patch-manifests.ts';

/** A month in which the versions of the manifests are old, and that of the image is not. */
export const TODAY = {year: 2026, month: 11};

const planOf = ({text, wishes, delegate}: ManifestCase): PatchPlan =>
  planPatch({text, file: 'm.yaml', wishes, today: TODAY, ...(delegate === undefined ? {} : {delegate})});

/** The plan of a case, which must be one. */
export function planned(each: ManifestCase): Extract<PatchPlan, {state: 'planned'}> {
  const plan = planOf(each);
  if (plan.state !== 'planned') throw new Error(`${each.name}: ${plan.problem.message}`);
  return plan;
}

/** What a golden file holds: edits, what cannot be edited, findings, and the diff. */
export function patchReport(
  each: ManifestCase,
  {edits, blocked, findings, text}: ReturnType<typeof planned>,
): string {
  return [
    ...editLines(edits),
    '',
    ...problemLines([...blocked, ...findings]).map((line) => line.replaceAll(/ {2,}/g, '  ')),
    '',
    ...maskedFileDiff(each.text, text).lines.map((line) => line.text),
    '',
  ].join('\n');
}
