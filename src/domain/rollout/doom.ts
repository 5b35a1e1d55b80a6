import {valuesOf} from './buckets.ts';
import type {FindingRecord, PodRecord, RolloutState} from './create-rollout.ts';
import type {RowContext} from './finding-row.ts';
import type {Scene} from './read-scene.ts';
import {fatalFrom} from './severity-at.ts';

const NEVER = Number.POSITIVE_INFINITY;
const HOLD_MS = 3000;

/** From when on one of the findings is fatal. */
export const firstFatal = (findings: readonly FindingRecord[], context: RowContext): number =>
  findings.reduce((from, finding) => Math.min(from, fatalFrom(finding, context)), NEVER);

/** Whether a pod counts for the rollout: not one that leaves, has ended, or is being replaced. */
const counts = ({facts, findings}: PodRecord): boolean =>
  facts.deleteByMs === undefined &&
  facts.phase !== 'Succeeded' &&
  !(facts.phase === 'Failed' && findings.every(({row}) => row.code !== 'pod-failed'));

function computeDoom(state: RolloutState, {deployment, current, context}: Scene): number {
  let pods = 0;
  let latest = 0;
  if (current !== undefined) {
    for (const record of valuesOf(state.pods)) {
      if (record.facts.owner !== current.facts.uid || !counts(record)) continue;
      pods += 1;
      latest = Math.max(latest, firstFatal(record.findings, context));
      if (latest === NEVER) return NEVER;
    }
  }
  if (pods > 0) return latest;
  const stuck = deployment?.findings.filter(({sign}) => sign.signal === 'not-progressing') ?? [];
  // Pods that are counted but not seen may be well.
  const empty = current?.facts.replicas === 0 ? current.findings : [];
  return firstFatal([...stuck, ...empty], context);
}

/**
 * From which moment of the evidence clock on every pod of the new revision is beyond hope, or none can be
 * made. Computed again only when something has changed.
 */
export function doomAt(state: RolloutState, scene: Scene): NonNullable<RolloutState['doomMemo']> {
  const from = [state.pods, scene.current, scene.deployment, state.applied, scene.context.oldPods];
  const memo = state.doomMemo;
  if (memo !== undefined && memo.from.every((part, index) => part === from[index])) return memo;
  return {from, atMs: computeDoom(state, scene)};
}

/** Whether doom has lasted long enough to be told. It begins at a tick, so it takes two of them. */
export const isDoomHeld = ({doomedSinceMs, nowMs}: RolloutState): boolean =>
  doomedSinceMs !== undefined && nowMs - doomedSinceMs >= HOLD_MS;
