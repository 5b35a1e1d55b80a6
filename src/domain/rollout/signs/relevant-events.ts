import {lookUp} from '../buckets.ts';
import type {RolloutState} from '../create-rollout.ts';
import type {EventFacts} from '../facts/event-facts.ts';

/** Clocks of the nodes may be behind, and stamps are cut to the second. */
const CLOCK_SLACK_MS = 5000;

/** When we applied, on the server's clock; `undefined` when that cannot be told. */
function appliedServerMs({applied, serverOffsetMs}: RolloutState): number | undefined {
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

/** The later one; of two in the same second the one that is no warning, so that no order of arrival matters. */
function isLater(event: EventFacts, than: EventFacts): boolean {
  const difference = (event.lastMs ?? 0) - (than.lastMs ?? 0);
  if (difference !== 0) return difference > 0;
  if (event.warning !== than.warning) return than.warning;
  return event.uid > than.uid;
}

/** The latest of the events that are wanted. */
export function latestEvent(
  events: readonly EventFacts[],
  wanted: (event: EventFacts) => boolean,
): EventFacts | undefined {
  let latest: EventFacts | undefined;
  for (const event of events) {
    if (wanted(event) && (latest === undefined || isLater(event, latest))) latest = event;
  }
  return latest;
}
