import {useInput, useIsScreenReaderEnabled} from 'ink';
import {useMemo, useRef, useState, useSyncExternalStore} from 'react';
import type {ReactElement} from 'react';
import {toKeys} from '../wizard/keys.ts';
import type {Key} from '../wizard/keys.ts';
import type {Screen} from '../wizard/screen.ts';
import {FrameView} from './frame-view.tsx';
import {layoutScreen} from './layout.ts';
import {LinesView} from './line-view.tsx';
import {createScrollMemory} from './scroll-memory.ts';
import {layoutSpoken} from './spoken-layout.ts';
import {SpokenView} from './spoken-view.tsx';
import {ThemeContext} from './theme-context.ts';
import type {Theme} from './theme.ts';
import {isTooSmall, tooSmallLines} from './too-small.ts';

/** What the app needs of the machine behind it. */
export interface UiStore<State> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getState: () => State;
  readonly sendKeys: (keys: readonly Key[]) => void;
}

/** Of the terminal, in cells. */
export interface WindowSize {
  readonly columns: number;
  readonly rows: number;
}

/** As everywhere in a terminal. The machine knows them too, and does nothing. */
const REDRAW_KEY = 'ctrl+l';
const SUSPEND_KEY = 'ctrl+z';
/** Keys that need no frame to be understood. */
const BLIND_KEYS: ReadonlySet<string> = new Set(['ctrl+c', REDRAW_KEY, SUSPEND_KEY]);
const nothing = (): void => undefined;

interface TerminalKeys {
  /** Draws everything anew, whatever stands on the screen. */
  readonly onRedraw?: () => void;
  /** Gives the terminal back to the shell until that lets us go on. */
  readonly onSuspend?: () => void;
}

/**
 * Hands keys to the machine; the only place that listens to the keyboard. Where the window shows no frame, keys
 * that act on what it would show are ignored; a screen reader has no such window.
 */
function useKeys(
  sendKeys: (keys: readonly Key[]) => void,
  size: WindowSize,
  {onRedraw = nothing, onSuspend = nothing}: TerminalKeys,
): void {
  const afterEscape = useRef(false);
  const isBlind = !useIsScreenReaderEnabled() && isTooSmall(size);
  useInput((input, flags) => {
    const read = toKeys(input, flags, afterEscape.current);
    afterEscape.current = read.length === 1 && read[0]?.name === 'escape';
    const keys = isBlind ? read.filter(({name}) => BLIND_KEYS.has(name)) : read;
    if (keys.some(({name}) => name === REDRAW_KEY)) onRedraw();
    if (keys.length > 0) sendKeys(keys);
    if (keys.some(({name}) => name === SUSPEND_KEY)) onSuspend();
  });
}

function ScreenView({
  screen,
  theme,
  size,
}: {
  readonly screen: Screen;
  readonly theme: Theme;
  readonly size: WindowSize;
}): ReactElement {
  const spoken = useIsScreenReaderEnabled();
  const [memory] = useState(createScrollMemory);
  const place = `${screen.step} ${screen.overlay ?? ''}`;
  const input = {...size, screen, theme, top: memory.recall(place), panelBefore: memory.recallPanel()};
  if (spoken) {
    const layout = layoutSpoken(input);
    memory.remember(place, layout.top);
    memory.rememberPanel(layout.panelPlace);
    return <SpokenView layout={layout} />;
  }
  const tooSmall = tooSmallLines(input);
  if (tooSmall !== undefined) return <LinesView lines={tooSmall} margin="" />;
  const layout = layoutScreen(input);
  if (layout.middle !== undefined) memory.remember(place, layout.middle.top);
  memory.rememberPanel(layout.panelPlace);
  return <FrameView layout={layout} />;
}

/** The whole terminal UI: the state of the machine drawn as a screen, and keys handed back. */
export function App<State>({
  store,
  view,
  theme,
  size,
  ...terminalKeys
}: {
  readonly store: UiStore<State>;
  /** Must be pure. */
  readonly view: (state: State) => Screen;
  readonly theme: Theme;
  readonly size: WindowSize;
} & TerminalKeys): ReactElement {
  const state = useSyncExternalStore(store.subscribe, store.getState);
  const screen = useMemo(() => view(state), [view, state]);
  useKeys(store.sendKeys, size, terminalKeys);
  return (
    <ThemeContext value={theme}>
      <ScreenView screen={screen} theme={theme} size={size} />
    </ThemeContext>
  );
}
