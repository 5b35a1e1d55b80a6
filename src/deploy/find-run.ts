import type {Target} from '../domain/deploy/target.ts';
import type {RunRecord} from '../services/run-record.ts';

export interface SoughtRun {
  readonly target: Pick<Target, 'context' | 'server' | 'namespace'>;
  /** Of the Deployment; any when not given. */
  readonly name?: string;
}

/**
 * The newest run that applied a Deployment from here to this very place and was not taken back. A context may mean
 * another cluster by now, and namespaces may have Deployments of one name: those are other Deployments. `runs`: newest
 * first.
 */
export const findRun = (
  runs: readonly RunRecord[],
  {target: {context, server, namespace}, name}: SoughtRun,
): RunRecord | undefined =>
  runs.find(
    ({target, deployment, phase}) =>
      phase !== 'undone' &&
      target.context === context &&
      target.server === server &&
      target.namespace === namespace &&
      (name === undefined || deployment.name === name),
  );
