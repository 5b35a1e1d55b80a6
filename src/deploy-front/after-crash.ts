import type {BrokenRun} from '../domain/deploy/after-crash.ts';
import {hasBegun} from '../wizard/deploy/handle-end.ts';
import type {DeployState} from '../wizard/deploy/state.ts';

/** How far the run is that is on the screens: that of an undo, once one is wanted. */
export function brokenRun(state: DeployState): BrokenRun | undefined {
  const run = state.run?.kind === 'undo' ? state.run : (state.undoing ?? state.run);
  if (run === undefined) return undefined;
  const {kind, name, record, applying, counts, target, practice} = run;
  return {
    kind,
    hasBegun: hasBegun(state),
    isPractice: practice !== undefined,
    context: target?.context ?? '',
    namespace: target?.namespace ?? state.job.namespace,
    name,
    taken: run.objects.filter(({outcome}) => outcome === 'applied').map(({ref}) => ref),
    ...(record === undefined ? {} : {record}),
    ...(applying === undefined ? {} : {applying}),
    ...(counts === undefined ? {} : {counts}),
  };
}
