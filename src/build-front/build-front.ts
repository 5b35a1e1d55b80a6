import type {BuildContext} from './context.ts';
import {createBuildPerform} from './perform-build.ts';
import {SIGNAL_CODES} from '../domain/end-signals.ts';
import {EXIT_CODE, type ExitCode} from '../domain/exit-code.ts';
import {BUILD_CODES} from '../fronts/build-codes.ts';
import {runTui} from '../screens/tui.tsx';
import {createTheme} from '../ui/theme.ts';
import {untilSignal} from '../screens/until-signal.ts';
import type {BuildEffect, BuildExit, BuildMessage} from '../wizard/build/effects.ts';
import {openBuild} from '../wizard/build/open-build.ts';
import type {BuildJob, BuildState} from '../wizard/build/state.ts';
import {buildUpdate} from '../wizard/build/update.ts';
import {buildView} from '../wizard/build/view.ts';
import {createStore} from '../wizard/store.ts';

export interface BuildFrontInput extends Pick<
  BuildContext,
  'io' | 'directory' | 'answers' | 'patched' | 'cwd'
> {
  readonly job: BuildJob;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly noColor: boolean;
  readonly accessible: boolean;
}

export interface BuildFrontResult {
  readonly exit: BuildExit;
  /** For the shell. */
  readonly code: ExitCode;
}

/** The time goes on at this pace; a screen reader would read every change aloud. */
const EVERY_MS = {seen: 1000, spoken: 30_000};

/**
 * Opens the screens from the builder to the digest on a terminal, and resolves when the person is done, or the
 * process is asked to end. What was going on is broken off then. Throws `UserError` when the screen cannot be drawn.
 */
export async function openBuildFront(input: BuildFrontInput): Promise<BuildFrontResult> {
  const {job, io, directory, answers, patched, cwd, stdin, stdout, accessible} = input;
  const theme = createTheme({env: io.env, platform: process.platform, noColor: input.noColor});
  const {perform, close} = createBuildPerform({
    io,
    directory,
    answers,
    ...(patched === undefined ? {} : {patched}),
    cwd,
    now: () => new Date(),
    everyMs: accessible || theme.isPlain ? EVERY_MS.spoken : EVERY_MS.seen,
  });
  const store = createStore<BuildState, BuildMessage, BuildEffect>({
    initial: openBuild(job),
    update: buildUpdate,
    perform,
  });
  const {exit, signal} = await untilSignal({
    onSignal: () => store.send({type: 'signal'}),
    stdin,
    run: () =>
      runTui<BuildExit, BuildState>({
        store,
        view: buildView,
        theme,
        stdin,
        stdout,
        accessible,
        isFollowed: ({by}) => by === 'back' || by === 'deploy',
      }),
    close,
  });
  return {exit, code: signal === undefined ? codeOf(exit) : SIGNAL_CODES[signal]};
}

/** That of the last run; without one, nothing went wrong where the person simply went back. */
function codeOf({by, outcome}: BuildExit): ExitCode {
  if (outcome !== undefined) return BUILD_CODES[outcome];
  return by === 'ctrl+c' ? EXIT_CODE.cancelled : EXIT_CODE.ok;
}
