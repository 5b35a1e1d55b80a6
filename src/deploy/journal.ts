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
  savedRun,
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
  /** The same, once it is written down; nobody can come back to a run that is not. */
  readonly saved: () => {readonly run?: string};
  /** Saves the run with what is new; gives the reason when it cannot be saved. Does not throw. */
  readonly write: (news: JournalNews) => Promise<string | undefined>;
  /** Nothing was done after all: there is nothing to come back to. Does not throw. */
  readonly forget: () => Promise<void>;
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
  return journal(
    directory,
    {
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
    },
    {isNew: true},
  );
}

/** Goes on with the record of an earlier run. */
export const journalOf = (directory: string, record: RunRecord): Journal =>
  journal(directory, record, {isNew: false});

/** Others may go on with the same run meanwhile: what is new is added to what is written down by then. */
function journal(directory: string, first: RunRecord, {isNew}: {readonly isNew: boolean}): Journal {
  const {id} = first;
  let known = first;
  let isThere = !isNew;
  return {
    id,
    saved: () => (isThere ? {run: id} : {}),
    async write({undo, deployment, phase, ...news}) {
      const record = (isThere ? await savedRun(directory, id) : undefined) ?? known;
      known = {
        ...record,
        ...news,
        deployment: {...record.deployment, ...deployment},
        // Nothing is left of what was taken back.
        ...(phase === undefined || record.phase === 'undone' ? {} : {phase}),
        ...(undo === undefined || record.phase === 'undone' ? {} : {undo: savableUndo(undo)}),
      };
      const reason = await saveRun(directory, known, {isNew: !isThere});
      if (reason !== undefined) return reason;
      isThere = true;
      await forgetOld(directory);
      return undefined;
    },
    async forget() {
      if (isThere) await forgetRun(directory, id);
      isThere = false;
    },
  };
}

async function forgetOld(directory: string): Promise<void> {
  const {runs} = await listRuns(directory);
  const over = runs.slice(KEPT_RUNS).filter(({phase}) => phase === 'finished' || phase === 'undone');
  await Promise.all(over.map(async ({id}) => await forgetRun(directory, id)));
}
