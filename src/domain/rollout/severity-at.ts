import type {FindingRecord} from './create-rollout.ts';
import type {RowContext} from './finding-row.ts';
import type {FindingSeverity} from './types.ts';

/** Order of findings: what cannot recover comes first. */
export const SEVERITY_RANK: Readonly<Record<FindingSeverity, number>> = {F: 0, L: 1, T: 2, W: 3};

const courseOf = ({row, sign}: FindingRecord, context: RowContext) =>
  typeof row.course === 'function' ? row.course(sign, context) : row.course;

/** A container that runs again may still make it; one that is ready has made it. */
function capped(severity: FindingSeverity, {ready, running}: FindingRecord['sign']): FindingSeverity {
  if (ready) return 'W';
  return running && severity === 'F' ? 'L' : severity;
}

/** Severity of a finding at a moment of the evidence clock. */
export function severityAt(finding: FindingRecord, context: RowContext, evidenceMs: number): FindingSeverity {
  const known = finding.row.severity?.(finding.sign);
  if (known !== undefined) return capped(known, finding.sign);
  let until = finding.sinceMs;
  let severity: FindingSeverity = 'W';
  for (const step of courseOf(finding, context)) {
    severity = step.severity;
    until += step.forMs ?? Number.POSITIVE_INFINITY;
    if (evidenceMs < until) break;
  }
  return capped(severity, finding.sign);
}

/** From which moment of the evidence clock on the finding is fatal; infinity for never, as things are. */
export function fatalFrom(finding: FindingRecord, context: RowContext): number {
  const {row, sign, sinceMs} = finding;
  const known = row.severity?.(sign);
  if (sign.ready || sign.running || (known !== undefined && known !== 'F')) return Number.POSITIVE_INFINITY;
  if (known === 'F') return sinceMs;
  let from = sinceMs;
  for (const step of courseOf(finding, context)) {
    if (step.severity === 'F') return from;
    from += step.forMs ?? Number.POSITIVE_INFINITY;
  }
  return Number.POSITIVE_INFINITY;
}
