import type {Chosen, DeployState, DeployStep, Run, RunKind} from './state.ts';

/** Starts the engine once more. News of runs before is not heard any more. */
export function startRun(before: DeployState, kind: RunKind, chosen: Chosen): DeployStep {
  const {asking: _asking, said: _said, panel: _panel, run: old, ...state} = before;
  const id = state.runs + 1;
  const record = kind === 'deploy' ? undefined : recordAfter(old, kind, state);
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

/** A run that was taken back is not come back to: what follows is a watch of the Deployment as it is found. */
function recordAfter(
  old: Run | undefined,
  kind: RunKind,
  {job}: Pick<DeployState, 'job'>,
): string | undefined {
  if (old === undefined) return job.record;
  return kind === 'watch' && old.kind === 'undo' ? undefined : old.record;
}

/** Changes what is known of the run there is. */
export const withRun = (state: DeployState, change: Partial<Run>): DeployState =>
  state.run === undefined ? state : {...state, run: {...state.run, ...change}};
