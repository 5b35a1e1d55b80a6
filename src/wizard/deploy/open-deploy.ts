import type {DeployState, DeployStep, Job} from './state.ts';
import {startRun} from './start-run.ts';

export interface OpenDeployInput {
  readonly job: Job;
  /** Given on the command line; without it a deploy asks. */
  readonly context?: string;
  /** The practice cluster was asked for: it has the focus, or is the target when `fixed`. */
  readonly practice?: boolean;
  /** The target is not asked for: the context that was given, or the practice cluster. */
  readonly fixed?: boolean;
}

/** The first state, and what to do at once. A watch or an undo starts at the rollout. */
export function openDeploy({job, context, practice = false, fixed = false}: OpenDeployInput): DeployStep {
  const state: DeployState = {
    job,
    step: 'target',
    fixed,
    prefersPractice: practice,
    focus: {},
    runs: 0,
    typed: {text: '', cursor: 0},
    watchOn: false,
    journal: [],
  };
  if (job.kind !== 'deploy') return startRun(state, job.kind, {});
  if (fixed) return startRun(state, 'deploy', context === undefined ? {} : {context});
  return [state, [{type: 'list-contexts'}]];
}
