import {valuesOf} from './buckets.ts';
import type {FindingRecord, LogRecord, PodRecord, RolloutState} from './create-rollout.ts';
import {evidenceText} from './evidence-text.ts';
import {fillWords} from './fill-words.ts';
import {firstFew} from './first-few.ts';
import {logKey} from './log-key.ts';
import type {Scene} from './read-scene.ts';
import {SEVERITY_RANK, severityAt} from './severity-at.ts';
import type {Finding, FindingSeverity, WantedLog} from './types.ts';

/** A finding with where it is and how bad it is now. */
export interface PlacedFinding {
  readonly finding: FindingRecord;
  readonly severity: FindingSeverity;
  readonly pod?: PodRecord;
}

/** Worst first; of equals the one that began earlier, then the key, so that the order is stable. */
export const compareFindings = (a: PlacedFinding, b: PlacedFinding): number =>
  SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity] ||
  a.finding.firstSeenMs - b.finding.firstSeenMs ||
  (a.finding.key < b.finding.key ? -1 : a.finding.key > b.finding.key ? 1 : 0);

function* placed(state: RolloutState, {current, deployment, context}: Scene): Generator<PlacedFinding> {
  const place = (finding: FindingRecord, pod?: PodRecord): PlacedFinding => ({
    finding,
    pod,
    severity: severityAt(finding, context, state.evidenceMs),
  });
  for (const finding of current?.findings ?? []) yield place(finding);
  for (const finding of deployment?.findings ?? []) {
    // About pods the Deployment only repeats what its ReplicaSet says.
    if (current === undefined || finding.sign.signal !== 'not-created') yield place(finding);
  }
  if (current === undefined) return;
  for (const pod of valuesOf(state.pods)) {
    if (pod.facts.owner === current.facts.uid) for (const finding of pod.findings) yield place(finding, pod);
  }
}

/** The worst findings of the revision that is rolled out, how many there are, and on how many pods each kind. */
export function listFindings(state: RolloutState, scene: Scene, most: number) {
  const pods = new Map<string, number>();
  const counted = function* (): Generator<PlacedFinding> {
    for (const item of placed(state, scene)) {
      const {code} = item.finding.row;
      if (item.pod !== undefined) pods.set(code, (pods.get(code) ?? 0) + 1);
      yield item;
    }
  };
  return {...firstFew(counted(), most, compareFindings), pods};
}

/** The log that would explain a finding: of the run that ended, or of the one that goes on. */
export function logOf({finding: {row, sign}, pod}: PlacedFinding): WantedLog | undefined {
  if (!row.log || pod === undefined || sign.container === undefined) return undefined;
  const container = pod.facts.containers.find(({name}) => name === sign.container);
  const previous = sign.signal === 'stopped' && container?.state !== 'terminated';
  return {pod: pod.facts.name, container: sign.container, previous};
}

/** Whether that log is here and of the run that is meant. */
export const isFreshLog = (log: LogRecord | undefined, {finding}: PlacedFinding): boolean =>
  log !== undefined && log.restarts === finding.sign.restarts;

/** A finding as it is shown. `pods`: on how many pods each kind is, when that is known. */
export function showFinding(
  state: RolloutState,
  item: PlacedFinding,
  pods: ReadonlyMap<string, number> = new Map(),
): Finding {
  const {finding, severity, pod} = item;
  const {row, sign} = finding;
  const wanted = logOf(item);
  const log = wanted && state.logs.get(logKey(wanted));
  return {
    key: evidenceText(finding.key),
    code: row.code,
    severity,
    title: `${sign.init ? 'Init: ' : ''}${fillWords(row.title, sign.words)}`,
    cause: fillWords(row.cause, sign.words),
    next: fillWords(row.next, sign.words),
    evidence: evidenceText(sign.text),
    firstSeenMs: finding.firstSeenMs,
    lastSeenMs: finding.lastSeenMs,
    // Each pod that is given up says so once, and another takes its place.
    count: sign.signal === 'pod-failed' ? (pods.get(row.code) ?? sign.count) : sign.count,
    pod: pod === undefined ? undefined : evidenceText(pod.facts.name),
    container: sign.container === undefined ? undefined : evidenceText(sign.container),
    log: log && {previous: log.previous, lines: log.lines},
  };
}
