import {assess, assessPod, assessReplicaSet} from './assess.ts';
import {lookUp, withEntry} from './buckets.ts';
import type {RolloutState} from './create-rollout.ts';
import {deploymentFacts} from './facts/deployment-facts.ts';
import {eventFacts} from './facts/event-facts.ts';
import type {EventFacts} from './facts/event-facts.ts';
import {podFacts} from './facts/pod-facts.ts';
import {replicaSetFacts} from './facts/replica-set-facts.ts';
import {isNamedAfter} from './is-named-after.ts';
import {keepFindings} from './keep-findings.ts';
import {noteGivenUp} from './note-given-up.ts';
import {noteServerTime} from './server-time.ts';
import {deploymentSigns} from './signs/create-signs.ts';
import type {StreamKind} from './types.ts';

const MAX_EVENTS_OF_ONE = 50;

function putDeployment(state: RolloutState, object: unknown): RolloutState {
  const facts = deploymentFacts(object);
  if (facts?.name !== state.target.name) return state;
  const before = state.deployments.get(facts.uid)?.findings;
  const findings = keepFindings({owner: facts.uid, signs: deploymentSigns(facts), before, state});
  const deployments = new Map(state.deployments).set(facts.uid, {facts, findings});
  return noteServerTime({...state, deployments}, facts.createdMs);
}

/** Whether an event can be about this rollout; a busy namespace has many that are not. */
const isAboutTarget = (event: EventFacts, {target}: RolloutState): boolean =>
  isNamedAfter(event.aboutName, target.name);

/** Puts an event in without looking again at what it is about. */
export function putEvent(state: RolloutState, event: EventFacts): RolloutState {
  if (!isAboutTarget(event, state)) return state;
  const known = lookUp(state.events, event.about) ?? [];
  const place = known.findIndex(({uid}) => uid === event.uid);
  const all = place < 0 ? [...known, event].slice(-MAX_EVENTS_OF_ONE) : known.with(place, event);
  const events = withEntry(state.events, event.about, all);
  return noteServerTime({...state, events}, event.createdMs);
}

/** An object as it is now. It replaces the one with its uid; one that cannot be read is passed over. */
export function putObject(state: RolloutState, kind: StreamKind, object: unknown): RolloutState {
  switch (kind) {
    case 'deployments':
      return putDeployment(state, object);
    case 'replicasets': {
      const facts = replicaSetFacts(object);
      if (facts === undefined) return state;
      return assessReplicaSet(noteServerTime(state, facts.createdMs), facts.uid, facts);
    }
    case 'pods': {
      const facts = podFacts(object);
      if (facts === undefined) return state;
      return noteGivenUp(assessPod(noteServerTime(state, facts.createdMs), facts.uid, facts), [facts]);
    }
    case 'events': {
      const facts = eventFacts(object);
      return facts === undefined ? state : assess(putEvent(state, facts), facts.about);
    }
  }
}
