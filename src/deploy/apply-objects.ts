import type {DeployEvent, ObjectCounts} from '../domain/deploy/events.ts';
import {countObjects} from '../domain/deploy/objects-in-run.ts';
import {apply, readBack, type ApplyEvent, type ApplyResult} from '../services/kubectl/apply.ts';
import type {PreflightReport} from '../services/kubectl/preflight.ts';
import {conflictsByObject} from './check-target.ts';
import type {DeployControls} from './controls.ts';
import {shownTarget} from './target-event.ts';

/** `left`: somebody stopped waiting; the apply may still go on. */
export interface AppliedObjects extends Pick<ApplyResult, 'objects' | 'serverTime' | 'failure'> {
  readonly state: ApplyResult['state'] | 'left';
  readonly counts: ObjectCounts;
}

type Controls = Pick<DeployControls, 'takeOver' | 'stopWaiting' | 'breakOff'>;

/** Applies, asks when others stand in the way, and tells what became of each object. */
export async function* applyObjects(
  report: PreflightReport,
  controls: Controls,
): AsyncGenerator<DeployEvent, AppliedObjects, undefined> {
  const {connection} = report;
  const known = report.conflicts.length > 0;
  yield {type: 'applying', of: report.objects.length};
  let result = yield* applyOnce(report, controls, known);
  if (result.state === 'conflict') {
    const conflicts = conflictsByObject(result.conflicts);
    for (const conflict of conflicts) yield {type: 'conflict', ...conflict};
    if (await controls.takeOver({target: shownTarget(connection.target), conflicts}))
      result = yield* applyOnce(report, controls, true);
  }
  const {objects, state, failure, serverTime} = result;
  const of = objects.length;
  for (const {ref, outcome} of objects) yield {type: 'object', ref, outcome, done: of, of};
  const counts = countObjects(objects);
  yield {type: 'applied', objects: counts};
  for (const text of result.warnings) {
    yield {type: 'notice', level: 'warning', text, next: 'Read it; the apply went on.'};
  }
  return {
    objects,
    state,
    counts,
    ...(failure === undefined ? {} : {failure}),
    ...(serverTime === undefined ? {} : {serverTime}),
  };
}

type Result = Omit<ApplyResult, 'state'> & {readonly state: AppliedObjects['state']};

async function* applyOnce(
  {connection, objects, before}: PreflightReport,
  {stopWaiting, breakOff}: Controls,
  force: boolean,
): AsyncGenerator<DeployEvent, Result, undefined> {
  const running = apply({
    connection,
    objects,
    before,
    force,
    ...(breakOff === undefined ? {} : {stop: breakOff}),
  });
  try {
    for (;;) {
      const step = await orLeft(running.next(), stopWaiting);
      if (step === 'left') {
        const back = await readBack({connection, objects, before});
        return {...back, state: 'left', conflicts: [], warnings: [], errors: []};
      }
      if (step.done === true) return step.value;
      yield eventOf(step.value);
    }
  } finally {
    // Not waited for: it ends with the apply, which may go on without us.
    void running.return(undefined as never);
  }
}

const eventOf = (event: ApplyEvent): DeployEvent =>
  event.type === 'object'
    ? {...event, outcome: 'applied'}
    : {
        type: 'notice',
        level: 'warning',
        text: `kubectl apply has said nothing for ${event.seconds} s.`,
        next: 'Wait, or press ctrl+c to stop waiting for it; it goes on by itself.',
      };

/** What comes first: the value, or somebody who leaves. */
async function orLeft<T>(value: Promise<T>, signal: AbortSignal | undefined): Promise<T | 'left'> {
  if (signal === undefined) return await value;
  if (signal.aborted) return 'left';
  let onAbort: () => void = () => undefined;
  const left = new Promise<'left'>((resolve) => {
    onAbort = () => resolve('left');
    signal.addEventListener('abort', onAbort, {once: true});
  });
  try {
    return await Promise.race([value, left]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
