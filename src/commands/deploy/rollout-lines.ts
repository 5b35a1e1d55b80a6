import {describeMs} from '../../domain/rollout/describe-ms.ts';
import type {Finding, FindingSeverity, PodRow, RolloutView, StreamKind} from '../../domain/rollout/types.ts';

/** Label and text of a line of the log; lines without a label belong to the one before. */
export type LogLine = readonly [label: string, text: string];

/** Ages and forecasts are told that often, at most. */
const STILL_EVERY_MS = 30_000;
/** A stream that goes on within this time is nothing to speak of. */
const STALE_MS = 5000;



const RANK: Readonly<Record<FindingSeverity, number>> = {W: 1, T: 2, L: 3, F: 4};

/** Turns one view after another into lines: one for each thing that is new, and nothing twice. */
export function rolloutLines(): (view: RolloutView, afterMs: number) => readonly LogLine[] {
  const told = new Set<string>();
  const findings = new Map<string, number>();
  const silent = new Set<StreamKind>();
  let sentence = '';
  let word = '';
  let lastMs = 0;

  const once = (key: string): boolean => !told.has(key) && Boolean(told.add(key));
  const news = (finding: Finding): boolean => {
    const rank = RANK[finding.severity];
    const known = findings.get(finding.key) ?? 0;
    // From a guess to a likely reason to a certain one; the first steps look the same to a reader.
    if (known > 0 && (rank <= known || rank < RANK.L)) return false;
    findings.set(finding.key, rank);
    return once(`${finding.code}/${finding.pod ?? ''}/${finding.container ?? ''}/${rank}/${finding.cause}`);
  };

  function streamLines({streams}: RolloutView): LogLine[] {
    return (Object.keys(streams) as StreamKind[]).flatMap((kind): LogLine[] => {
      const {state, forMs, reason} = streams[kind];
      const isSilent = state === 'stale' || state === 'auth';
      if (isSilent && forMs >= STALE_MS && !silent.has(kind)) {
        silent.add(kind);
        return [['Line', `no word about ${kind} for ${describeMs(forMs)}. ${reason}`.trim()]];
      }
      if (state !== 'live' || !silent.delete(kind)) return [];
      return [['Line', `word about ${kind} again`]];
    });
  }

  return (view, afterMs) => {
    const lines: LogLine[] = streamLines(view);
    if (view.sentence !== sentence) {
      ({sentence} = view);
      if (view.phase !== 'complete' || once('complete')) lines.push(['Rollout', sentence]);
    }
    for (const row of view.rows) {
      if (told.size < MAX_TOLD && podKey(row) !== undefined && once(podKey(row) ?? ''))
        lines.push(['Pod', podText(row)]);
    }
    for (const finding of view.findings) if (news(finding)) lines.push(...findingLines(finding));
    for (const note of view.notes) if (once(`note/${note}`)) lines.push(['Note', note]);
    if (view.verdict.word !== word) {
      ({word} = view.verdict);
      if (word !== 'progressing') lines.push(['Verdict', view.verdict.sentence]);
    }
    if (lines.length > 0) lastMs = afterMs;
    else if (afterMs - lastMs >= STILL_EVERY_MS) {
      lastMs = afterMs;
      lines.push(['Still', stillText(view)]);
    }
    return lines;
  };
}

/** A long watch of many pods must not fill the memory. */
const MAX_TOLD = 10_000;

function podKey({uid, word, revision, ready}: PodRow): string | undefined {
  if (revision === 'old' && word === 'Running') return undefined;
  return `pod/${uid}/${word}/${String(ready)}`;
}

const podText = ({pod, word, ready, revision, restarts}: PodRow): string =>
  [
    pod,
    word === 'Running' && ready ? 'Running, ready' : word,
    ...(restarts > 0 ? [`(${restarts} restart${restarts === 1 ? '' : 's'})`] : []),
    ...(revision === 'old' ? ['(revision before)'] : []),
  ].join(' ');

function findingLines({severity, title, cause, next, pod, evidence}: Finding): LogLine[] {
  const label = severity === 'F' || severity === 'L' ? 'Problem' : 'Notice';
  const where = pod === undefined ? '' : `${pod}: `;
  return [
    [label, `${where}${title}. ${cause}`],
    ...(evidence === '' || cause.includes(evidence) ? [] : [['', evidence] as const]),
    ...(next === '' ? [] : [['', next] as const]),
  ];
}

/** What is being waited for. */
function stillText({sentence, eta, verdict, counts}: RolloutView): string {
  const {pullingForMs, startupProbe, availableInMs, oldTerminatingUpToMs} = eta;
  const parts = [
    ...(pullingForMs === undefined ? [] : [`pulling the image for ${describeMs(pullingForMs)}`]),
    ...(startupProbe === undefined ? [] : [`startup probe ${startupProbe.attempt} of ${startupProbe.of}`]),
    ...(availableInMs === undefined ? [] : [`available in ${describeMs(availableInMs)}`]),
    ...(oldTerminatingUpToMs === undefined
      ? []
      : [`old pods end within ${describeMs(oldTerminatingUpToMs)}`]),
  ];
  if (verdict.word === 'complete') return `complete, ${counts.available} of ${counts.desired} available`;
  return parts.length > 0 ? parts.join(', ') : sentence;
}
