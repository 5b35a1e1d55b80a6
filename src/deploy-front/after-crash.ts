import {countedObjects} from '../domain/deploy/conclude.ts';
import {runAdvice, statusCommand, type RunCommand} from '../domain/deploy/run-advice.ts';
import {sanitiseLine} from '../domain/text.ts';
import {hasBegun} from '../wizard/deploy/handle-end.ts';
import type {DeployState} from '../wizard/deploy/state.ts';

/** What a cluster has of a run whose screens broke, and what to do; one line each. */
export function afterCrash(state: DeployState): readonly string[] {
  const run = state.run?.kind === 'undo' ? state.run : (state.undoing ?? state.run);
  const isWatch = run?.kind === 'watch';
  if (run === undefined || !(isWatch || hasBegun(state))) return ['Nothing was applied.', 'Start again.'];
  if (run.practice !== undefined)
    return ['The practice cluster is gone, and all that was on it. Start again.'];
  const {context = '', namespace = state.job.namespace} = run.target ?? {};
  const {record, name} = run;
  const ways = (...commands: readonly RunCommand[]): readonly string[] =>
    record === undefined
      ? [`See how it stands: ${statusCommand({context, namespace, name})}`]
      : commands.map((command) => runAdvice(command, record));
  const place = sanitiseLine(`${context} / ${namespace}`);
  if (run.kind === 'undo')
    return [
      `On ${place} something was being taken back; what kubectl has begun goes on by itself.`,
      ...ways('undo-rest'),
    ];
  const {counts, applying} = run;
  if (counts !== undefined)
    return [`Applied to ${place}: ${countedObjects(counts)}. The rollout goes on.`, ...ways('watch', 'undo')];
  if (isWatch) return [`The rollout on ${place} goes on.`, ...ways('watch')];
  const done = applying === undefined ? '' : ` ${applying.done} of ${applying.of} objects are taken so far;`;
  return [
    `Being applied to ${place}:${done} what kubectl has begun goes on by itself.`,
    ...ways('watch', 'undo'),
  ];
}
