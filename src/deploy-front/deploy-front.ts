import {brokenRun} from './after-crash.ts';
import type {DeployContext} from './context.ts';
import {createDeployPerform} from './perform-deploy.ts';
import {afterCrash} from '../domain/deploy/after-crash.ts';
import type {WatchOptions} from '../domain/deploy/watch-options.ts';
import {SIGNAL_CODES} from '../domain/end-signals.ts';
import {Crash} from '../domain/user-error.ts';
import {EXIT_CODE, type ExitCode} from '../domain/exit-code.ts';
import type {Io} from '../console/io.ts';
import {runsDirectory, type RunRecord} from '../services/run-record.ts';
import {runTui} from '../screens/tui.tsx';
import {createTerminalDesk} from '../ui/terminal-desk.ts';
import {createTheme} from '../ui/theme.ts';
import {untilSignal} from '../screens/until-signal.ts';
import type {DeployEffect, DeployExit, DeployMessage, ScenarioChoice} from '../wizard/deploy/effects.ts';
import {openDeploy} from '../wizard/deploy/open-deploy.ts';
import type {DeployState, RunKind} from '../wizard/deploy/state.ts';
import {deployUpdate} from '../wizard/deploy/update.ts';
import {deployView} from '../wizard/deploy/view.ts';
import {createStore} from '../wizard/store.ts';

export interface DeployFrontInput {
  readonly kind: RunKind;
  /** Name of the Deployment and its namespace; of a record, what it says. */
  readonly delegate: {readonly name: string; readonly namespace: string};
  /** Texts of the manifests, in the order in which they are applied; none for a watch or an undo. */
  readonly manifests?: readonly string[];
  /** Where they came from, as the user wrote it: `custom-del/harness-delegate.yaml`. */
  readonly file?: string;
  /** The target, when it was given on the command line; else a deploy asks for it. */
  readonly context?: string;
  /** Scenario of the practice cluster, when that was asked for: it is played without asking. Empty: it is asked. */
  readonly practice?: string;
  /** What the practice cluster can play, the usual one first. */
  readonly scenarios?: readonly ScenarioChoice[];
  /** How many times as fast as real time the practice cluster plays. */
  readonly speed?: number;
  /** The run that a watch or an undo comes back to. */
  readonly record?: RunRecord;
  readonly options?: Partial<WatchOptions>;
  /** What a verification after the rollout looks for. */
  readonly verifies?: DeployContext['verifies'];
  /** File of the validation pipeline, which is offered at the end. */
  readonly validation?: string;
  /** The wizard was before this: Esc at the choice of a cluster leads back to it. */
  readonly hasReview?: true;
  /** Fields of other managers are taken over without asking. */
  readonly takesOver?: boolean;
  /** The command that applies without us, for those without kubectl. */
  readonly byHand?: string;
  readonly io: Pick<Io, 'env'>;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly noColor: boolean;
  readonly accessible: boolean;
}

export interface DeployFrontResult {
  readonly exit: DeployExit;
  /** For the shell. */
  readonly code: ExitCode;
}

const USUAL_SCENARIO = 'ok';
/** Ages and times go on at this pace; a screen reader would read every change aloud. */
const EVERY_MS = {seen: 1000, spoken: 10_000};

/**
 * Opens the screens from the choice of a cluster to the end of the rollout on a terminal, and resolves when the
 * person is done, or the process is asked to end. Nothing that was started is left then, except an apply that
 * goes on by itself. Throws `UserError` when the screen cannot be drawn.
 */
export async function openDeployFront(input: DeployFrontInput): Promise<DeployFrontResult> {
  const {kind, delegate, record, io, stdin, stdout, accessible} = input;
  const desk = createTerminalDesk(stdin);
  let isLent = false;
  const lend = async (work: () => Promise<void>): Promise<void> => {
    isLent = true;
    await desk.lend(work).finally(() => {
      isLent = false;
    });
  };
  const theme = createTheme({env: io.env, platform: process.platform, noColor: input.noColor});
  const isSpoken = accessible || theme.isPlain;
  const {perform, close} = createDeployPerform(contextOf({...input, accessible: isSpoken}, lend));
  const store = createStore<DeployState, DeployMessage, DeployEffect>({
    initial: openDeploy({
      job: {
        kind,
        name: record?.deployment.name ?? delegate.name,
        namespace: record?.target.namespace ?? delegate.namespace,
        file: input.file ?? '',
        ...(record === undefined ? {} : {record: record.id}),
        ...(input.validation === undefined ? {} : {validation: input.validation}),
        ...(input.hasReview === undefined ? {} : {hasReview: input.hasReview}),
      },
      ...(input.context === undefined ? {} : {context: input.context}),
      practice: input.practice !== undefined,
      ...(input.practice ? {scenario: input.practice} : {}),
      ...(input.scenarios === undefined ? {} : {scenarios: input.scenarios}),
    }),
    update: deployUpdate,
    perform,
  });
  const {exit, signal} = await untilSignal({
    // Ctrl+C is then for the program that has the terminal.
    isForOthers: (name) => name === 'SIGINT' && isLent,
    onSignal: () => store.send({type: 'signal'}),
    stdin,
    run: () =>
      runTui<DeployExit, DeployState>({
        store,
        view: deployView,
        theme,
        stdin,
        stdout,
        accessible,
        desk,
        isFollowed: ({by}) => by === 'back' && input.hasReview === true,
      }),
    close,
  }).catch((error: unknown) => {
    if (!(error instanceof Crash)) throw error;
    throw new Crash(error.message, {cause: error.cause, next: afterCrash(brokenRun(store.getState()))});
  });
  return {exit, code: signal === undefined ? codeOf(exit) : SIGNAL_CODES[signal]};
}

/** That of the run; without one, nothing went wrong where the person simply went back. */
const codeOf = ({by, exitCode}: DeployExit): ExitCode =>
  exitCode ?? (by === 'ctrl+c' ? EXIT_CODE.cancelled : EXIT_CODE.ok);

function contextOf(input: DeployFrontInput, lend: DeployContext['lend']): DeployContext {
  const {delegate, record, options, byHand, context, io, accessible, stdout} = input;
  return {
    io,
    manifests: input.manifests ?? [],
    delegate,
    scenario: input.practice || USUAL_SCENARIO,
    runs: runsDirectory(io.env),
    takesOver: input.takesOver === true,
    ...(input.speed === undefined ? {} : {speed: input.speed}),
    ...(record === undefined ? {} : {record}),
    ...(context === undefined ? {} : {context}),
    ...(options === undefined ? {} : {options}),
    ...(byHand === undefined ? {} : {byHand}),
    ...(input.verifies === undefined ? {} : {verifies: input.verifies}),
    everyMs: accessible ? EVERY_MS.spoken : EVERY_MS.seen,
    lend,
    print: (line) => stdout.write(`${line}\n`),
  };
}
