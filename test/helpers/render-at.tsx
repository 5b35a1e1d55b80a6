import './force-color.ts';
import '../../src/polyfill.ts';
import type {UiStore} from '../../src/ui/app.tsx';
import {mountApp} from '../../src/ui/mount-app.tsx';
import {createTheme} from '../../src/ui/theme.ts';
import type {Theme} from '../../src/ui/theme.ts';
import type {Key} from '../../src/wizard/keys.ts';
import type {Screen} from '../../src/wizard/screen.ts';
import {createFakeTerminal} from './terminal.ts';
import type {FakeTerminal} from './terminal.ts';

/** The looks that tests go through, by name. */
export const THEMES = {
  colour: createTheme({env: {LANG: 'en_GB.UTF-8', TERM: 'xterm-256color'}}),
  'no colour': createTheme({env: {LANG: 'en_GB.UTF-8', TERM: 'xterm-256color', NO_COLOR: '1'}}),
  ascii: createTheme({env: {LANG: 'C', TERM: 'vt100'}}),
} satisfies Readonly<Record<string, Theme>>;

/** A store whose state is the screen itself. */
export interface ScreenStore extends UiStore<Screen> {
  readonly show: (screen: Screen) => void;
  readonly keys: readonly Key[];
}

export function createScreenStore(first: Screen): ScreenStore {
  let screen = first;
  const listeners = new Set<() => void>();
  const keys: Key[] = [];
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    getState: () => screen,
    sendKeys: (sent) => void keys.push(...sent),
    show: (next) => {
      screen = next;
      for (const listener of listeners) listener();
    },
    keys,
  };
}

export interface Rendered {
  readonly terminal: FakeTerminal;
  readonly store: ScreenStore;
  /** Shows another screen and waits until it is written. */
  readonly show: (screen: Screen) => Promise<void>;
  /** Another size of the window, until the frame for it is written. */
  readonly resize: (columns: number, rows: number) => Promise<void>;
  /** What is visible, without empty lines at the end. */
  readonly frame: () => Promise<string[]>;
  /** Ends the app; throws what went wrong while drawing. */
  readonly unmount: () => Promise<void>;
}

function withoutTail(lines: readonly string[]): string[] {
  const end = lines.findLastIndex((line) => line !== '');
  return lines.slice(0, end + 1);
}

/** Draws a screen in a terminal of a size, with the same options of Ink as the product. */
export async function renderAt({
  screen,
  columns,
  rows,
  theme = THEMES.colour,
  accessible = false,
  before = '',
}: {
  screen: Screen;
  columns: number;
  rows: number;
  theme?: Theme;
  accessible?: boolean;
  before?: string;
}): Promise<Rendered> {
  const terminal = createFakeTerminal({columns, rows, before});
  const store = createScreenStore(screen);
  const errors: unknown[] = [];
  const app = mountApp({
    store,
    view: (state) => state,
    theme,
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    accessible,
    onError: (error) => errors.push(error),
  });
  await app.flush();
  return {
    terminal,
    store,
    show: async (next) => {
      store.show(next);
      await app.flush();
    },
    resize: async (newColumns, newRows) => {
      terminal.resize(newColumns, newRows);
      await app.flush();
    },
    frame: async () => withoutTail(await terminal.screen()),
    unmount: async () => {
      await app.unmount();
      if (errors.length > 0) throw errors[0];
    },
  };
}
