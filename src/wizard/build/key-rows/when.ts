import type {BuildOutcome} from '../../../domain/build-run/build-events.ts';
import {isFocusable} from '../../item.ts';
import type {BuildScene} from '../scene.ts';
import {isGoing} from '../state.ts';

/** Conditions of key rows: which step is open, how the run stands. */
export const always = () => true;
export const inPanel = ({state}: BuildScene) => state.panel !== undefined;
/** The rows take the keys; nobody waits for the files on the way out. */
export const atRows = (scene: BuildScene) => !inPanel(scene) && scene.state.leaving === undefined;
export const rowsMove = (scene: BuildScene) => atRows(scene) && scene.items.filter(isFocusable).length > 1;
export const changes = (scene: BuildScene) => atRows(scene) && scene.focused?.change !== undefined;
export const hasOutput = (scene: BuildScene) =>
  atRows(scene) && scene.state.step !== 'builder' && scene.state.run !== undefined;
export const runs = (scene: BuildScene) => atRows(scene) && isGoing(scene.state);

const at = (step: BuildScene['state']['step']) => (scene: BuildScene) =>
  atRows(scene) && scene.state.step === step;
const hasEnded =
  (...outcomes: readonly BuildOutcome[]) =>
  ({state}: BuildScene) =>
    state.run?.ended !== undefined && outcomes.includes(state.run.ended.outcome);

export const mayBuild = (scene: BuildScene) => at('builder')(scene) && scene.state.found?.ready !== undefined;
export const hasNoBuilder = (scene: BuildScene) =>
  at('builder')(scene) && scene.state.found !== undefined && scene.state.found.ready === undefined;
export const isBuilt = (scene: BuildScene) => at('build')(scene) && hasEnded('built')(scene);
export const mayPush = (scene: BuildScene) =>
  at('push')(scene) && scene.state.run?.kind !== 'push' && scene.state.build !== undefined;
export const isPushed = (scene: BuildScene) => at('push')(scene) && hasEnded('pushed')(scene);
export const mayDeploy = (scene: BuildScene) => isPushed(scene) && scene.state.job.deploys;
/** A run that did not do what it should. */
export const hasFailed = (scene: BuildScene) =>
  (at('build')(scene) || at('push')(scene)) && hasEnded('failed', 'refused', 'cancelled')(scene);
export const mayGoBack = (scene: BuildScene) => atRows(scene) && !isGoing(scene.state) && !isPushed(scene);
