import {isFocusable} from '../../item.ts';
import {isGoing} from '../leave.ts';
import {nameToType} from '../screens/preflight.ts';
import type {DeployScene} from '../scene.ts';
import {isHopeless} from '../verdict.ts';

/** Conditions of key rows: what is open, what is asked, how the run stands. */
export const always = () => true;
export const inPanel = ({state}: DeployScene) => state.panel !== undefined;
export const atRows = (scene: DeployScene) => !inPanel(scene);
export const isTyping = ({isTyping}: DeployScene) => isTyping;
export const rowsMove = (scene: DeployScene) => atRows(scene) && scene.items.filter(isFocusable).length > 1;
/** The rows of one of these places take the keys. */
export const at =
  (...places: readonly string[]) =>
  (scene: DeployScene) =>
    atRows(scene) && places.includes(scene.place);
export const onTarget = (scene: DeployScene) =>
  at('target', 'scenario')(scene) && scene.focused?.choice !== undefined;
/** The wizard was before this, and opens again. */
export const mayReview = (scene: DeployScene) => at('target')(scene) && scene.state.job.hasReview === true;
export const mustType = (scene: DeployScene) => at('confirm')(scene) && nameToType(scene.state) !== undefined;
export const mayPressYes = (scene: DeployScene) => at('confirm')(scene) && !mustType(scene);
export const hasChanges = (scene: DeployScene) =>
  atRows(scene) &&
  (scene.state.run?.changes.length ?? 0) > 0 &&
  at('preflight', 'confirm', 'take-over')(scene);
const isLeaving = ({state}: DeployScene) => state.run?.leaving !== undefined;
export const hasEnded = (scene: DeployScene) => atRows(scene) && scene.state.run?.ended !== undefined;
/** The apply has not begun, or is over; nothing is asked; nobody is leaving. */
export const isWatching = (scene: DeployScene) => {
  const {run} = scene.state;
  return (
    at('rollout')(scene) &&
    isGoing(scene.state) &&
    !isLeaving(scene) &&
    run?.kind !== 'undo' &&
    (run?.applying === undefined || run.counts !== undefined)
  );
};
/** It is complete, and only restarts are looked out for. */
export const isSettling = (scene: DeployScene) =>
  isWatching(scene) && scene.state.run?.settlingMs !== undefined && scene.state.run.isComplete === true;
/** It serves: what runs can be asked. */
export const isComplete = (scene: DeployScene) =>
  isSettling(scene) ||
  (at('rollout')(scene) &&
    scene.state.run?.kind !== 'undo' &&
    scene.state.run?.ended?.result.outcome === 'complete');
/** The three ways are offered: nothing gets better by itself. */
export const mayWatchOn = (scene: DeployScene) =>
  isWatching(scene) && isHopeless(scene.state) && !scene.state.watchOn;
const WATCHABLE: readonly (string | undefined)[] = [
  'doomed',
  'failed',
  'timeout',
  'lost',
  'superseded',
  'paused',
  'partial',
];
/** The watch has ended, and may be begun again. */
export const mayWatchAgain = (scene: DeployScene) =>
  at('rollout')(scene) && WATCHABLE.includes(scene.state.run?.ended?.result.outcome);
const UNTOUCHED: readonly (string | undefined)[] = ['undone', 'not-applied'];
/** There is something to take back: from this run, or from the run that is watched. */
export const mayUndo = (scene: DeployScene) => {
  const {run} = scene.state;
  return (
    isWatching(scene) ||
    (at('rollout')(scene) &&
      run?.ended !== undefined &&
      (run.kind !== 'undo' || run.ended.result.outcome !== 'undone') &&
      !UNTOUCHED.includes(run.ended.result.outcome))
  );
};
export const mayTryAgain = (scene: DeployScene) =>
  (at('preflight')(scene) && scene.state.run?.ended !== undefined) ||
  (at('target')(scene) && scene.state.listFailure !== undefined) ||
  (at('rollout')(scene) && scene.state.run?.ended?.result.outcome === 'not-applied');
export const hasLog = (scene: DeployScene) => at('rollout')(scene) && scene.focused?.pod !== undefined;
export const hasStory = (scene: DeployScene) => at('rollout')(scene) && scene.state.journal.length > 0;
