import {buildRun, pushRun, type BuildPlace} from '../build/build-run.ts';
import type {BuildEvent} from '../domain/build-run/build-events.ts';
import type {ContainerBuilder} from '../domain/build-run/builder-types.ts';
import {imageRef} from '../domain/image-ref.ts';
import {resolveTools} from '../domain/tools.ts';
import {UserError} from '../domain/user-error.ts';
import {argumentNames, buildContext} from '../fronts/build-context.ts';
import {builderText} from '../fronts/builder-text.ts';
import {engineTurns} from '../fronts/engine-turns.ts';
import {failureWords} from '../fronts/failure-words.ts';
import {logsDirectory} from '../services/builder/build-log.ts';
import {findBuilder} from '../services/builder/find-builder.ts';
import {saveDigest} from '../services/save-digest.ts';
import type {BuildEffect, BuildMessage, FoundHere} from '../wizard/build/effects.ts';
import {calmOutput} from './calm-output.ts';
import type {BuildContext, Send} from './context.ts';
import {pinFiles} from './pin-files.ts';

/** Carries out what the build screens ask for. */
export interface BuildPerform {
  /** Never throws; what goes wrong comes back as a message. */
  readonly perform: (effect: BuildEffect, send: Send) => void;
  /** Breaks off what is going on. Settles when nothing of ours is left, or soon after. */
  readonly close: () => Promise<void>;
}

/** Longest time that is waited for a run that was broken off, in ms. */
const CLOSE_MS = 10_000;

type Handlers = {
  readonly [Type in BuildEffect['type']]: (effect: Extract<BuildEffect, {type: Type}>, send: Send) => void;
};
type Engine = (place: BuildPlace) => Promise<AsyncIterable<BuildEvent>>;

/** Connects the screens with the engines. */
export function createBuildPerform(context: BuildContext): BuildPerform {
  const {io, cwd, answers, directory} = context;
  const closing = new AbortController();
  const turns = engineTurns<AbortController>({end: (stop) => stop.abort(), closeMs: CLOSE_MS});

  function begin(
    {run, builder}: {readonly run: number; readonly builder: ContainerBuilder},
    send: Send,
    engine: Engine,
  ) {
    const stop = new AbortController();
    const now = context.now();
    const calm = calmOutput({run, everyMs: context.everyMs, send});
    const place = {env: io.env, cwd, logs: logsDirectory(io.env), now, wanted: builder, signal: stop.signal};
    const work = async (): Promise<void> => {
      for await (const event of await engine(place)) {
        if (event.type === 'pushed') await saveDigest(event, {directory, now});
        calm.take(event);
      }
    };
    turns.begin({
      run,
      control: stop,
      work: async () => await work().finally(calm.close),
      onError: (error) => send(failure('run', error, run)),
    });
  }

  const handlers: Handlers = {
    'find-builder': ({run}, send) =>
      void findHere(context, closing.signal)
        .then((found): BuildMessage => ({type: 'found', run, found}))
        .catch((error: unknown) => failure('find-builder', error, run))
        .then(send),
    build: ({platform, ...which}, send) =>
      begin(which, send, async (place) => {
        const found = await buildContext(directory);
        if ('code' in found) throw new UserError(`${directory} ${found.message}.`);
        return buildRun({
          ...place,
          ...found,
          platform,
          reference: imageRef(answers),
          tools: resolveTools(answers),
          argumentNames: argumentNames(answers, io.env),
        });
      }),
    push: ({checkedId, ...which}, send) =>
      begin(which, send, async (place) =>
        pushRun({
          ...place,
          reference: imageRef(answers),
          tools: resolveTools(answers),
          ...(checkedId === undefined ? {} : {checkedId}),
        }),
      ),
    stop: ({run}) => turns.controlOf(run)?.abort(),
    pin: ({digest}, send) =>
      void pinFiles(digest, context)
        .then((pinned): BuildMessage => ({type: 'pinned', ...pinned}))
        .catch((error: unknown) => failure('pin', error))
        .then(send),
    exit: () => undefined,
  };

  return {
    perform: (effect, send) =>
      (handlers[effect.type] as (effect: BuildEffect, send: Send) => void)(effect, send),
    async close() {
      closing.abort();
      await turns.close();
    },
  };
}

async function findHere({io, cwd}: BuildContext, signal: AbortSignal): Promise<FoundHere> {
  const {ready, unusable} = await findBuilder({env: io.env, cwd, signal});
  return {
    unusable,
    ...(ready === undefined
      ? {}
      : {
          ready: {
            builder: ready.row.name,
            label: ready.row.label,
            says: builderText(ready.facts, ready.path),
          },
        }),
  };
}

const failure = (
  where: Extract<BuildMessage, {type: 'failed'}>['where'],
  error: unknown,
  run?: number,
): BuildMessage => ({type: 'failed', where, ...failureWords(error), ...(run === undefined ? {} : {run})});
