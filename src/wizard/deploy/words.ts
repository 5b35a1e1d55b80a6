import type {ObjectCounts} from '../../domain/deploy/events.ts';
import type {DeployState, Run} from './state.ts';

/** `1 created · 1 changed · 9 unchanged`; what did not occur is left out. */
export const countsText = (counts: ObjectCounts): string =>
  (['created', 'changed', 'unchanged', 'absent', 'unknown'] as const)
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${outcome}`)
    .join(' · ');

/** How the cluster is called wherever it shows: the practice cluster by that word. */
export const clusterName = (run: Run | undefined): string =>
  run?.practice === undefined ? (run?.target?.context ?? '') : 'practice';

/** `prod-east / harness-delegate-ng` */
export function placeName({run, job, chosen}: DeployState): string {
  const namespace = run?.target?.namespace ?? job.namespace;
  // Before the engine says so, what was chosen.
  const wanted = run?.kind === 'deploy' ? (chosen?.context ?? 'practice') : '';
  return [clusterName(run) || wanted, namespace].filter(Boolean).join(' / ');
}

/** Where it all happens, for the header. The practice cluster says plainly what it is. */
export function whereText(state: DeployState): string {
  const {run} = state;
  if (run?.target === undefined) return state.job.name;
  const kind = run.practice === undefined ? run.target.server : `a pretend cluster: ${run.practice}`;
  return [placeName(state), kind].filter(Boolean).join(' · ');
}

/** Name of the Deployment, or what to call it when it is not known. */
export const deploymentName = ({run, job}: DeployState): string => run?.name || job.name || 'the delegate';
