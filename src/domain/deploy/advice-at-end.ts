import type {Finding, RolloutView, VerdictWord} from '../rollout/types.ts';
import type {DeployOutcome} from './events.ts';

/** Verdicts that one finding is the reason of. */
const IN_TROUBLE: readonly VerdictWord[] = ['at-risk', 'doomed', 'failed'];

/** Ends whose reason is what was found by then. */
const WITH_REASON: readonly DeployOutcome[] = ['doomed', 'failed', 'timeout', 'lost', 'detached'];

const SWITCH_OFF =
  'Switch the upgrader off first, or it does the same again: set suspend: true in its CronJob, and turn automatic upgrades off in Harness. Then apply again to have your image back.';

/** Where nothing better is known. */
const USUAL: Readonly<Partial<Record<DeployOutcome, string>>> = {
  doomed: 'Look at the pods: kubectl describe pod tells why they do not become ready.',
  failed: 'Look at the pods: kubectl describe pod tells why they do not become ready.',
  deleted: 'Find out who deleted it, then apply again.',
  replaced: 'Find out who put the other one there, then apply again.',
  superseded: 'Find out who changed it, then apply again to have ours back.',
  paused: 'End the pause, then watch again.',
};

/** The finding that is the reason of the verdict; `undefined` when all was well, or nobody knows. */
function worstFinding({verdict, findings}: RolloutView): Finding | undefined {
  const [worst] = findings;
  const isReason = worst !== undefined && (worst.severity === 'F' || worst.severity === 'L');
  return isReason && IN_TROUBLE.includes(verdict.word) ? worst : undefined;
}

/** A name of the upgrader among field managers, or Harness's own image in the place of ours. */
const BY_UPGRADER = /upgrader/i;
const HARNESS_IMAGE = /(?:^|[\s/])harness\/delegate(?:-[a-z]+)*[:@]/i;

/** What to do after an end, by what was seen of the rollout; one line each. */
export function adviceAtEnd(outcome: DeployOutcome, view: RolloutView): readonly string[] {
  const worst = WITH_REASON.includes(outcome) ? worstFinding(view) : undefined;
  if (worst !== undefined && worst.next !== '') return [worst.next];
  const {actor = '', verdict} = view;
  if (outcome === 'superseded' && (BY_UPGRADER.test(actor) || HARNESS_IMAGE.test(verdict.sentence)))
    return [SWITCH_OFF];
  const usual = USUAL[outcome];
  return usual === undefined ? [] : [usual];
}

/** What was found by the time at which somebody left, to go behind the last sentence. */
export function reasonSoFar(view: RolloutView | undefined): string {
  const worst = view === undefined ? undefined : worstFinding(view);
  return view === undefined || worst === undefined ? '' : ` ${view.verdict.sentence} ${worst.cause}`;
}
