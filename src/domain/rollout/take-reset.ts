import {assessAll} from './assess.ts';
import {bucketsOf, lookUp, noBuckets, valuesOf} from './buckets.ts';
import type {RolloutState} from './create-rollout.ts';
import {evaluatePod} from './evaluate-pod.ts';
import {eventFacts, type EventFacts} from './facts/event-facts.ts';
import {podFacts} from './facts/pod-facts.ts';
import {noteGivenUp} from './note-given-up.ts';
import {putEvent, putObject} from './put-object.ts';
import {textAt, timeAt} from './read.ts';
import {noteServerTime} from './server-time.ts';
import type {StreamKind} from './types.ts';

function keepListed<V>(map: ReadonlyMap<string, V>, items: readonly unknown[]): ReadonlyMap<string, V> {
  const listed = new Set(items.map((item) => textAt(item, 'metadata', 'uid')));
  return new Map(Array.from(map).filter(([uid]) => listed.has(uid)));
}

/** The server's clock first, so that events of earlier rollouts are told apart at once. */
const noteTimes = (state: RolloutState, items: readonly unknown[]): RolloutState =>
  items.reduce<RolloutState>(
    (next, item) => noteServerTime(next, timeAt(item, 'metadata', 'creationTimestamp')),
    state,
  );

/**
 * Events that a narrowed list leaves out: the ordinary ones, as long as what they tell about is there, so that they
 * do not pile up over the days.
 */
function ordinaryEvents({events, pods, replicaSets, deployments}: RolloutState): RolloutState['events'] {
  const isThere = (uid: string): boolean =>
    lookUp(pods, uid) !== undefined || replicaSets.has(uid) || deployments.has(uid);
  const kept: [string, readonly EventFacts[]][] = [];
  for (const [first, ...others] of valuesOf(events)) {
    if (first === undefined || !isThere(first.about)) continue;
    const ordinary = [first, ...others].filter(({warning}) => !warning);
    if (ordinary.length > 0) kept.push([first.about, ordinary]);
  }
  return bucketsOf(kept);
}

interface Listing {
  readonly kind: StreamKind;
  readonly items: readonly unknown[];
  /** Ordinary events were left out. */
  readonly narrowed: boolean;
}

/** The whole content of one kind: what is not listed is gone, what is listed is as it is now. */
export function takeReset(before: RolloutState, {kind, items, narrowed}: Listing): RolloutState {
  const state = noteTimes(before, items);
  switch (kind) {
    case 'deployments':
    case 'replicasets': {
      const kept: RolloutState = {
        ...state,
        deployments: kind === 'deployments' ? keepListed(state.deployments, items) : state.deployments,
        replicaSets: kind === 'replicasets' ? keepListed(state.replicaSets, items) : state.replicaSets,
      };
      return items.reduce<RolloutState>((next, item) => putObject(next, kind, item), kept);
    }
    case 'pods': {
      const facts = items.map(podFacts).filter((pod) => pod !== undefined);
      const names = new Set(facts.map(({name}) => name));
      const listed: RolloutState = {
        ...state,
        pods: bucketsOf(facts.map((pod) => [pod.uid, evaluatePod(state, pod, lookUp(state.pods, pod.uid))])),
        logs: new Map(Array.from(state.logs).filter(([, {pod}]) => names.has(pod))),
      };
      return noteGivenUp(listed, facts);
    }
    case 'events': {
      const events = items.map(eventFacts).filter((event) => event !== undefined);
      const kept = narrowed ? ordinaryEvents(state) : noBuckets<readonly EventFacts[]>();
      return assessAll(events.reduce<RolloutState>(putEvent, {...state, events: kept}));
    }
  }
}
