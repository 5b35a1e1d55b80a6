import {DEPLOY_STEPS, type Screen} from '../screen.ts';
import {liveDeployRows} from './keymap.ts';
import {deployPanelOf} from './panel.ts';
import {deploySceneOf, type DeployScene} from './scene.ts';
import type {DeployState} from './state.ts';
import {clock} from '../words.ts';
import {whereText} from './words.ts';

const MOST_NOTICES = 2;

/** The state -> everything that can be seen. Pure; holds no secret. */
export function deployView(state: DeployState): Screen {
  const scene = deploySceneOf(state);
  const panel = deployPanelOf(scene);
  const verdict = scene.screen.verdict?.(state);
  const busy = busyWord(scene);
  return {
    step: state.step,
    stepNumber: DEPLOY_STEPS.indexOf(state.step) + 1,
    stepCount: DEPLOY_STEPS.length,
    corner: cornerOf(state),
    summary: whereText(state),
    question: scene.screen.question(state),
    status: scene.screen.status?.(state) ?? [],
    rows: scene.items.map(({row}) => row),
    focus: scene.focus,
    notices: [
      ...(state.said === undefined ? [] : [state.said]),
      ...(state.step === 'rollout' ? (state.run?.notices ?? []) : []),
    ].slice(0, MOST_NOTICES),
    ...(verdict === undefined ? {} : {verdict}),
    hints: liveDeployRows(scene).flatMap(({row, shown}) =>
      row.quiet?.(scene) ? [] : [{keys: shown, label: row.label}],
    ),
    ...(panel === undefined ? {} : {panel}),
    ...(busy === undefined ? {} : {busy}),
  };
}

/** The step, or how long the rollout goes on already. */
function cornerOf({step, run}: DeployState): string {
  const number = `step ${DEPLOY_STEPS.indexOf(step) + 1} of ${DEPLOY_STEPS.length}`;
  return step === 'rollout' && run?.view !== undefined ? clock(run.afterMs) : number;
}

function busyWord({state, place}: DeployScene): string | undefined {
  if (place === 'target' && state.contexts === undefined && state.listFailure === undefined)
    return 'Asking kubectl…';
  if (place === 'preflight' && state.run?.ended === undefined) return 'Looking…';
  return undefined;
}
