import type {ContainerMemory, LogRecord, PodRecord, RolloutState} from './create-rollout.ts';
import type {PodFacts} from './facts/pod-facts.ts';
import type {Sign} from './finding-row.ts';
import {keepFindings} from './keep-findings.ts';
import {logKey} from './log-key.ts';
import {containerSign, logSign} from './signs/container-signs.ts';
import {probeSign, pullSecretSign, volumeSign, warningSign} from './signs/event-signs.ts';
import {podFailedSign, unscheduledSign} from './signs/pod-signs.ts';
import {relevantEvents} from './signs/relevant-events.ts';
import {rememberContainer} from './signs/remember-container.ts';

const isSign = (sign: Sign | undefined): sign is Sign => sign !== undefined;

function logsOf(state: RolloutState, pod: string, container: string): readonly LogRecord[] {
  if (state.logs.size === 0) return [];
  return [true, false]
    .map((previous) => state.logs.get(logKey({pod, container, previous})))
    .filter((log) => log !== undefined);
}

function podSigns(
  state: RolloutState,
  facts: PodFacts,
  memory: ReadonlyMap<string, ContainerMemory>,
): readonly Sign[] {
  if (facts.deleteByMs !== undefined || facts.phase === 'Succeeded') return [];
  if (facts.phase === 'Failed') return [podFailedSign(facts)].filter(isSign);
  const events = relevantEvents(state, facts.uid);
  const ofContainers = facts.containers.flatMap((container) => {
    const known = memory.get(container.name);
    if (known === undefined) return [];
    const scene = {container, memory: known, events, logs: logsOf(state, facts.name, container.name)};
    return [containerSign(scene), probeSign(container, events), logSign(scene)];
  });
  const ofPod = [unscheduledSign(facts, events), volumeSign(facts, events)];
  const signs = [...ofContainers, ...ofPod, pullSecretSign(facts, events)].filter(isSign);
  return signs.length > 0 ? signs : [warningSign(facts, events)].filter(isSign);
}

/** A pod with what has to be remembered of it and what is wrong with it now. */
export function evaluatePod(state: RolloutState, facts: PodFacts, before: PodRecord | undefined): PodRecord {
  const memory = new Map<string, ContainerMemory>();
  for (const container of facts.containers) {
    memory.set(container.name, rememberContainer(container, before?.memory.get(container.name)));
  }
  const signs = podSigns(state, facts, memory);
  return {facts, memory, findings: keepFindings({owner: facts.uid, signs, before: before?.findings, state})};
}
