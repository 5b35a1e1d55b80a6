import type {Environment} from '../domain/environment.ts';
import type {BuildEvent, BuildOutcome} from '../domain/build-run/build-events.ts';
import type {ContainerBuilder} from '../domain/build-run/builder-types.ts';
import {fullReference} from '../domain/build-run/full-reference.ts';
import type {CheckedTool} from '../domain/build-run/tool-check-script.ts';
import {openBuildLog, type BuildLog} from '../services/builder/build-log.ts';
import {findBuilder, type ReadyBuilder} from '../services/builder/find-builder.ts';
import {findImage} from '../services/builder/images.ts';
import {buildImage, type BuildRequest} from './build-image.ts';
import {pushImage} from './push-image.ts';
import {smokeTest} from './smoke-test.ts';

/** Where a run takes place. */
export interface BuildPlace {
  readonly wanted?: ContainerBuilder;
  readonly env: Environment;
  readonly cwd: string;
  /** Directory of logs. */
  readonly logs: string;
  readonly now: Date;
  /** Breaks it off. */
  readonly signal?: AbortSignal;
}

interface Image {
  readonly reference: string;
  /** What it is asked for before it counts; absent: nothing. */
  readonly tools?: readonly CheckedTool[];
}

export interface BuildRunRequest
  extends
    BuildPlace,
    Image,
    Pick<BuildRequest, 'platform' | 'context' | 'dockerfile' | 'base' | 'argumentNames'> {}

export interface PushRunRequest extends BuildPlace, Image {
  /** Id of an image whose tools have answered already: they are not asked again while it is still that one. */
  readonly checkedId?: string;
}

/** What is known at the end of a part of a run. */
interface Part {
  readonly outcome: BuildOutcome;
  readonly sentence: string;
}

type Events<Result> = AsyncGenerator<BuildEvent, Result, undefined>;

/** Finds a builder, builds the image, and lets it run its tools. The last event is `end`. Never throws. */
export async function* buildRun(request: BuildRunRequest): Events<void> {
  yield* inRun(request, 'build', async function* (builder, open) {
    const built = yield* buildImage({...request, builder, ...open});
    const {reference} = request;
    if (built.outcome === 'cancelled')
      return {outcome: 'cancelled', sentence: `Broken off; ${reference} is what it was before.`};
    if (built.outcome !== 'built') return {outcome: built.outcome, sentence: `${reference} was not built.`};
    const {tools} = request;
    if (tools === undefined)
      return {outcome: 'built', sentence: `${reference} is built. Its tools were not looked at.`};
    const checked = yield* smokeTest({...request, ...open, builder, id: built.id, tools});
    if (checked === 'cancelled')
      return {outcome: 'cancelled', sentence: `Broken off; ${reference} is built, and not checked.`};
    return checked === 'passed'
      ? {outcome: 'built', sentence: `${reference} is built, and all of its tools answer.`}
      : {outcome: 'failed', sentence: `${reference} is built, but it is not fit to be pushed.`};
  });
}

/** Finds a builder, lets the image run its tools, and pushes it. The last event is `end`. Never throws. */
export async function* pushRun(request: PushRunRequest): Events<void> {
  const {reference, tools} = request;
  yield* inRun(request, 'push', async function* (builder, open) {
    const {image} = await findImage(builder, fullReference(reference));
    if (image === undefined) {
      yield {
        type: 'failure',
        code: 'no-image',
        output: [],
        cause: `${builder.row.label} has no image ${reference}.`,
        next: [
          'Build it first with npx delegate-tui build, or name the builder that has it with --builder-tool.',
        ],
      };
      return {outcome: 'refused', sentence: 'Nothing was pushed.'};
    }
    const common = {...request, ...open, builder, id: image.id};
    const isChecked = tools === undefined || request.checkedId === image.id;
    const checked = isChecked ? 'passed' : yield* smokeTest({...common, tools});
    if (checked === 'cancelled') return {outcome: 'cancelled', sentence: 'Broken off; nothing was pushed.'};
    if (checked === 'failed') return {outcome: 'refused', sentence: 'Nothing was pushed.'};
    const pushed = yield* pushImage(common);
    if (pushed.outcome === 'cancelled')
      return {outcome: 'cancelled', sentence: `Broken off; ${reference} was not pushed.`};
    return pushed.outcome === 'pushed'
      ? {outcome: 'pushed', sentence: `${reference} is in the registry.`}
      : {outcome: 'failed', sentence: `${reference} was not pushed.`};
  });
}

interface Open {
  readonly log?: BuildLog;
  readonly afterMs: () => number;
}

/** What every run has: a builder, a log, a clock and an end. */
async function* inRun(
  place: BuildPlace,
  what: 'build' | 'push',
  work: (builder: ReadyBuilder, open: Open) => Events<Part>,
): Events<void> {
  const start = performance.now();
  const afterMs = () => Math.round(performance.now() - start);
  const builder = yield* openBuilder(place);
  if (builder === undefined)
    return yield {
      type: 'end',
      outcome: place.signal?.aborted ? 'cancelled' : 'refused',
      sentence: `Nothing was ${what === 'build' ? 'built' : 'pushed'}: no builder works here.`,
      afterMs: afterMs(),
    };
  const log = await openBuildLog(place.logs, {now: place.now, what});
  if (typeof log === 'string') yield {type: 'notice', text: `There is no log of this run: ${log}`};
  else yield {type: 'log', path: log.path};
  try {
    const part = yield* work(builder, {afterMs, ...(typeof log === 'string' ? {} : {log})});
    yield {type: 'end', ...part, afterMs: afterMs()};
  } finally {
    if (typeof log !== 'string') log.close();
  }
}

async function* openBuilder(place: BuildPlace): Events<ReadyBuilder | undefined> {
  const {ready, unusable} = await findBuilder(place);
  // One that is not there is no news when another one works.
  const told = ready === undefined ? unusable : unusable.filter(({code}) => code !== 'absent');
  for (const one of told) yield {type: 'unusable', ...one};
  if (ready !== undefined) yield {type: 'builder', facts: ready.facts, path: ready.path};
  return ready;
}
