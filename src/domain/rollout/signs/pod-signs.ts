import type {EventFacts} from '../facts/event-facts.ts';
import type {PodFacts} from '../facts/pod-facts.ts';
import type {Sign} from '../finding-row.ts';
import {latestEvent} from './relevant-events.ts';

/** Reasons of pods that a node or the cluster gave up, not the pod's own doing. Source: kubelet, scheduler. */
const GIVEN_UP =
  /^(?:Evicted|Preempting|Preempted|NodeLost|Shutdown|NodeShutdown|Terminated|NodeAffinity|OutOf.*|UnexpectedAdmissionError)$/;

/** `0/2 nodes are available: 2 node(s) didn't …, 1 Insufficient cpu. preemption: …`: the part in between. */
const BEFORE_REASONS = 'nodes are available:';
const AFTER_REASONS = /preemption:|no new claims to deallocate/;
const NOT_MATCHING =
  /didn't match Pod's node (?:affinity|selector)|untolerated taint|had taints? .*that the pod didn't tolerate/;
/** Taints that nodes get and lose by themselves. */
const PASSING_TAINT = /node\.kubernetes\.io\/|node\.cloudprovider\.kubernetes\.io\//;

const nodeReasons = (message: string): readonly string[] =>
  (message.split(BEFORE_REASONS)[1] ?? '')
    .split(AFTER_REASONS, 1)
    .flatMap((reasons) => reasons.split(/, ?(?=\d+ )/))
    .map((reason) => reason.trim().replace(/\.$/, ''))
    .filter(Boolean);

const SCALING = ['TriggeredScaleUp', 'NotTriggerScaleUp'];

/** Whether every node is ruled out by what the manifest says about nodes. */
const isOnlyMismatch = (reasons: readonly string[]): boolean =>
  reasons.length > 0 && reasons.every((reason) => NOT_MATCHING.test(reason) && !PASSING_TAINT.test(reason));

/** A pod without a node. */
export function unscheduledSign(pod: PodFacts, events: readonly EventFacts[]): Sign | undefined {
  if (pod.unscheduled === undefined || pod.unscheduled.reason === '') return undefined;
  const {reason, message} = pod.unscheduled;
  const scaling = latestEvent(events, ({reason}) => SCALING.includes(reason));
  const reasons = nodeReasons(message);
  const mismatch = isOnlyMismatch(reasons);
  const scalingUp = scaling?.reason === 'TriggeredScaleUp';
  return {
    signal: 'unscheduled',
    reason: reason !== 'Unschedulable' ? reason : scalingUp ? 'scaling-up' : mismatch ? 'no-match' : reason,
    text: message || reason,
    count: 1,
    restarts: 0,
    firm: mismatch || scaling?.reason === 'NotTriggerScaleUp',
    words: {why: reasons.join(', ') || 'the scheduler gives no reason'},
  };
}

/** Whether a node or the cluster gave the pod up. */
export const isGivenUp = ({disrupted, phase, reason}: PodFacts): boolean =>
  disrupted || (phase === 'Failed' && GIVEN_UP.test(reason));

/** A pod that has failed as a whole. */
export function podFailedSign(pod: PodFacts): Sign | undefined {
  if (pod.phase !== 'Failed') return undefined;
  const disrupted = isGivenUp(pod);
  return {
    signal: 'pod-failed',
    reason: disrupted ? 'disrupted' : pod.reason,
    text: [pod.reason, pod.message].filter(Boolean).join(': ') || 'phase Failed',
    count: 1,
    restarts: pod.restarts,
    words: {why: pod.reason || 'no reason given'},
  };
}
