import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createScreenStore, THEMES} from '../helpers/render-at.tsx';
import {startScreen} from '../helpers/screen-samples.ts';
import {createFakeTerminal} from '../helpers/terminal.ts';
import type {FakeTerminal} from '../helpers/terminal.ts';
import {mountApp} from '../../src/ui/mount-app.tsx';
import {createTerminalDesk} from '../../src/ui/terminal-desk.ts';
import type {TerminalDesk} from '../../src/ui/terminal-desk.ts';
import type {Key} from '../../src/wizard/keys.ts';

interface Open {
  readonly terminal: FakeTerminal;
  /** What came, read by read. */
  readonly reads: readonly (readonly Key[])[];
  readonly desk: TerminalDesk;
  readonly flush: () => Promise<void>;
  readonly unmount: () => Promise<void>;
}

async function open(): Promise<Open> {
  const terminal = createFakeTerminal({columns: 80, rows: 24});
  const reads: (readonly Key[])[] = [];
  const desk = createTerminalDesk({pause: () => terminal.stdin});
  const app = mountApp({
    store: {...createScreenStore(startScreen), sendKeys: (keys) => void reads.push(keys)},
    view: (screen) => screen,
    theme: THEMES.colour,
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    accessible: false,
    desk,
    onError: (error) => assert.fail(String(error)),
  });
  await app.flush();
  return {terminal, reads, desk, flush: app.flush, unmount: app.unmount};
}

const text = (letter: string): Key => ({name: 'text', text: letter});

for (const [what, reads, expected] of [
  ['keys of one read come together', ['\u001b[Bj\r'], [[{name: 'down'}, text('j'), {name: 'enter'}]]],
  ['keys of two reads do not', ['j', '\r'], [[text('j')], [{name: 'enter'}]]],
  ['a paste is one key', ['\u001b[200~a\nb\n\u001b[201~'], [[{name: 'paste', text: 'a\u2028b'}]]],
  [
    'a paste comes read by read',
    ['\u001b[200~a', 'b\u001b[201~'],
    [['a'], ['b']].map(([text]) => [{name: 'paste', text}]),
  ],
  [
    'Ctrl+C is heard in a paste without an end',
    ['\u001b[200~a', '\u0003'],
    [[{name: 'paste', text: 'a'}], [{name: 'ctrl+c'}]],
  ],
  [
    'Escape and an arrow in one read are both heard',
    ['\u001b\u001b[B'],
    [[{name: 'escape'}, {name: 'down'}]],
  ],
] as const) {
  test(`reads: ${what}`, async () => {
    const app = await open();
    for (const read of reads) app.terminal.press(read);
    assert.deepEqual(app.reads, expected);
    await app.unmount();
  });
}

const ON = '\u001b[?2004h';
const OFF = '\u001b[?2004l';
const modes = (written: string): string[] => written.match(/\u001b\[\?2004[hl]/g) ?? [];

test('reads: the terminal marks what is pasted, from the first frame to the end', async () => {
  const app = await open();
  assert.deepEqual(modes(app.terminal.takeWritten()), [ON]);
  await app.unmount();
  assert.deepEqual(modes(app.terminal.takeWritten()), [OFF]);
});

test('reads: who gets the terminal for a while gets it without marks', async () => {
  const app = await open();
  app.terminal.takeWritten();
  await app.desk.lend(async () => {
    assert.deepEqual(modes(app.terminal.takeWritten()), [OFF]);
    app.terminal.resize(60, 20);
    assert.equal(app.terminal.takeWritten(), '', 'nothing of ours is drawn meanwhile');
    await Promise.resolve();
  });
  assert.deepEqual(modes(app.terminal.takeWritten()), [ON]);
  await app.unmount();
  assert.deepEqual(modes(app.terminal.takeWritten()), [OFF]);
});

test('reads: Ctrl+L draws everything again', async () => {
  const app = await open();
  const before = await app.terminal.screen();
  app.terminal.takeWritten();
  app.terminal.press('\u000c');
  await app.flush();
  assert.match(app.terminal.takeWritten(), /Nothing/);
  assert.deepEqual(await app.terminal.screen(), before);
  await app.unmount();
});
