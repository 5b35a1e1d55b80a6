import type {DeployControls} from './deploy/controls.ts';
import type {DeploySession, RunPlace} from './deploy/deploy-types.ts';
import type {OpenedTarget} from './deploy/open-target.ts';
import type {DeployEvent} from './domain/deploy/events.ts';
import {ATTENDED, type WatchOptions} from './domain/deploy/watch-options.ts';
import {UserError} from './domain/user-error.ts';
import {calmEvents} from './calm-events.ts';
import type {Io} from './io.ts';
import {listRuns, type RunRecord} from './services/run-record.ts';
import type {DeployEffect, DeployMessage, Question, Stop} from './wizard/deploy/effects.ts';

/** What the interpreter needs from outside. Nothing in it is loaded before the first effect wants it. */
export interface DeployPerformContext {
  readonly io: Pick<Io, 'env'>;
  /** Texts of the manifests, in the order in which they are applied. */
  readonly manifests: readonly string[];
  /** The delegate: name of its Deployment, and its namespace. */
  readonly delegate: {readonly name: string; readonly namespace: string};
  /** Scenario of the practice cluster. */
  readonly scenario: string;
  /** Directory of run records. */
  readonly runs: string;
  /** The run that a watch or an undo comes back to. */
  readonly record?: RunRecord;
  /** The cluster of a watch or an undo, when it is no run that is come back to. */
  readonly context?: string;
  readonly options?: Partial<WatchOptions>;
  /** The command that applies without us, for those without kubectl. */
  readonly byHand?: string;
  /** Between two redraws of ages and times alone, in ms. */
  readonly everyMs: number;
  /** Hands the terminal to work that needs it. */
  readonly lend: (work: () => Promise<void>) => Promise<void>;
}

type Send = (message: DeployMessage) => void;

/** One run of the engine. */
interface Going {
  readonly id: number;
  readonly stops: Readonly<Record<Stop, AbortController>>;
  /** Answers the question that is open. */
  answer?: ((yes: boolean) => void) | undefined;
  done: Promise<void>;
}

export interface DeployPerform {
  readonly perform: (effect: DeployEffect, send: Send) => void;
  /** Leaves every run and closes what was opened. Settles when nothing of ours is left, or soon after. */
  readonly close: () => Promise<void>;
}

/** Longest time that is waited for a run that was left, in ms. */
const CLOSE_MS = 3000;

/** Carries out what the deploy screens ask for, and sends back what happens. Never throws. */
export function createDeployPerform(context: DeployPerformContext): DeployPerform {
  const session: DeploySession = {};
  const open = targetOpener(context);
  let place: RunPlace | undefined;
  let going: Going | undefined;

  type Start = (opened: OpenedTarget, controls: DeployControls) => Promise<AsyncGenerator<DeployEvent>>;

  function run(id: number, {send, start, choice}: {send: Send; start: Start; choice?: {context?: string}}): void {
    const before = going?.done ?? Promise.resolve();
    const stops = {
      leave: new AbortController(),
      'stop-waiting': new AbortController(),
      'break-off': new AbortController(),
    };
    const mine: Going = {id, stops, done: Promise.resolve()};
    going = mine;
    mine.done = (async () => {
      await before;
      try {
        const opened = await open(choice, place);
        place = {...opened, runs: context.runs};
        if (stops.leave.signal.aborted) return;
        const controls = controlsOf(mine, send, {context, place});
        const calm = calmEvents({everyMs: context.everyMs, send: (event) => send({type: 'event', run: id, event})});
        for await (const event of await start(opened, controls)) calm.take(event);
      } catch (error) {
        send(failure('run', error, id));
      }
    })();
  }

  const optionsOf = (): WatchOptions => ({...ATTENDED, ...context.options});

  const handlers: {
    readonly [Type in DeployEffect['type']]: (effect: Extract<DeployEffect, {type: Type}>, send: Send) => void;
  } = {
    'list-contexts': (_effect, send) => void listTargets(context, send),
    deploy: ({run: id, context: chosen}, send) =>
      run(id, {
        send,
        choice: chosen === undefined ? {} : {context: chosen},
        start: async ({connection, practice}, controls) => {
          const {deploy} = await import('./deploy/deploy.ts');
          const {manifests, runs} = context;
          const request = {connection, manifests, runs, options: optionsOf(), session, now: new Date()};
          return deploy({...request, ...(practice === undefined ? {} : {practice})}, controls);
        },
      }),
    watch: ({run: id}, send) =>
      run(id, {
        send,
        start: async ({connection, practice}, controls) => {
          const {watchRun} = await import('./deploy/watch-run.ts');
          const record = await recordOf(context, session);
          const name = session.name ?? record?.deployment.name ?? context.delegate.name;
          const request = {connection, name, runs: context.runs, options: optionsOf()};
          return watchRun(
            {...request, ...(practice === undefined ? {} : {practice}), ...(record === undefined ? {} : {record})},
            controls,
          );
        },
      }),
    undo: ({run: id}, send) =>
      run(id, {
        send,
        start: async ({connection, practice}, controls) => {
          const {undoRun} = await import('./deploy/undo-run.ts');
          const record = await recordOf(context, session);
          const name = session.name ?? record?.deployment.name ?? context.delegate.name;
          const objects = session.undo ?? record?.undo ?? [];
          const afterDeploy = session.undo !== undefined;
          const request = {connection, name, objects, runs: context.runs, afterDeploy};
          return undoRun(
            {...request, ...(practice === undefined ? {} : {practice}), ...(record === undefined ? {} : {record})},
            controls,
          );
        },
      }),
    answer: ({run: id, yes}) => {
      if (going?.id === id) going.answer?.(yes);
    },
    'log-in': ({run: id}) => {
      const mine = going;
      if (mine?.id === id && place !== undefined) void logInWith(context, place).then((ok) => mine.answer?.(ok));
    },
    stop: ({run: id, how}) => {
      if (going?.id === id) going.stops[how].abort();
    },
    'read-log': ({run: id, pod}, send) => void readPodLog(place, {run: id, pod}, send),
    exit: () => undefined,
  };

  return {
    perform: (effect, send) =>
      (handlers[effect.type] as (effect: DeployEffect, send: Send) => void)(effect, send),
    async close() {
      going?.stops.leave.abort();
      going?.answer?.(false);
      const ended = going?.done ?? Promise.resolve();
      const isOver = await Promise.race([ended.then(() => true), pause(CLOSE_MS).then(() => false)]);
      if (!isOver) {
        const {killAll} = await import('./services/run.ts');
        await killAll();
      }
      await open.close();
    },
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms).unref());

function failure(
  where: Extract<DeployMessage, {type: 'failed'}>['where'],
  error: unknown,
  run?: number,
): DeployMessage {
  const message = error instanceof Error ? error.message : String(error);
  return {
    type: 'failed',
    where,
    message,
    ...(run === undefined ? {} : {run}),
    ...(error instanceof UserError ? {next: error.next} : {}),
  };
}
