import {valuesOf} from './buckets.ts';
import {availableInMs, pullingForMs, readySecondsOf, startupProbe} from './container-wait.ts';
import type {PodRecord, RolloutState} from './create-rollout.ts';
import {describeMs} from './describe-ms.ts';
import {evidenceText} from './evidence-text.ts';
import {firstFew} from './first-few.ts';
import {compareFindings, showFinding} from './list-findings.ts';
import type {PlacedFinding} from './list-findings.ts';
import {podWord} from './pod-word.ts';
import type {Scene} from './read-scene.ts';
import {serverNow} from './server-time.ts';
import {SEVERITY_RANK, severityAt} from './severity-at.ts';
import type {PodRow} from './types.ts';

interface PlacedPod {
  readonly record: PodRecord;
  readonly isNew: boolean;
  readonly worst?: PlacedFinding;
}

const rank = ({worst}: PlacedPod): number => (worst === undefined ? 4 : SEVERITY_RANK[worst.severity]);

/** New before old, broken before sound, young before old. */
const comparePods = (a: PlacedPod, b: PlacedPod): number =>
  Number(b.isNew) - Number(a.isNew) ||
  rank(a) - rank(b) ||
  (b.record.facts.createdMs ?? 0) - (a.record.facts.createdMs ?? 0) ||
  (a.record.facts.name < b.record.facts.name ? -1 : 1);

function* placed(state: RolloutState, {current, old, context}: Scene): Generator<PlacedPod> {
  const olds = new Set(old.map(({facts}) => facts.uid));
  for (const record of valuesOf(state.pods)) {
    const isNew = record.facts.owner === current?.facts.uid;
    if (!isNew && !olds.has(record.facts.owner)) continue;
    let worst: PlacedFinding | undefined;
    for (const finding of isNew ? record.findings : []) {
      const item = {finding, pod: record, severity: severityAt(finding, context, state.evidenceMs)};
      if (worst === undefined || compareFindings(item, worst) < 0) worst = item;
    }
    yield {record, isNew, worst};
  }
}

/** The one line that matters about a pod that has no finding. */
function progressLine(state: RolloutState, {record, isNew}: PlacedPod, minReadySeconds: number): string {
  const {facts} = record;
  const now = serverNow(state);
  if (facts.deleteByMs !== undefined) {
    return now === undefined ? 'terminating' : `terminating, up to ${describeMs(facts.deleteByMs - now)}`;
  }
  if (!isNew) return facts.ready ? 'serves the revision before' : '';
  const available = availableInMs(facts, minReadySeconds, now);
  if (available !== undefined) return `ready, available in ${describeMs(available)}`;
  if (facts.ready) return 'ready';
  const pulling = pullingForMs(state, facts);
  if (pulling !== undefined) return `pulling the image for ${describeMs(pulling)}`;
  const probes = facts.containers.map((container) => startupProbe(container, now));
  const probe = probes.find((running) => running !== undefined);
  return probe === undefined ? '' : `startup probe ${probe.attempt} of ${probe.of}`;
}

function showPod(state: RolloutState, pod: PlacedPod, minReadySeconds: number): PodRow {
  const {facts} = pod.record;
  const finding = pod.worst && showFinding(state, pod.worst);
  const inits = facts.containers.filter(({init}) => init);
  const now = serverNow(state);
  return {
    pod: evidenceText(facts.name),
    uid: evidenceText(facts.uid),
    revision: pod.isNew ? 'new' : 'old',
    word: evidenceText(podWord(facts), 60),
    ready: facts.ready,
    restarts: facts.restarts,
    ageMs:
      now === undefined || facts.createdMs === undefined ? undefined : Math.max(0, now - facts.createdMs),
    line: finding?.cause ?? progressLine(state, pod, minReadySeconds),
    init: inits.length > 0 ? {done: inits.filter(({done}) => done).length, total: inits.length} : undefined,
    severity: finding?.severity,
    title: finding?.title,
  };
}

/** A row for each pod of the Deployment, at most so many, and how many are left out. */
export function podRows(state: RolloutState, scene: Scene, most: number) {
  const {few, total} = firstFew(placed(state, scene), most, comparePods);
  const minReadySeconds = readySecondsOf(scene);
  return {rows: few.map((pod) => showPod(state, pod, minReadySeconds)), more: total - few.length};
}
