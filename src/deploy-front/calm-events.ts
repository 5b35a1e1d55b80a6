import type {DeployEvent} from '../domain/deploy/events.ts';
import type {RolloutView} from '../domain/rollout/types.ts';

/** Between two redraws when much happens at once, in ms. */
const LEAST_MS = 200;

/** What a person has to see at once; ages and durations are left out. */
const newsIn = ({
  phase,
  verdict,
  counts,
  revision,
  rows,
  findings,
  notes,
  registration,
}: RolloutView): string =>
  JSON.stringify([
    phase,
    verdict.word,
    counts,
    revision,
    rows.map(({uid, word, ready, restarts, title, severity}) => [
      uid,
      word,
      ready,
      restarts,
      title,
      severity,
    ]),
    findings.map(({key, severity}) => [key, severity]),
    notes,
    registration.state,
  ]);

/**
 * Passes events on, but views of the rollout that bring nothing but new ages and times only every `everyMs`, and
 * views that do bring news five times a second at most. The latest one is never lost: it goes before whatever follows.
 */
export function calmEvents({
  everyMs,
  send,
  now = () => performance.now(),
}: {
  readonly everyMs: number;
  readonly send: (event: DeployEvent) => void;
  readonly now?: () => number;
}): {readonly take: (event: DeployEvent) => void} {
  let held: DeployEvent | undefined;
  let news: string | undefined;
  let sentAt = -Infinity;
  const release = (): void => {
    if (held === undefined) return;
    send(held);
    held = undefined;
  };
  return {
    take(event) {
      if (event.type !== 'rollout') {
        release();
        send(event);
        return;
      }
      held = event;
      const found = newsIn(event.view);
      if (now() - sentAt < (found === news ? everyMs : LEAST_MS)) return;
      news = found;
      sentAt = now();
      release();
    },
  };
}
