import type {DeployEvent} from '../../domain/deploy/events.ts';
import type {RolloutView} from '../../domain/rollout/types.ts';
import {jsonLine} from '../../console/tell-problems.ts';

/** A rollout in which only ages have changed is told that often, at most. */
const SAME_EVERY_MS = 30_000;

/** What of a view is news; times that only grow are none. */
const newsOf = ({eta: _eta, streams, rows, findings, verdict, ...view}: RolloutView): string =>
  JSON.stringify({
    ...view,
    word: verdict.word,
    streams: Object.values(streams).map(({state}) => state),
    rows: rows.map(({ageMs: _age, line: _line, ...row}) => row),
    findings: findings.map(({lastSeenMs: _last, ...finding}) => finding),
  });

/** Every event as one line of JSON; a rollout only when something about it has changed. */
export function jsonLines(): (event: DeployEvent) => readonly string[] {
  let told = '';
  let toldMs = Number.NEGATIVE_INFINITY;
  return (event) => {
    if (event.type === 'rollout') {
      const news = newsOf(event.view);
      if (news === told && event.afterMs - toldMs < SAME_EVERY_MS) return [];
      told = news;
      toldMs = event.afterMs;
    }
    return [jsonLine(event).trimEnd()];
  };
}
