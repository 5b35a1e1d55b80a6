import assert from 'node:assert/strict';
import {test} from 'node:test';
import {THEMES} from '../helpers/render-at.tsx';
import {toolsScreen, twelveToolsScreen} from '../helpers/screen-samples.ts';
import {createFakeTerminal} from '../helpers/terminal.ts';
import type {FakeTerminal} from '../helpers/terminal.ts';
import {UserError} from '../../src/domain/user-error.ts';
import {runTui} from '../../src/screens/tui.tsx';
import type {UiStore} from '../../src/ui/app.tsx';
import type {Screen} from '../../src/wizard/screen.ts';

interface State {
  readonly screen: Screen;
  readonly outcome?: 'left' | 'done';
}

/** Moves the focus, and ends with Enter or Ctrl+C. */
function createStore(first: State): UiStore<State> {
  let state = first;
  const listeners = new Set<() => void>();
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    getState: () => state,
    sendKeys: (keys) => {
      for (const {name} of keys) {
        if (name === 'down') state = {screen: {...state.screen, focus: state.screen.focus + 1}};
        if (name === 'enter') state = {...state, outcome: 'done'};
        if (name === 'ctrl+c') state = {...state, outcome: 'left'};
      }
      for (const listener of listeners) listener();
    },
  };
}

const BEFORE = '$ ls\nDockerfile\n$ delegate-tui\n';

const opened = (
  terminal: FakeTerminal,
  screen: Screen = twelveToolsScreen,
  accessible = false,
  isFollowed = false,
) =>
  runTui<'left' | 'done', State>({
    isFollowed: (outcome) => isFollowed && outcome === 'done',
    store: createStore({screen}),
    view: (state) => state.screen,
    theme: THEMES.colour,
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    accessible,
  });

async function assertRestored(terminal: FakeTerminal): Promise<void> {
  const lines = await terminal.screen();
  assert.deepEqual(lines.slice(0, 3), BEFORE.trimEnd().split('\n'));
  assert.ok(lines.slice(3).every((line) => line === ''));
  assert.deepEqual(await terminal.cursor(), {x: 0, y: 3});
  assert.equal(terminal.cursorHidden(), false);
  assert.equal(terminal.isRaw(), false);
}

for (const [what, key, outcome] of [
  ['Enter', '\r', 'done'],
  ['Ctrl+C', '\u0003', 'left'],
] as const) {
  for (const accessible of [false, true]) {
    test(`${what}${accessible ? ', spoken' : ''}: the outcome comes back, the frame is gone`, async () => {
      const terminal = createFakeTerminal({columns: 80, rows: 24, before: BEFORE});
      const running = opened(terminal, twelveToolsScreen, accessible);
      terminal.press(key);
      assert.equal(await running, outcome);
      await assertRestored(terminal);
    });
  }
}

test('a frame as high as the window allows is taken away whole', async () => {
  const terminal = createFakeTerminal({columns: 80, rows: 40, before: BEFORE});
  const running = opened(terminal, toolsScreen);
  terminal.press('\u001b[B\u001b[B\r');
  assert.equal(await running, 'done');
  assert.deepEqual(
    await terminal.screen(),
    Array.from({length: 40}, () => ''),
  );
  assert.deepEqual((await terminal.history()).slice(0, 3), BEFORE.trimEnd().split('\n'));
  assert.equal(terminal.isRaw(), false);
});

test('raw mode is on before the first byte is written', async () => {
  const terminal = createFakeTerminal({columns: 80, rows: 24});
  const running = opened(terminal);
  terminal.press('\r');
  await running;
  assert.equal(terminal.log[0], 'raw on');
  assert.equal(terminal.log.at(-1), 'raw off');
});

test('keys typed before the app is up are not lost', async () => {
  const terminal = createFakeTerminal({columns: 80, rows: 24, before: BEFORE});
  terminal.press('\u001b[B\u001b[B\n');
  const running = opened(terminal);
  terminal.press('');
  assert.equal(await running, 'done');
});

test('raw mode stays for a screen that follows, without a moment in which the terminal would echo', async () => {
  for (const [key, isRaw] of [
    ['\r', true],
    ['\u0003', false],
  ] as const) {
    const terminal = createFakeTerminal({columns: 80, rows: 24});
    const outcome = opened(terminal, twelveToolsScreen, false, true);
    await new Promise((resolve) => setImmediate(resolve));
    terminal.press(key);
    await outcome;
    assert.equal(terminal.isRaw(), isRaw, JSON.stringify(key));
    assert.equal(terminal.log.includes('raw off'), !isRaw, JSON.stringify(key));
  }
});

test('a machine that has ended already shows nothing and comes back', async () => {
  const terminal = createFakeTerminal({columns: 80, rows: 24, before: BEFORE});
  const outcome = await runTui<'left' | 'done', State>({
    store: createStore({screen: twelveToolsScreen, outcome: 'left'}),
    view: (state) => state.screen,
    theme: THEMES.colour,
    stdin: terminal.stdin,
    stdout: terminal.stdout,
  });
  assert.equal(outcome, 'left');
  await assertRestored(terminal);
});

test('what goes wrong while drawing restores the terminal and says what to do', async () => {
  const terminal = createFakeTerminal({columns: 80, rows: 24, before: BEFORE});
  const cause = new Error('no such row');
  let broken = false;
  const running = runTui<'left' | 'done', State>({
    store: createStore({screen: twelveToolsScreen}),
    view: (state) => {
      if (broken) throw cause;
      return state.screen;
    },
    theme: THEMES.colour,
    stdin: terminal.stdin,
    stdout: terminal.stdout,
  });
  broken = true;
  terminal.press('\u001b[B');
  await assert.rejects(running, (error) => {
    assert.ok(error instanceof UserError);
    assert.equal(error.cause, cause);
    assert.match(error.next.join(' '), /--help/);
    return true;
  });
  await assertRestored(terminal);
});
