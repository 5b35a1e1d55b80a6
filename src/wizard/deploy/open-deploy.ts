import type {ScenarioChoice} from './effects.ts';
import {scenarioId} from './screens/scenario.ts';
import {startRun} from './start-run.ts';
import type {DeployState, DeployStep, Job} from './state.ts';

export interface OpenDeployInput {
  readonly job: Job;
  /** Given on the command line; without it a deploy asks. */
  readonly context?: string;
  /** The practice cluster was asked for: what it plays is asked, unless `scenario` says so. */
  readonly practice?: boolean;
  readonly scenario?: string;
  /** What the practice cluster can play, the usual one first. */
  readonly scenarios?: readonly ScenarioChoice[];
}

/** The first state, and what to do at once. A watch or an undo starts at the rollout, a known target at the checks. */
export function openDeploy(input: OpenDeployInput): DeployStep {
  const {job, context, practice = false, scenario, scenarios = []} = input;
  const state: DeployState = {
    job,
    step: 'target',
    scenarios,
    picking: practice && scenarios.length > 0,
    prefersPractice: practice,
    focus: scenario === undefined ? {} : {scenario: scenarioId(scenario)},
    runs: 0,
    typed: {text: '', cursor: 0},
    watchOn: false,
    journal: [],
  };
  if (job.kind !== 'deploy') return startRun(state, job.kind, {});
  if (context !== undefined) return startRun(state, 'deploy', {context});
  if (scenario !== undefined) return startRun(state, 'deploy', {scenario});
  return [state, state.picking ? [] : [{type: 'list-contexts'}]];
}
