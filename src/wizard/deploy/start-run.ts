import type {Chosen, DeployState, DeployStep, Run, RunKind} from './state.ts';

/** Starts the engine once more. News of runs before is not heard any more. */
export function startRun(before: DeployState, kind: RunKind, chosen: Chosen): DeployStep {
  const {asking: _asking, said: _said, panel: _panel, run: old, ...state} = before;
  const id = state.runs + 1;
  const record = kind === 'deploy' ? undefined : (old?.record ?? state.job.record);
  const run: Run = {
    id,
    kind,
    name: old?.name ?? state.job.name,
    ...(old?.target === undefined || kind === 'deploy' ? {} : {target: old.target}),
    ...(old?.practice === undefined || kind === 'deploy' ? {} : {practice: old.practice}),
    ...(record === undefined ? {} : {record}),
    checks: [],
    changes: [],
    conflicts: [],
    objects: [],
    after: [],
    ...(kind === 'watch' && old?.counts !== undefined ? {counts: old.counts} : {}),
    afterMs: 0,
    logs: [],
    notices: [],
  };
  const next: DeployState = {
    ...state,
    step: kind === 'deploy' ? 'preflight' : 'rollout',
    runs: id,
    chosen,
    run,
    typed: {text: '', cursor: 0},
    watchOn: false,
  };
  return [next, [kind === 'deploy' ? {type: kind, run: id, ...chosen} : {type: kind, run: id}]];
}

/** Changes what is known of the run there is. */
export const withRun = (state: DeployState, change: Partial<Run>): DeployState =>
  state.run === undefined ? state : {...state, run: {...state.run, ...change}};
