import {assess} from './assess.ts';
import {lookUp, withEntry, withoutEntry} from './buckets.ts';
import type {RolloutState} from './create-rollout.ts';
import {eventFacts} from './facts/event-facts.ts';
import {textAt} from './read.ts';
import type {StreamKind} from './types.ts';

function without<V>(
  map: ReadonlyMap<string, V>,
  unwanted: (value: V, key: string) => boolean,
): ReadonlyMap<string, V> {
  const rest = Array.from(map).filter(([key, value]) => !unwanted(value, key));
  return rest.length === map.size ? map : new Map(rest);
}

function dropEvent(state: RolloutState, object: unknown): RolloutState {
  const event = eventFacts(object);
  const known = event && lookUp(state.events, event.about);
  if (event === undefined || known === undefined) return state;
  const rest = known.filter(({uid}) => uid !== event.uid);
  const events =
    rest.length > 0 ? withEntry(state.events, event.about, rest) : withoutEntry(state.events, event.about);
  return assess({...state, events}, event.about);
}

/** An object is gone. The logs of a pod go with it. */
export function dropObject(state: RolloutState, kind: StreamKind, object: unknown): RolloutState {
  const uid = textAt(object, 'metadata', 'uid');
  switch (kind) {
    case 'deployments':
      return {...state, deployments: without(state.deployments, (_record, key) => key === uid)};
    case 'replicasets':
      return {...state, replicaSets: without(state.replicaSets, (_record, key) => key === uid)};
    case 'events':
      return dropEvent(state, object);
    case 'pods': {
      const name = lookUp(state.pods, uid)?.facts.name;
      return {
        ...state,
        pods: withoutEntry(state.pods, uid),
        logs: state.logs.size === 0 ? state.logs : without(state.logs, ({pod}) => pod === name),
      };
    }
  }
}
