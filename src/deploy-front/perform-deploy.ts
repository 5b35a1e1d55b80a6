import {placeAfter, type DeploySession, type RunPlace} from '../deploy/deploy-types.ts';
import type {OpenedTarget} from '../deploy/open-target.ts';
import type {DeployEvent} from '../domain/deploy/events.ts';
import {engineTurns} from '../fronts/engine-turns.ts';
import {failureWords} from '../fronts/failure-words.ts';
import type {DeployEffect, DeployMessage} from '../wizard/deploy/effects.ts';
import {askControls, type Pulled} from './ask-controls.ts';
import {calmEvents} from './calm-events.ts';
import type {DeployContext, Send} from './context.ts';
import {goOnWatching, startDeploy, startUndo, startWatch, type Engine} from './engines.ts';
import {logInHere} from './log-in-here.ts';
import {readPodLog} from './read-pod-log.ts';
import {createTargets, listTargets} from './targets.ts';
import {verifyHere} from './verify-here.ts';

/** Carries out what the deploy screens ask for. */
export interface DeployPerform {
  /** Never throws; what goes wrong comes back as a message. */
  readonly perform: (effect: DeployEffect, send: Send) => void;
  /** Leaves what is going on and closes what was opened. Settles when nothing of ours is left, or soon after. */
  readonly close: () => Promise<void>;
}

interface Begin {
  readonly id: number;
  readonly send: Send;
  readonly engine: Engine;
  readonly target: () => Promise<OpenedTarget>;
}

/** Longest time that is waited for a run that was left, in ms. */
const CLOSE_MS = 3000;

type Handlers = {
  readonly [Type in DeployEffect['type']]: (effect: Extract<DeployEffect, {type: Type}>, send: Send) => void;
};

/** Connects the screens with the engine. Nothing is loaded before the first effect wants it. */
export function createDeployPerform(context: DeployContext): DeployPerform {
  const session: DeploySession = {};
  const targets = createTargets(context);
  const closing = new AbortController();
  let place: RunPlace | undefined;
  const turns = engineTurns<Pulled>({end: (pulled) => pulled.stop('leave'), closeMs: CLOSE_MS});

  function begin({id, send, engine, target}: Begin): void {
    const pulled = askControls((question) => send({type: 'question', run: id, question}), {
      takesOver: context.takesOver,
    });
    const tell = (event: DeployEvent): void => send({type: 'event', run: id, event});
    const work = async (): Promise<void> => {
      const opened = await target();
      if (pulled.isLeft()) return;
      place = {...opened, runs: context.runs};
      const calm = calmEvents({everyMs: context.everyMs, send: tell});
      for await (const event of await engine({context, session, place}, pulled.controls)) calm.take(event);
    };
    turns.begin({run: id, control: pulled, work, onError: (error) => send(failure('run', error, id))});
  }

  const again = () => targets.again(place);

  const handlers: Handlers = {
    'list-contexts': (_effect, send) =>
      void listTargets(context)
        .catch((error: unknown) => failure('list-contexts', error))
        .then(send),
    deploy: ({run, context: chosen, scenario}, send) =>
      begin({id: run, send, engine: startDeploy, target: () => targets.open(chosen, scenario)}),
    watch: ({run, goesOn}, send) =>
      begin({id: run, send, engine: goesOn === true ? goOnWatching : startWatch, target: again}),
    undo: ({run}, send) => begin({id: run, send, engine: startUndo, target: again}),
    answer: ({run, yes}) => turns.controlOf(run)?.answer(yes),
    'log-in': ({run}) => {
      const pulled = turns.controlOf(run);
      if (pulled !== undefined && place !== undefined)
        void logInHere(context, place.connection).then(pulled.answer);
    },
    stop: ({run, how}) => turns.controlOf(run)?.stop(how),
    'read-log': ({run, pod}, send) =>
      void readPodLog(context, place && placeAfter(place, session), {run, pod}).then(send),
    verify: ({run, name}, send) =>
      void verifyHere(context, place && placeAfter(place, session), {
        run,
        name,
        signal: closing.signal,
        send,
      }).catch((error: unknown) => send(failure('verify', error, run))),
    exit: () => undefined,
  };

  return {
    perform: (effect, send) =>
      (handlers[effect.type] as (effect: DeployEffect, send: Send) => void)(effect, send),
    async close() {
      closing.abort();
      await turns.close();
      await targets.close();
    },
  };
}

const failure = (
  where: Extract<DeployMessage, {type: 'failed'}>['where'],
  error: unknown,
  run?: number,
): DeployMessage => ({type: 'failed', where, ...failureWords(error), ...(run === undefined ? {} : {run})});
