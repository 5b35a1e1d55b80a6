import type {DeployEvent, DeployOutcome} from '../domain/deploy/events.ts';
import {savedRun} from '../services/run-record.ts';
import type {DeployControls} from './controls.ts';
import {deploy, type DeployRequest} from './deploy.ts';
import {placeAfter, type DeploySession, type RunPlace} from './deploy-types.ts';
import {undoRun} from './undo-run.ts';

/** Ends of a rollout that went wrong by itself. What others did, or nobody knows, is not taken back. */
const WENT_WRONG: readonly DeployOutcome[] = ['doomed', 'failed'];

/** An undo that did not take place: others have set fields since, or the cluster is another one by now. */
const NOT_BEGUN: readonly DeployOutcome[] = ['declined', 'refused', 'cancelled'];

/**
 * A deploy that takes itself back when its rollout goes wrong, and watches that to its end. Nobody is asked but
 * `confirmUndo`. The last event is `end`, and the only one. Throws only what is a bug.
 */
export async function* deployOrUndo(
  request: DeployRequest,
  controls: DeployControls,
): AsyncGenerator<DeployEvent, void, undefined> {
  const session: DeploySession = request.session ?? {};
  let wrong: Extract<DeployEvent, {type: 'end'}> | undefined;
  for await (const event of deploy({...request, session}, controls)) {
    if (event.type === 'end' && WENT_WRONG.includes(event.result.outcome)) wrong = event;
    else yield event;
  }
  if (wrong === undefined) return;
  const {undo: objects = [], name, run} = session;
  const text = `${wrong.result.sentence} What was applied is taken back now.`;
  yield {type: 'notice', level: 'info', text};
  const record = await recordOf(request, run);
  const undoing = undoRun(
    {
      ...request,
      ...placeAfter(request, session),
      objects,
      afterDeploy: true,
      ...(name === undefined ? {} : {name}),
      ...(record === undefined ? {} : {record}),
      options: {...request.options, settleMs: 0},
    },
    controls,
  );
  for await (const event of undoing) {
    const isNotBegun = event.type === 'end' && NOT_BEGUN.includes(event.result.outcome);
    if (!isNotBegun) {
      yield event;
      continue;
    }
    const {sentence, next} = event.result;
    const advice = [...next, 'Look at the cluster, and take it back from there.'];
    yield {
      type: 'notice',
      level: 'warning',
      text: `It is not taken back. ${sentence}`,
      next: advice.join(' '),
    };
    // The rollout stands as it did.
    yield wrong;
  }
}

const recordOf = async ({runs}: RunPlace, run: string | undefined) =>
  run === undefined || runs === undefined ? undefined : await savedRun(runs, run);
