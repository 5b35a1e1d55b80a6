import {usageProblem} from '../../args/usage-problem.ts';
import {statusCommand} from '../../domain/deploy/run-advice.ts';
import type {Problem} from '../../domain/problem.ts';
import {sanitiseLine} from '../../domain/text.ts';
import type {RunRecord} from '../../services/run-record.ts';

/** So many are named to whoever gives a name that is none. */
const MOST_NAMED = 5;

export interface NamedRun {
  readonly run: string;
  /** `--last` was given, too. */
  readonly last?: boolean | undefined;
  /** Where the run has to be. */
  readonly context?: string | undefined;
}

/** The run that `--run` names, unless it was taken back, or why it cannot be had. `runs`: newest first. */
export function namedRun(
  runs: readonly RunRecord[],
  {run, last = false, context}: NamedRun,
): RunRecord | Problem {
  const wrong = (code: string, message: string): Problem => usageProblem(code, message, '--run');
  if (last) return wrong('conflict', 'does not go with --last; take one of them');
  const found = runs.find(({id}) => id === run);
  if (found === undefined)
    return wrong('unknown-run', `names no run that is remembered here; ${there(runs)}`);
  const {target, deployment, phase} = found;
  if (context !== undefined && context !== target.context)
    return wrong(
      'other-context',
      `names a run on ${shown(target.context)}, and --context another cluster; leave --context out, or name a run on it`,
    );
  if (phase === 'undone')
    return wrong(
      'undone-run',
      `names a run that was taken back; see how it stands: ${statusCommand({...target, name: deployment.name})}`,
    );
  return found;
}

const shown = (text: string): string => sanitiseLine(text, {maxLength: 60});

function there(runs: readonly RunRecord[]): string {
  if (runs.length === 0) return 'nothing was applied from here';
  const named = runs
    .slice(0, MOST_NAMED)
    .map(({id, deployment, target}) => `${id} (${shown(deployment.name)} on ${shown(target.context)})`);
  const more = runs.length - named.length;
  return `there ${runs.length === 1 ? 'is' : 'are'} ${named.join(', ')}${more > 0 ? `, and ${more} older` : ''}`;
}
