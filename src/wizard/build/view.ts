import {clock} from '../words.ts';
import {BUILD_STEPS, type Screen} from '../screen.ts';
import {liveBuildRows} from './keymap.ts';
import {buildPanelOf} from './panel.ts';
import {buildSceneOf} from './scene.ts';
import type {BuildState} from './state.ts';

const MOST_NOTICES = 2;

/** The state -> everything that can be seen. Pure; holds no secret. */
export function buildView(state: BuildState): Screen {
  const scene = buildSceneOf(state);
  const panel = buildPanelOf(scene);
  const verdict = scene.screen.verdict?.(state);
  const {step, run, job} = state;
  const stepNumber = BUILD_STEPS.indexOf(step) + 1;
  const busy = busyWord(state);
  return {
    step,
    stepNumber,
    stepCount: BUILD_STEPS.length,
    corner: run === undefined ? `step ${stepNumber} of ${BUILD_STEPS.length}` : clock(run.afterMs),
    summary: job.reference,
    question: scene.screen.question(state),
    status: scene.screen.status?.(state) ?? [],
    rows: scene.items.map(({row}) => row),
    focus: scene.focus,
    notices: [
      ...(state.said === undefined ? [] : [state.said]),
      // Why it failed says the same, and more.
      ...(step === 'builder' || run?.failure !== undefined ? [] : (run?.notices ?? [])),
    ].slice(0, MOST_NOTICES),
    ...(verdict === undefined ? {} : {verdict}),
    hints: liveBuildRows(scene).flatMap(({row, shown}) =>
      row.quiet?.(scene) ? [] : [{keys: shown, label: row.label}],
    ),
    ...(panel === undefined ? {} : {panel}),
    ...(busy === undefined ? {} : {busy}),
  };
}

function busyWord({leaving, step, found, run}: BuildState): string | undefined {
  if (leaving !== undefined) return 'Writing…';
  if (step === 'builder') return found === undefined ? 'Looking…' : undefined;
  if (run === undefined || run.ended !== undefined) return undefined;
  return run.kind === 'push' ? 'Pushing…' : run.built === undefined ? 'Building…' : 'Asking the tools…';
}
