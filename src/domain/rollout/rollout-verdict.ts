import {describeMs} from './describe-ms.ts';
import {OUR_MANAGER} from './rollout-phase.ts';
import {TOO_STALE_MS} from './streams.ts';
import type {Finding, OldRevision, RolloutCounts, RolloutPhase, VerdictWord} from './types.ts';

/** All that the verdict follows from. */
export interface VerdictBasis {
  readonly phase: RolloutPhase;
  readonly name: string;
  /** Command that ends a pause. */
  readonly resume: string;
  readonly revision: string;
  readonly counts: RolloutCounts;
  readonly oldRevision?: OldRevision;
  readonly deadlineSeconds?: number;
  readonly image: string;
  readonly actor?: string;
  /** Every stream that is needed is live; else for how long the worst is silent. */
  readonly live: boolean;
  readonly silentForMs: number;
  readonly mayReadDeployment: boolean;
  /** Nothing can be saved, and that for long enough. */
  readonly doomed: boolean;
  readonly worst?: Finding;
  /** On how many pods the worst is. */
  readonly worstPods: number;
}

interface Verdict {
  readonly word: VerdictWord;
  readonly sentence: string;
}

const pods = (count: number) => (count === 1 ? '1 pod' : `${count} pods`);

function serving({oldRevision: old}: VerdictBasis): string {
  return old === undefined
    ? ''
    : ` Revision ${old.revision} still serves ${old.available} of ${old.desired}.`;
}

function trouble({worst, worstPods}: VerdictBasis): string {
  if (worst === undefined) return 'no pod can become ready';
  if (worst.pod === undefined) return worst.title;
  return worstPods > 1 ? `${worst.title} in ${pods(worstPods)}` : `${worst.title} in ${worst.pod}`;
}

const ANOTHER_RUN = `another run of ${OUR_MANAGER}`;
const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Facts about the object itself, which silence cannot undo. */
function identityVerdict({phase, name, actor, image}: VerdictBasis): Verdict | undefined {
  if (phase === 'deleted') {
    return {word: phase, sentence: `The Deployment ${name} was deleted. Apply again to have it back.`};
  }
  if (phase === 'replaced') {
    const by = actor === undefined ? '' : ` (by ${actor === OUR_MANAGER ? ANOTHER_RUN : actor})`;
    const sentence = `Another Deployment ${name}${by} has taken the place of ours. Apply again to change that one.`;
    return {word: phase, sentence};
  }
  if (phase !== 'superseded') return undefined;
  const known = actor === undefined ? 'Another actor' : `Another actor (${actor})`;
  const who = actor === OUR_MANAGER ? sentenceCase(ANOTHER_RUN) : known;
  return {
    word: phase,
    sentence: `${who} changed ${name} after us; its image is now ${image || 'not known'}.`,
  };
}

function unknownVerdict({mayReadDeployment, silentForMs, live, phase}: VerdictBasis): Verdict | undefined {
  if (!mayReadDeployment) {
    return {
      word: 'unknown',
      sentence: 'The Deployment may not be read. Ask for get, list and watch on deployments.',
    };
  }
  if (silentForMs > TOO_STALE_MS) {
    return {
      word: 'unknown',
      sentence: `No word from the cluster for ${describeMs(silentForMs)}. The rollout goes on there; wait, or check the connection.`,
    };
  }
  return phase === 'complete' && !live
    ? {word: 'unknown', sentence: 'Complete when last heard of. Waiting for the cluster to confirm it.'}
    : undefined;
}

function progressSentence({phase, counts: {desired, available, old}}: VerdictBasis): string {
  if (phase === 'waiting-read') return 'Waiting for the cluster to show what was applied.';
  if (phase === 'unobserved') return 'Waiting for the cluster to take up the change.';
  if (available < desired) return `${available} of ${desired} new pods are available.`;
  return old > 0
    ? `All new pods are available; ${pods(old)} of earlier revisions to go.`
    : 'All new pods are available; waiting for the Deployment to say so.';
}

/** The verdict in one word and one sentence or two. Nothing good and nothing final is said from old data. */
export function rolloutVerdict(basis: VerdictBasis): Verdict {
  const {phase, name, resume, revision, counts, worst, doomed, live, deadlineSeconds} = basis;
  const first = identityVerdict(basis) ?? unknownVerdict(basis);
  if (first !== undefined) return first;
  if (phase === 'complete') {
    const sentence =
      counts.desired === 0
        ? 'Scaled to 0: complete, and nothing was started.'
        : `Complete: ${name} serves revision ${revision || 'not known'}.`;
    return {word: phase, sentence};
  }
  if (phase === 'paused') {
    const sentence = `Paused: nothing moves until ${resume}.${serving(basis)}`;
    return {word: phase, sentence};
  }
  if (phase === 'failed') {
    const within =
      deadlineSeconds === undefined ? 'within its deadline' : `within ${describeMs(deadlineSeconds * 1000)}`;
    const why = worst === undefined ? '' : ` Likely cause: ${trouble(basis)}.`;
    return {word: phase, sentence: `Failed: no progress ${within}.${why}${serving(basis)}`};
  }
  if (doomed && live) {
    return {word: 'doomed', sentence: `Cannot succeed as it is: ${trouble(basis)}.${serving(basis)}`};
  }
  if (worst !== undefined && (worst.severity === 'F' || worst.severity === 'L')) {
    return {word: 'at-risk', sentence: `At risk: ${trouble(basis)}.`};
  }
  return {word: 'progressing', sentence: progressSentence(basis)};
}
