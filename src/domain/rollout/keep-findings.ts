import type {FindingRecord, RolloutState} from './create-rollout.ts';
import {findRow} from './find-row.ts';
import type {Sign} from './finding-row.ts';

const NONE: readonly FindingRecord[] = [];

/**
 * The findings of one object after it was looked at again: those that still hold keep when they began,
 * those without a sign are healed.
 */
export function keepFindings({
  owner,
  signs,
  before = NONE,
  state: {nowMs, evidenceMs},
}: {
  readonly owner: string;
  readonly signs: readonly Sign[];
  readonly before?: readonly FindingRecord[];
  readonly state: RolloutState;
}): readonly FindingRecord[] {
  if (signs.length === 0) return NONE;
  return signs.flatMap((told) => {
    const found = findRow(told);
    if (found === undefined) return [];
    const {row, sign} = found;
    const key = `${owner}/${sign.container ?? ''}/${row.code}`;
    const known = before.find((finding) => finding.key === key);
    return {
      key,
      row,
      sign,
      firstSeenMs: known?.firstSeenMs ?? nowMs,
      lastSeenMs: nowMs,
      sinceMs: known?.sinceMs ?? evidenceMs,
    };
  });
}
