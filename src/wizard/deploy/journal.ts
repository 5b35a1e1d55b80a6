import type {DeployEvent} from '../../domain/deploy/events.ts';
import {objectTitle} from '../../domain/deploy/object-ref.ts';
import {describeMs} from '../../domain/rollout/describe-ms.ts';
import type {PodRow, RolloutView} from '../../domain/rollout/types.ts';
import type {JournalLine, Run} from './state.ts';
import {plural} from '../words.ts';
import {countsText} from './words.ts';

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
    case 'applied':
      return [`Applied: ${countsText(event.objects)}`];
    case 'rollout':
      return rolloutNews(run.view, event.view);
    case 'settling':
      return [`Complete; looking out for restarts for ${describeMs(event.forMs)}`];
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

/** What is new: revisions, pods and how they go on, findings in the cluster's own words, another verdict. */
function rolloutNews(before: RolloutView | undefined, now: RolloutView): string[] {
  const known = new Set(before?.findings.map(({key}) => key));
  const found = now.findings.filter(({key}) => !known.has(key));
  return [
    ...revisionNews(before, now),
    ...podNews(before?.rows ?? [], now.rows),
    ...found.map(({title, pod, evidence, cause}) => {
      const where = pod === undefined ? '' : ` (${pod})`;
      return `${title}${where}: ${evidence || cause}`;
    }),
    ...(before?.verdict.word === now.verdict.word ? [] : [now.verdict.sentence]),
  ];
}

function revisionNews(before: RolloutView | undefined, {revision, oldRevision}: RolloutView): string[] {
  const old = before?.oldRevision;
  const changed = oldRevision?.revision !== old?.revision || oldRevision?.available !== old?.available;
  return [
    ...(revision === '' || revision === before?.revision ? [] : [`Revision ${revision} is rolled out`]),
    ...(oldRevision === undefined || !changed
      ? []
      : [`Revision ${oldRevision.revision} still serves ${oldRevision.available} of ${oldRevision.desired}`]),
    ...(old !== undefined && oldRevision === undefined ? [`Revision ${old.revision} is gone`] : []),
  ];
}

/** Its numbers count time and attempts: they change all the while, and are no news. */
const howItIs = ({word, title, line, restarts}: PodRow): string =>
  [word, title ?? line.replaceAll(/\d+/g, ''), restarts].join('/');

function podNews(before: readonly PodRow[], now: readonly PodRow[]): string[] {
  const known = new Map(before.map((row) => [row.uid, row]));
  const changed = now.filter((row) => {
    const was = known.get(row.uid);
    return was === undefined || howItIs(was) !== howItIs(row);
  });
  const gone = before.filter(({uid}) => !now.some((row) => row.uid === uid));
  return [
    ...changed.map(({pod, word, title, line, restarts, revision}) =>
      [
        `${revision === 'old' ? 'old pod' : 'pod'} ${pod}: ${word}`,
        ...(title === undefined ? [line] : []),
        ...(restarts === 0 ? [] : [plural(restarts, 'restart')]),
      ]
        .filter(Boolean)
        .join(', '),
    ),
    ...gone.map(({pod}) => `pod ${pod} is gone`),
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
