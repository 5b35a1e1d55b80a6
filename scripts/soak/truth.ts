import {
  conditionOf,
  isPodReady,
  type Deployment,
  type Pod,
} from '../../src/practice/controllers/workloads.ts';
import type {RolloutView, VerdictWord} from '../../src/domain/rollout/types.ts';

export interface Counts {
  readonly desired: number;
  readonly updated: number;
  readonly ready: number;
  readonly available: number;
}

export interface PodTruth {
  readonly name: string;
  readonly ready: boolean;
  readonly restarts: number;
}

/** How a Deployment stands, read off the objects themselves and not with the program's own rules. */
export interface Truth {
  readonly counts: Counts;
  readonly pods: readonly PodTruth[];
  /** Verdicts that are right; none while the controllers have not caught up. */
  readonly words: readonly VerdictWord[];
}

/** What the program shows of it. A screen has no room for pods. */
export interface Shown {
  readonly word: VerdictWord | undefined;
  readonly counts: Counts | undefined;
  readonly pods?: readonly PodTruth[];
}

const OPEN: readonly VerdictWord[] = ['progressing', 'at-risk', 'doomed'];

function wordsOf({spec, status, metadata}: Deployment, counts: Counts): readonly VerdictWord[] {
  if (status?.observedGeneration !== metadata.generation) return [];
  if (spec.paused === true) return ['paused'];
  const {desired, updated, available} = counts;
  if (updated === desired && available === desired && (status?.replicas ?? 0) === desired)
    return ['complete'];
  return conditionOf(status, 'Progressing')?.status === 'False' ? ['failed'] : OPEN;
}

export function truthOf(deployment: Deployment | undefined, pods: readonly Pod[]): Truth {
  if (deployment === undefined)
    return {counts: {desired: 0, updated: 0, ready: 0, available: 0}, pods: [], words: ['deleted']};
  const {status = {}, spec} = deployment;
  const counts = {
    desired: spec.replicas,
    updated: status.updatedReplicas ?? 0,
    ready: status.readyReplicas ?? 0,
    available: status.availableReplicas ?? 0,
  };
  const leaving = pods.some(({metadata}) => metadata.deletionTimestamp !== undefined);
  return {
    counts,
    words: leaving ? [] : wordsOf(deployment, counts),
    pods: pods
      .map((pod) => ({
        name: pod.metadata.name,
        ready: isPodReady(pod),
        restarts: (pod.status.containerStatuses ?? []).reduce((sum, one) => sum + one.restartCount, 0),
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

const text = (value: unknown): string => JSON.stringify(value);

/** What is not as it is in the cluster, one line each; nothing when all is right. */
export function differences({word, counts, pods}: Shown, truth: Truth): readonly string[] {
  const right = word !== undefined && truth.words.includes(word);
  return [
    ...(right ? [] : [`verdict ${word ?? 'none'} for ${truth.words.join(' or ') || 'unrest'}`]),
    ...(counts === undefined || text(counts) === text(truth.counts)
      ? []
      : [`counts ${text(counts)} for ${text(truth.counts)}`]),
    ...(pods === undefined || text(pods) === text(truth.pods)
      ? []
      : [`pods ${text(pods)} for ${text(truth.pods)}`]),
  ];
}

/** What a line of JSON about the rollout shows. */
export const shownInView = ({verdict, counts, rows}: RolloutView): Shown => {
  const {desired, updated, ready, available} = counts;
  return {
    word: verdict.word,
    counts: {desired, updated, ready, available},
    pods: rows
      .map(({pod, ready: isReady, restarts}) => ({name: pod, ready: isReady, restarts}))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
};

/** How sentences of verdicts begin. */
const SENTENCES: readonly (readonly [RegExp, VerdictWord])[] = [
  [/^Complete when last heard/, 'unknown'],
  [/^(?:Complete:|Scaled to 0:)/, 'complete'],
  [/^Cannot succeed as it is/, 'doomed'],
  [/^At risk:/, 'at-risk'],
  [/^Failed:/, 'failed'],
  [/^Paused:/, 'paused'],
  [/^No word from the cluster/, 'unknown'],
  [/^(?:\d+ of \d+ new pods|All new pods|Waiting for the cluster)/, 'progressing'],
  [/^(?:Another actor|The Deployment .* was deleted|Another Deployment)/, 'superseded'],
];

export const wordOfSentence = (sentence: string): VerdictWord | undefined =>
  SENTENCES.find(([begin]) => begin.test(sentence))?.[1];

const COUNTS = /ready (\d+) of (\d+) · available (\d+) of \d+ · updated (\d+) of \d+/;

/** What a screen of the rollout shows. */
export function shownOnScreen(lines: readonly string[]): Shown {
  const [, ready, desired, available, updated] = lines.map((line) => COUNTS.exec(line)).find(Boolean) ?? [];
  const words = lines.map((line) => wordOfSentence(line.replace(/^\s*[^\p{L}\d\s]\s+/u, '')));
  return {
    word: words.findLast((word) => word !== undefined),
    counts:
      desired === undefined
        ? undefined
        : {
            desired: Number(desired),
            updated: Number(updated),
            ready: Number(ready),
            available: Number(available),
          },
  };
}
