import type {FindingRecord} from './create-rollout.ts';
import type {RowContext} from './finding-row.ts';
import type {FindingSeverity} from './types.ts';

/** Order of findings: what cannot recover comes first. */
export const SEVERITY_RANK: Readonly<Record<FindingSeverity, number>> = {F: 0, L: 1, T: 2, W: 3};

const courseOf = ({row, sign}: FindingRecord, context: RowContext) =>
  typeof row.course === 'function' ? row.course(sign, context) : row.course;

/** Severity of a finding at a moment of the evidence clock. */
export function severityAt(finding: FindingRecord, context: RowContext, evidenceMs: number): FindingSeverity {
  const known = finding.row.severity?.(finding.sign);
  if (known !== undefined) return known;
  let until = finding.sinceMs;
  let severity: FindingSeverity = 'W';
  for (const step of courseOf(finding, context)) {
    severity = step.severity;
    until += step.forMs ?? Number.POSITIVE_INFINITY;
    if (evidenceMs < until) break;
  }
  return severity;
}

/** From which moment of the evidence clock on the finding is fatal; infinity for never, as things are. */
export function fatalFrom(finding: FindingRecord, context: RowContext): number {
  const known = finding.row.severity?.(finding.sign);
  if (known !== undefined) return known === 'F' ? finding.sinceMs : Number.POSITIVE_INFINITY;
  let from = finding.sinceMs;
  for (const step of courseOf(finding, context)) {
    if (step.severity === 'F') return from;
    from += step.forMs ?? Number.POSITIVE_INFINITY;
  }
  return Number.POSITIVE_INFINITY;
}
