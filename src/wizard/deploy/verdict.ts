import type {DeployOutcome} from '../../domain/deploy/events.ts';
import {describeMs} from '../../domain/rollout/describe-ms.ts';
import type {VerdictWord} from '../../domain/rollout/types.ts';
import type {Tone, Verdict} from '../screen.ts';
import type {DeployState, Run} from './state.ts';
import {deploymentName} from './words.ts';

const WORD_TONES: Readonly<Record<VerdictWord, Tone>> = {
  complete: 'ok',
  progressing: 'notice',
  'at-risk': 'warning',
  doomed: 'error',
  failed: 'error',
  paused: 'warning',
  deleted: 'error',
  replaced: 'warning',
  superseded: 'warning',
  unknown: 'warning',
};

const OUTCOME_TONES: Readonly<Record<DeployOutcome, Tone>> = {
  complete: 'ok',
  progressing: 'notice',
  checked: 'ok',
  refused: 'error',
  declined: 'notice',
  'not-applied': 'error',
  partial: 'error',
  doomed: 'error',
  failed: 'error',
  timeout: 'warning',
  lost: 'warning',
  deleted: 'error',
  replaced: 'warning',
  superseded: 'warning',
  paused: 'warning',
  undone: 'ok',
  'undone-in-part': 'warning',
  'not-undone': 'error',
  detached: 'notice',
  cancelled: 'notice',
};

/** Verdicts that leave the person a choice: keep watching, undo, or leave. */
const HOPELESS: readonly VerdictWord[] = ['doomed', 'failed'];
export const isHopeless = ({run}: DeployState): boolean =>
  run?.view !== undefined && HOPELESS.includes(run.view.verdict.word);

/** Here keys do what those commands do; they stand in the report. */
const isNoCommand = (line: string): boolean => !line.includes('npx delegate-tui ');

/** The one sentence at the foot of the rollout: how it ended, or how it stands. */
export function rolloutVerdict(state: DeployState): Verdict | undefined {
  const {run} = state;
  if (run === undefined) return undefined;
  if (run.ended !== undefined) {
    const {outcome, sentence, next} = run.ended.result;
    return {tone: OUTCOME_TONES[outcome], text: [sentence, ...next.filter(isNoCommand)].join(' ')};
  }
  if (run.leaving === 'undo') return {tone: 'notice', text: 'Leaving the watch, to undo.'};
  if (run.leaving === 'done') return {tone: 'ok', text: run.view?.verdict.sentence ?? ''};
  if (run.leaving !== undefined) return {tone: 'notice', text: leavingText(run)};
  if (run.view !== undefined) return viewVerdict(state);
  if (run.kind === 'undo') return {tone: 'notice', text: `Taking back what was applied.`};
  if (run.kind === 'watch') return {tone: 'notice', text: 'Looking at the cluster.'};
  const text =
    run.counts === undefined
      ? 'Applying. Leaving now would not stop it.'
      : `Applied. Waiting for the first word about ${deploymentName(state)}.`;
  return {tone: 'notice', text};
}

const leavingText = ({practice}: Run): string =>
  practice === undefined
    ? 'Leaving. The rollout goes on in the cluster.'
    : 'Leaving. The practice cluster ends here, and the rollout with it.';

function viewVerdict({run}: DeployState): Verdict | undefined {
  if (run?.view === undefined) return undefined;
  const {word, sentence} = run.view.verdict;
  const left = run.settlingMs === undefined ? undefined : run.settlingMs - run.afterMs;
  const settling =
    word === 'complete' && left !== undefined && left > 0
      ? ` Looking out for restarts for ${describeMs(left)}.`
      : '';
  return {tone: WORD_TONES[word], text: `${sentence}${settling}`};
}
