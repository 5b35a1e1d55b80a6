import {lookUp} from '../buckets.ts';
import type {RolloutState} from '../create-rollout.ts';
import type {EventFacts} from '../facts/event-facts.ts';

/** Clocks of the nodes may be behind, and stamps are cut to the second. */
const CLOCK_SLACK_MS = 5000;

/** When we applied, on the server's clock; `undefined` when that cannot be told. */
export function appliedServerMs({applied, serverOffsetMs}: RolloutState): number | undefined {
  if (applied === undefined) return undefined;
  return applied.serverMs ?? (serverOffsetMs === undefined ? undefined : applied.atMs + serverOffsetMs);
}

/** Events about an object that belong to this rollout, not to an earlier one. */
export function relevantEvents(state: RolloutState, uid: string): readonly EventFacts[] {
  const events = lookUp(state.events, uid) ?? [];
  const applied = appliedServerMs(state);
  if (applied === undefined || events.length === 0) return events;
  return events.filter(({lastMs}) => lastMs === undefined || lastMs >= applied - CLOCK_SLACK_MS);
}

/** The latest of some events; of two in the same second, the one that came later. */
export function latestEvent(
  events: readonly EventFacts[],
  wanted: (event: EventFacts) => boolean,
): EventFacts | undefined {
  let latest: EventFacts | undefined;
  for (const event of events) {
    if (wanted(event) && (event.lastMs ?? 0) >= (latest?.lastMs ?? 0)) latest = event;
  }
  return latest;
}
