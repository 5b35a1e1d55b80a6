import {render} from 'ink';
import type {Instance} from 'ink';
import type {ReactElement} from 'react';
import type {Screen} from '../wizard/screen.ts';
import {App} from './app.tsx';
import type {UiStore, WindowSize} from './app.tsx';
import {DrawBoundary} from './draw-boundary.tsx';
import {LendTerminal} from './lend-terminal.tsx';
import {withShortMoves} from './short-moves.ts';
import type {TerminalDesk} from './terminal-desk.ts';
import type {Theme} from './theme.ts';

/** Over SSH more frames are only more bytes. */
const MAX_FRAMES_PER_SECOND = 15;
/** For terminals that do not tell their size. */
const USUAL_SIZE = {columns: 80, rows: 24};

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
  /** Takes the frame from the terminal and gives the terminal back. */
  readonly unmount: () => Promise<void>;
}

function sizeOf(stdout: NodeJS.WriteStream): WindowSize {
  return {columns: stdout.columns || USUAL_SIZE.columns, rows: stdout.rows || USUAL_SIZE.rows};
}

/**
 * Ink draws the frame of the old size once more before its hooks learn the new one. So this listener runs
 * before Ink's: it takes the old frame away where it may no longer fit, and draws the new one at once.
 */
function followSize(
  stdout: NodeJS.WriteStream,
  instance: Instance,
  tree: (size: WindowSize) => ReactElement,
) {
  let last = sizeOf(stdout);
  const resize = (): void => {
    const size = sizeOf(stdout);
    if (size.columns < last.columns || size.rows < last.rows) instance.clear();
    last = size;
    instance.rerender(tree(size));
  };
  stdout.prependListener('resize', resize);
  return () => void stdout.off('resize', resize);
}

/** Starts drawing the store's state and sending it keys. One app per terminal at a time. */
export function mountApp<State>(options: MountOptions<State>): MountedApp {
  const {store, view, theme, stdin, stdout, accessible, desk, onError} = options;
  const tree = (size: WindowSize): ReactElement => (
    <DrawBoundary onError={onError}>
      <App store={store} view={view} theme={theme} size={size} />
      {desk === undefined ? null : <LendTerminal desk={desk} />}
    </DrawBoundary>
  );
  const instance = render(tree(sizeOf(stdout)), {
    stdin,
    stdout: withShortMoves(stdout),
    incrementalRendering: true,
    maxFps: MAX_FRAMES_PER_SECOND,
    exitOnCtrlC: false,
    // Ink draws only the last frame wherever the variable CI is set, also for a person at a terminal.
    interactive: stdout.isTTY,
    isScreenReaderEnabled: accessible,
  });
  const unfollow = followSize(stdout, instance, tree);
  return {
    flush: () => instance.waitUntilRenderFlush(),
    unmount: async () => {
      unfollow();
      await instance.waitUntilRenderFlush();
      instance.clear();
      instance.unmount();
      await instance.waitUntilExit();
      instance.cleanup();
    },
  };
}
