import {describeMs} from '../rollout/describe-ms.ts';
import type {Registration, RolloutView} from '../rollout/types.ts';
import {adviceAtEnd, reasonSoFar} from './advice-at-end.ts';
import type {DeployOutcome, ObjectCounts} from './events.ts';
import {runAdvice, type RunCommand} from './run-advice.ts';

/** What the last line follows from. */
export interface Conclusion {
  readonly outcome: DeployOutcome;
  /** Name of the Deployment. */
  readonly name?: string;
  readonly practice: boolean;
  /** Of the run record; without one nobody can come back to it. */
  readonly run?: string;
  /** What may be done about that run, in the place of what is usual after this outcome. */
  readonly commands?: readonly RunCommand[];
  readonly view?: RolloutView;
  readonly objects?: ObjectCounts;
  readonly afterMs: number;
  readonly autoUpgrade?: 'off' | 'on';
  /** Why, in one sentence, where the outcome alone does not say. */
  readonly reason?: string;
  readonly next?: readonly string[];
}

/** What a person may want to do now, if the run can be come back to; what fits best stands last. */
const NEXT: Readonly<Partial<Record<DeployOutcome, readonly RunCommand[]>>> = {
  partial: ['undo'],
  doomed: ['watch', 'undo'],
  failed: ['watch', 'undo'],
  timeout: ['undo', 'watch'],
  lost: ['watch'],
  paused: ['watch'],
  detached: ['watch'],
};

/** `2 created, 1 changed, 8 unchanged`; what did not happen is left out. */
export const countedObjects = (counts: ObjectCounts): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ') || 'nothing';

/** The last line of a run, what to do next, and which of that is the step that belongs behind the last line. */
export function conclude(facts: Conclusion): {sentence: string; next: readonly string[]; step?: string} {
  const {outcome, run, view, next = view === undefined ? [] : adviceAtEnd(outcome, view)} = facts;
  const commands = run === undefined ? [] : (facts.commands ?? NEXT[outcome] ?? []);
  const advice = commands.map((command) => runAdvice(command, run ?? ''));
  const step = advice.at(-1);
  return {
    sentence: sentenceOf(facts),
    next: [...next, ...advice],
    ...(step === undefined ? {} : {step}),
  };
}

function sentenceOf(facts: Conclusion): string {
  const {outcome, name, view, objects, afterMs, reason, practice} = facts;
  const rollout = name === undefined ? 'The rollout' : `The rollout of ${name}`;
  const because = reason === undefined ? '' : ` ${reason}`;
  switch (outcome) {
    case 'complete':
      return view === undefined
        ? `Applied: ${objects === undefined ? 'nothing' : countedObjects(objects)}. There is no Deployment to watch.`
        : completeSentence(facts, view);
    case 'checked':
      return 'Nothing was changed. This was a dry run; every check has passed.';
    case 'refused':
      return `Nothing was changed.${because}`;
    case 'declined':
      return `Nothing was changed: nobody agreed.${because}`;
    case 'cancelled':
      return `Nothing was changed: ${reason ?? 'you left before the apply.'}`;
    case 'not-applied':
      return `The apply failed, and nothing was changed.${because}`;
    case 'partial':
      return `Applied in part: ${objects === undefined ? 'not known what' : countedObjects(objects)}.${because}`;
    case 'timeout':
      return (
        reason ??
        `Not complete after ${describeMs(afterMs)}; the watch is over, ${practice ? 'and the practice cluster with it' : 'the rollout goes on'}. ${view?.verdict.sentence ?? ''}`.trim()
      );
    case 'lost':
      return reason ?? lostSentence(facts, rollout);
    case 'detached':
      if (practice)
        return `You left; the practice cluster ended with the program, and the rollout with it.${reasonSoFar(view)}`;
      return reason ?? `${rollout} goes on in the cluster; nobody watches it now.${reasonSoFar(view)}`;
    case 'not-undone':
      return `Nothing could be taken back: ${reason ?? 'see above.'}`;
    case 'undone':
      return `Taken back: ${reason ?? 'all of it.'}`;
    case 'undone-in-part':
      return `Taken back in part: ${reason ?? 'see above.'}`;
    case 'progressing':
    case 'doomed':
    case 'failed':
    case 'deleted':
    case 'replaced':
    case 'superseded':
    case 'paused':
      return reason ?? view?.verdict.sentence ?? `${rollout}: ${outcome}.`;
  }
}

function lostSentence({view, practice}: Conclusion, rollout: string): string {
  if (view?.verdict.word === 'unknown') return view.verdict.sentence;
  if (practice) return 'Contact with the practice cluster was lost.';
  return `Contact with the cluster was lost. ${rollout} goes on there; how it ends is not known.`;
}

/** `Complete: custom-del serves revision 12, registered with Harness, auto-upgrade is off.` */
function completeSentence({autoUpgrade}: Conclusion, {verdict, registration}: RolloutView): string {
  const base = verdict.word === 'complete' ? verdict.sentence.replace(/\.$/, '') : 'Complete';
  const upgrade = autoUpgrade === undefined ? '' : `, auto-upgrade is ${autoUpgrade}`;
  return `${base}${registrationWords(registration)}${upgrade}.`;
}

const registrationWords = ({state, reason = ''}: Registration): string => {
  if (state === 'registered') return ', registered with Harness';
  return state === 'failed' ? `, but not registered with Harness: ${reason.replace(/\.$/, '')}` : '';
};
