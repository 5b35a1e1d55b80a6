import {valuesOf} from './buckets.ts';
import {availableInMs, pullingForMs, readySecondsOf, startupProbe} from './container-wait.ts';
import type {RolloutState} from './create-rollout.ts';
import type {Scene} from './read-scene.ts';
import {serverNow} from './server-time.ts';
import type {RolloutEta} from './types.ts';

const larger = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.max(a, b);

/** What is still to be waited for: of many pods, the one that takes longest. */
export function rolloutEta(state: RolloutState, scene: Scene): RolloutEta {
  const {current, old} = scene;
  const now = serverNow(state);
  const olds = new Set(old.map(({facts}) => facts.uid));
  const minReadySeconds = readySecondsOf(scene);
  let eta: RolloutEta = {};
  for (const {facts} of valuesOf(state.pods)) {
    if (olds.has(facts.owner)) {
      if (facts.deleteByMs === undefined || now === undefined) continue;
      const left = Math.max(0, facts.deleteByMs - now);
      eta = {...eta, oldTerminatingUpToMs: larger(eta.oldTerminatingUpToMs, left)};
    } else if (
      facts.owner === current?.facts.uid &&
      facts.deleteByMs === undefined &&
      facts.phase !== 'Failed'
    ) {
      if (facts.ready) {
        const available = larger(eta.availableInMs, availableInMs(facts, minReadySeconds, now));
        if (available !== undefined) eta = {...eta, availableInMs: available};
        continue;
      }
      const pulling = larger(eta.pullingForMs, pullingForMs(state, facts));
      if (pulling !== undefined) eta = {...eta, pullingForMs: pulling};
      for (const container of facts.containers) {
        const probe = startupProbe(container, now);
        const left = (one: RolloutEta['startupProbe']) => (one === undefined ? -1 : one.of - one.attempt);
        if (left(probe) > left(eta.startupProbe)) eta = {...eta, startupProbe: probe};
      }
    }
  }
  return eta;
}
