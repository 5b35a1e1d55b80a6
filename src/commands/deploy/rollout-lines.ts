import {SILENT_AFTER_MS, silenceText, silentKinds} from '../../domain/rollout/silence.ts';
import type {Finding, PodRow, RolloutView} from '../../domain/rollout/types.ts';
import {waitWords} from '../../domain/rollout/wait-words.ts';
import {toldBefore} from './told-before.ts';

/** Label and text of a line of the log; lines without a label belong to the one before. */
export type LogLine = readonly [label: string, text: string];

/** A line that breaks again and again is told that often, at most. */
const LINE_EVERY_MS = 60_000;
/** Ages and forecasts are told that often, at most. */
const STILL_EVERY_MS = 30_000;

/** Turns one view after another into lines: one for each thing that is new, and nothing twice. */
export function rolloutLines(): (view: RolloutView, afterMs: number) => readonly LogLine[] {
  const once = toldBefore(MAX_TOLD);
  const lineNews = streamNews();
  let sentence = '';
  let word = '';
  let unknownSinceMs: number | undefined;
  let lastMs = 0;

  function verdictLines({verdict}: RolloutView, afterMs: number): LogLine[] {
    unknownSinceMs = verdict.word === 'unknown' ? (unknownSinceMs ?? afterMs) : undefined;
    // Between two watches a moment passes in which nothing is sure.
    if (unknownSinceMs !== undefined && afterMs - unknownSinceMs < SILENT_AFTER_MS) return [];
    if (verdict.word === word) return [];
    ({word} = verdict);
    return word === 'progressing' ? [] : [['Verdict', verdict.sentence]];
  }

  return (view, afterMs) => {
    const lines: LogLine[] = [...lineNews(view, afterMs)];
    if (view.sentence !== sentence && (view.phase !== 'complete' || once('complete'))) {
      ({sentence} = view);
      lines.push(['Rollout', sentence]);
    }
    for (const row of view.rows) {
      const key = podKey(row);
      if (key !== undefined && once(key)) lines.push(['Pod', podText(row)]);
    }
    for (const finding of view.findings) {
      const isNew = once(`finding/${finding.key}`);
      if (once(`cause/${finding.code}/${finding.pod ?? ''}/${finding.container ?? ''}/${finding.cause}`))
        lines.push(...findingLines(finding, isNew));
    }
    for (const note of view.notes) if (once(`note/${note}`)) lines.push(['Note', note]);
    lines.push(...verdictLines(view, afterMs));
    if (lines.length > 0) lastMs = afterMs;
    else if (afterMs - lastMs >= STILL_EVERY_MS) {
      lastMs = afterMs;
      lines.push(['Still', stillText(view)]);
    }
    return lines;
  };
}

/** Tells when the cluster falls silent and when it is heard again; not over and over. */
function streamNews(): (view: RolloutView, afterMs: number) => readonly LogLine[] {
  let isSilent = false;
  let toldMs = Number.NEGATIVE_INFINITY;
  return (view, afterMs) => {
    const text = silenceText(view);
    if (text !== undefined && !isSilent && afterMs - toldMs >= LINE_EVERY_MS) {
      isSilent = true;
      toldMs = afterMs;
      return [['Line', text]];
    }
    if (!isSilent || silentKinds(view).length > 0) return [];
    isSilent = false;
    return [['Line', 'the cluster is heard again']];
  };
}

/** Far more than a rollout of many pods has at one time. */
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

/** A finding that is known already has only grown worse: its first line says how. */
function findingLines({severity, title, cause, next, pod, evidence}: Finding, isNew: boolean): LogLine[] {
  const label = severity === 'F' || severity === 'L' ? 'Problem' : 'Notice';
  const where = pod === undefined ? '' : `${pod}: `;
  const first: LogLine = [label, `${where}${title}. ${cause}`];
  if (!isNew) return [first];
  return [
    first,
    ...(evidence === '' || cause.includes(evidence) ? [] : [['', evidence] as const]),
    ...(next === '' ? [] : [['', next] as const]),
  ];
}

/** What is being waited for. */
function stillText({sentence, eta, verdict, counts}: RolloutView): string {
  const parts = waitWords(eta);
  if (verdict.word === 'complete') return `complete, ${counts.available} of ${counts.desired} available`;
  return parts.length > 0 ? parts.join(', ') : sentence;
}
