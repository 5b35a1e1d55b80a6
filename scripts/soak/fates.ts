import type {Planner, PodPlan, PullPlan, RunPlan} from '../../src/practice/controllers/pod-plan.ts';
import type {Pod} from '../../src/practice/controllers/workloads.ts';
import {PLANS, type PlanName} from '../../src/practice/scenarios/plans.ts';
import type {Chance} from './chance.ts';
import {HOSTILE} from './hostile.ts';

/** How new pods of a Deployment fare from now on. `rough`: some well, some not, and never all well. */
export type Mood = PlanName | 'rough' | 'half';

const BAD = [
  'image-not-found',
  'image-no-credentials',
  'crash-loop',
  'out-of-memory',
  'probe-fails',
] as const;

/** A container that serves for a while and then falls over, with other last words each time. */
function flaky(chance: Chance): PodPlan {
  const run = (attempt: number): RunPlan => {
    const after = chance.between(200, 900);
    const words = [`attempt ${attempt}, ${chance.below(1e9)}`, chance.pick(HOSTILE)];
    const log = words.map((text) => [after - 1, text] as const);
    return {healthyAfter: 10, ends: {after, exitCode: 1, reason: 'Error'}, log};
  };
  return {pull: (): PullPlan => ({seconds: 4}), run};
}

/** Chooses by the name of the Deployment that a pod belongs to. */
export function fates(chance: Chance): {
  readonly planner: Planner;
  readonly set: (deployment: string, mood: Mood) => void;
} {
  const moods = new Map<string, Mood>();
  let turn = 0;
  const rough = (pod: Pod): PodPlan => {
    turn += 1;
    if (turn % 3 === 0) return PLANS[chance.pick(BAD)](pod);
    return turn % 3 === 1 ? flaky(chance) : PLANS.ok();
  };
  return {
    set: (deployment, mood) => void moods.set(deployment, mood),
    planner(pod) {
      const [, mood = 'ok'] =
        [...moods].find(([name]) => pod.metadata.name.startsWith(`${name}-`)) ?? ([] as const);
      if (mood === 'rough') return rough(pod);
      if (mood !== 'half') return PLANS[mood](pod);
      turn += 1;
      return turn % 2 === 0 ? PLANS['image-not-found'](pod) : PLANS.ok();
    },
  };
}
