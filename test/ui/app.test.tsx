import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createScreenStore, renderAt, THEMES} from '../helpers/render-at.tsx';
import type {ScreenStore} from '../helpers/render-at.tsx';
import {imageScreen, startScreen, twelveToolsScreen} from '../helpers/screen-samples.ts';
import {render} from 'ink-testing-library';
import stripAnsi from 'strip-ansi';
import {App} from '../../src/ui/app.tsx';
import {keyId} from '../../src/wizard/keys.ts';
import type {Screen} from '../../src/wizard/screen.ts';

interface Tested {
  readonly store: ScreenStore;
  readonly frame: () => string;
  readonly press: (text: string) => Promise<void>;
  readonly show: (screen: Screen) => Promise<void>;
  readonly end: () => void;
}

/** Effects of React and Ink's listeners are in place one turn of the event loop later. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function open(screen: Screen, size = {columns: 100, rows: 24}): Promise<Tested> {
  const store = createScreenStore(screen);
  const app = render(<App store={store} view={(state) => state} theme={THEMES.colour} size={size} />);
  await settle();
  return {
    store,
    frame: () => stripAnsi(app.lastFrame() ?? ''),
    press: async (text) => {
      app.stdin.write(text);
      await settle();
    },
    show: async (next) => {
      store.show(next);
      await settle();
    },
    end: () => {
      app.unmount();
      app.cleanup();
    },
  };
}

for (const [bytes, keys] of [
  ['\u001b[B', [{name: 'down'}]],
  ['\u001b[B\u001b[B\r', [{name: 'down'}, {name: 'down'}, {name: 'enter'}]],
  ['jj', ['j', 'j'].map((text) => ({name: 'text', text}))],
  ['  ', [' ', ' '].map((text) => ({name: 'text', text}))],
  ['ab\r', [{name: 'text', text: 'a'}, {name: 'text', text: 'b'}, {name: 'enter'}]],
  ['j\n', [{name: 'text', text: 'j'}, {name: 'enter'}]],
  ['\u0003', [{name: 'ctrl+c'}]],
  ['\u001b[Z', [{name: 'shift+tab'}]],
] as const) {
  test(`${JSON.stringify(bytes)} in one read reaches the machine as ${keys.length} keys`, async () => {
    const app = await open(twelveToolsScreen);
    await app.press(bytes);
    assert.deepEqual(app.store.keys, keys);
    app.end();
  });
}

test('ctrl+z gives the terminal back once, wherever it comes in a read, and what was typed before is taken', async () => {
  const store = createScreenStore(twelveToolsScreen);
  const seen: unknown[] = [];
  const app = render(
    <App
      store={store}
      view={(state) => state}
      theme={THEMES.colour}
      size={{columns: 100, rows: 24}}
      onSuspend={() => seen.push(store.keys.map(keyId))}
    />,
  );
  await settle();
  app.stdin.write('a\u001a');
  await settle();
  assert.deepEqual(seen, [['a', 'ctrl+z']]);
  app.unmount();
  app.cleanup();
});

for (const [columns, rows, heard] of [
  [29, 24, ['ctrl+c', 'ctrl+z', 'ctrl+l']],
  [100, 7, ['ctrl+c', 'ctrl+z', 'ctrl+l']],
  [30, 8, ['y', 'enter', 'down', 'ctrl+c', 'ctrl+z', 'ctrl+l', 'a']],
] as const) {
  test(`${columns}x${rows}: of all keys, those are heard that the window shows something for`, async () => {
    const app = await open(twelveToolsScreen, {columns, rows});
    for (const key of ['y\r\u001b[B', '\u0003\u001a', '\u000c', '\u001b[200~a\u001b[201~'])
      await app.press(key);
    assert.deepEqual(
      app.store.keys.map((key) => (key.name === 'text' ? key.text : key.name)),
      heard,
    );
    app.end();
  });
}

test('a screen reader has no window: every key is heard', async () => {
  const {terminal, store, unmount} = await renderAt({
    screen: twelveToolsScreen,
    columns: 20,
    rows: 6,
    accessible: true,
  });
  terminal.press('y\r');
  assert.deepEqual(store.keys, [{name: 'text', text: 'y'}, {name: 'enter'}]);
  await unmount();
});

test('an arrow key whose escape came a moment earlier is not typed as text', async () => {
  const app = await open(twelveToolsScreen);
  await app.press('\u001b');
  while (app.store.keys.length === 0) await settle();
  await app.press('[B');
  assert.deepEqual(app.store.keys, [{name: 'escape'}]);
  app.end();
});

for (const screen of [startScreen, twelveToolsScreen]) {
  test(`${screen.step}: exactly the focused row has the pointer, wherever the focus goes`, async () => {
    const app = await open(screen);
    for (const focus of [0, 1, 5, 4, 2, screen.rows.length - 1, 0]) {
      await app.show({...screen, focus});
      const pointed = app
        .frame()
        .split('\n')
        .filter((line) => line.includes('❯'));
      assert.equal(pointed.length, 1);
      assert.ok(pointed[0]?.includes(screen.rows[focus]?.label ?? '?'));
    }
    app.end();
  });
}

test('no row has the pointer when none is focused', async () => {
  const app = await open({...startScreen, focus: -1});
  assert.ok(!app.frame().includes('❯'));
  app.end();
});

test('rows may change together with the focus', async () => {
  const app = await open({...twelveToolsScreen, focus: 11});
  await app.show({...twelveToolsScreen, rows: twelveToolsScreen.rows.slice(3, 6), focus: 1});
  assert.match(app.frame(), /❯ ◯ helm/);
  await app.show({...imageScreen, focus: 0});
  assert.match(app.frame(), /❯ ◉ Docker Hub/);
  assert.match(app.frame(), /Where does the image live\?/);
  app.end();
});

test('rows with the same name and id are all drawn', async () => {
  const row = {kind: 'choose' as const, id: 'same', label: 'same'};
  const app = await open({...startScreen, rows: [row, row, row], focus: 1});
  assert.equal(app.frame().split('same').length - 1, 3);
  app.end();
});

test('the problem of a field stands under its value', async () => {
  const app = await open(imageScreen);
  const lines = app.frame().split('\n');
  const at = lines.findIndex((line) => line.includes('❯ Tag'));
  assert.match(lines[at + 1] ?? '', /^ {17}✖ A tag is needed/);
  app.end();
});
