import {labelSelector} from '../domain/deploy/label-selector.ts';
import {at} from '../domain/deploy/json.ts';
import type {ObjectState} from '../domain/deploy/object-outcome.ts';
import type {ManifestObject} from '../domain/deploy/read-manifest.ts';
import type {Target} from '../domain/deploy/target.ts';
import type {UndoObject} from '../domain/deploy/undo-plan.ts';
import {
  forgetRun,
  listRuns,
  runId,
  savableBaseline,
  savableUndo,
  saveRun,
  type RunRecord,
} from '../services/run-record.ts';
import {imageOf} from './image-of.ts';

/** Runs that are kept; older ones that are over are forgotten. */
const KEPT_RUNS = 20;

/** What becomes known of a run while it goes on. */
export interface JournalNews extends Partial<Pick<RunRecord, 'phase' | 'serverTime'>> {
  readonly undo?: readonly UndoObject[];
  readonly deployment?: Partial<RunRecord['deployment']>;
}

/** Writes down what a run has done, so that it can be come back to. */
export interface Journal {
  readonly id: string;
  /** Saves the run with what is new; gives one sentence when it cannot be saved. Does not throw. */
  readonly write: (news: JournalNews) => Promise<string | undefined>;
}

export interface JournalRequest {
  readonly directory: string;
  readonly target: Target;
  readonly deployment: {readonly object: ManifestObject; readonly before: ObjectState};
  readonly now: Date;
}

/** Begins the record of a run that is about to be applied. Nothing is saved before the first `write`. */
export function openJournal({directory, target, deployment, now}: JournalRequest): Journal {
  const {value, ref} = deployment.object;
  const image = imageOf(value);
  const baseline = savableBaseline(deployment.before);
  return journalOf(directory, {
    version: 1,
    id: runId(now, ref.name),
    started: now.toISOString(),
    phase: 'applying',
    target: {...target},
    deployment: {
      name: ref.name,
      selector: labelSelector(at(value, 'spec', 'selector')),
      ...(image === undefined ? {} : {image}),
    },
    ...(baseline === undefined ? {} : {baseline}),
    undo: [],
  });
}

/** Goes on with the record of an earlier run. */
export function journalOf(directory: string, first: RunRecord): Journal {
  let record = first;
  return {
    id: first.id,
    async write({undo, deployment, ...news}) {
      record = {
        ...record,
        ...news,
        deployment: {...record.deployment, ...deployment},
        ...(undo === undefined ? {} : {undo: savableUndo(undo)}),
      };
      const {notice} = await saveRun(directory, record);
      if (notice === undefined) await forgetOld(directory);
      return notice;
    },
  };
}

async function forgetOld(directory: string): Promise<void> {
  const {runs} = await listRuns(directory);
  const over = runs.slice(KEPT_RUNS).filter(({phase}) => phase === 'finished' || phase === 'undone');
  await Promise.all(over.map(async ({id}) => await forgetRun(directory, id)));
}
