import {render} from 'ink';
import type {ReactElement} from 'react';
import type {Screen} from '../wizard/screen.ts';
import {App} from './app.tsx';
import type {UiStore} from './app.tsx';
import {DrawBoundary} from './draw-boundary.tsx';
import {beforeEndSignals} from './end-signals.ts';
import {betweenPauses} from './pause-signals.ts';
import {followSize, readSize, sizeOf} from './follow-size.ts';
import {LendTerminal} from './lend-terminal.tsx';
import {createFrameWriter} from './frame-writer.ts';
import {withMarks} from './marked-stdin.ts';
import {createReadBatch} from './read-batch.ts';
import type {TerminalDesk} from './terminal-desk.ts';
import {openTerminalModes} from './terminal-modes.ts';
import type {Theme} from './theme.ts';

/** Over SSH more frames are only more bytes. */
const FRAME_INTERVAL_MS = 66;

/** What is written there can only be added to: what was typed in one go is told once. */
const LINES_INTERVAL_MS = 250;

/** Cursor home, and everything below erased; what scrolled out of the window stays. */
const CLEAR_WINDOW = '\u001b[H\u001b[J';

export interface MountOptions<State> {
  readonly store: UiStore<State>;
  /** Must be pure: the state as something to draw. */
  readonly view: (state: State) => Screen;
  readonly theme: Theme;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Plain sentences for a screen reader instead of columns and signs. */
  readonly accessible: boolean;
  /** Gets hold of the terminal while the app is up. */
  readonly desk?: TerminalDesk;
  /** Told what went wrong while drawing; nothing is drawn after that. */
  readonly onError: (error: unknown) => void;
}

export interface MountedApp {
  /** Resolves when everything drawn so far is written. */
  readonly flush: () => Promise<void>;
  /** Takes the frame from the terminal and gives the terminal back; `staysRaw`: without echo, for another screen. */
  readonly unmount: (options?: {readonly staysRaw: boolean}) => Promise<void>;
}

/** Starts drawing the store's state and sending it keys. One app per terminal at a time. */
export function mountApp<State>(options: MountOptions<State>): MountedApp {
  const {store, view, theme, stdin, stdout, accessible, desk, onError} = options;
  const {isPlain} = theme;
  const modes = openTerminalModes(stdout, !isPlain);
  // A screen reader reads what is written, line after line: Ink knows how to do that.
  const writer =
    accessible && !isPlain
      ? undefined
      : createFrameWriter(stdout, {intervalMs: isPlain ? LINES_INTERVAL_MS : FRAME_INTERVAL_MS, isPlain});
  const batch = createReadBatch(store.sendKeys);
  let staysRaw = false;
  const fed: UiStore<State> = {...store, sendKeys: batch.sendKeys};
  const tree = (): ReactElement => (
    <DrawBoundary onError={onError}>
      <App
        store={fed}
        view={view}
        theme={theme}
        size={sizeOf(stdout)}
        onRedraw={redraw}
        onSuspend={() => setImmediate(suspend)}
      />
      {desk === undefined ? null : (
        <LendTerminal desk={desk} modes={modes} beforeLending={clear} afterLending={readSize} />
      )}
    </DrawBoundary>
  );
  const draw = (): void => instance.rerender(tree());
  const clear = (): void => {
    if (!modes.isOurs()) return;
    if (writer === undefined) instance.clear();
    else writer.erase();
  };
  const redraw = (): void => {
    if (!modes.isOurs()) return;
    readSize();
    draw();
    writer?.redraw(CLEAR_WINDOW);
  };
  // Not in the middle of a read: first the machine gets all keys of it.
  const suspend = (): void => {
    if (modes.isOurs()) pauses.suspend();
  };
  const leave = (): void => {
    // What lets us go on may be heard after what ends us.
    pauses.close();
    unfollow();
    clear();
    writer?.close();
    modes.giveBack();
    instance.unmount();
  };
  // Before Ink listens to the same signals: whether others do is asked here.
  const stopEndSignals = beforeEndSignals(leave, modes.isLent);
  const giveAway = (): void => {
    modes.pause();
    stdin.setRawMode(false);
  };
  const takeBack = (): void => {
    stdin.setRawMode(true);
    modes.resume();
    readSize();
  };
  const pauses = betweenPauses({
    pause: () => {
      if (!modes.isOurs()) return;
      clear();
      giveAway();
    },
    resume: () => {
      takeBack();
      draw();
    },
    // The shell has set the terminal as it likes it, and written over the frame.
    onUntoldStop: () => {
      if (!modes.isOurs()) return;
      giveAway();
      takeBack();
      redraw();
    },
  });
  const instance = render(tree(), {
    stdin: withMarks(stdin, {batch, staysRaw: () => staysRaw}),
    stdout: writer?.stream ?? stdout,
    // Ink hands over every frame whole then; the writer finds out what changed.
    debug: writer !== undefined,
    exitOnCtrlC: false,
    // Ink draws only the last frame wherever a variable of CI is set, also for a person at a terminal.
    interactive: stdout.isTTY,
    isScreenReaderEnabled: accessible || isPlain,
  });
  const unfollow = isPlain ? () => undefined : followSize(stdout, {clear, draw, redraw});
  return {
    flush: () => instance.waitUntilRenderFlush(),
    unmount: async (options) => {
      staysRaw = options?.staysRaw === true;
      stopEndSignals();
      unfollow();
      await instance.waitUntilRenderFlush();
      leave();
      await instance.waitUntilExit();
      instance.cleanup();
    },
  };
}
