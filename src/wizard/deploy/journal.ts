import type {DeployEvent} from '../../domain/deploy/events.ts';
import {objectTitle} from '../../domain/deploy/object-ref.ts';
import type {RolloutView} from '../../domain/rollout/types.ts';
import type {JournalLine, Run} from './state.ts';

const MOST_LINES = 300;

/** What an event adds to the story of the run. Progress that is seen on the screen anyway is left out. */
function sentences(run: Run, event: DeployEvent): readonly string[] {
  switch (event.type) {
    case 'object':
    case 'undo': {
      const reason = event.reason === undefined ? '' : `: ${event.reason}`;
      return event.outcome === 'applied' ? [] : [`${objectTitle(event.ref)} ${event.outcome}${reason}`];
    }
    case 'conflict':
      return [`${objectTitle(event.ref)}: ${event.conflicts.length} fields are held by other managers`];
    case 'applying':
      return [`Applying ${event.of} objects`];
    case 'rollout':
      return rolloutNews(run.view, event.view);
    case 'registered':
      return event.state === 'registered' ? ['The delegate is registered with Harness'] : [];
    case 'notice':
      return [[event.text, event.next].filter(Boolean).join(' ')];
    case 'after':
      return [[event.text, event.next].filter(Boolean).join(' ')];
    case 'login-needed':
      return [event.message];
    case 'end':
      return [event.result.sentence];
    default:
      return [];
  }
}

/** Another verdict, and findings that were not there before, in the cluster's own words. */
function rolloutNews(before: RolloutView | undefined, now: RolloutView): string[] {
  const known = new Set(before?.findings.map(({key}) => key));
  const found = now.findings.filter(({key}) => !known.has(key));
  return [
    ...found.map(({title, pod, evidence, cause}) => {
      const where = pod === undefined ? '' : ` (${pod})`;
      return `${title}${where}: ${evidence || cause}`;
    }),
    ...(before?.verdict.word === now.verdict.word ? [] : [now.verdict.sentence]),
  ];
}

/** The story so far with what an event adds; the oldest lines go when there are too many. */
export function journalWith(
  journal: readonly JournalLine[],
  run: Run,
  event: DeployEvent,
): readonly JournalLine[] {
  const atMs = event.type === 'rollout' ? event.afterMs : run.afterMs;
  const added = sentences(run, event).map((text) => ({atMs, text}));
  return added.length === 0 ? journal : [...journal, ...added].slice(-MOST_LINES);
}
