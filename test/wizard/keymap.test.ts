import assert from 'node:assert/strict';
import {test} from 'node:test';
import {COMMANDS} from '../../src/wizard/commands.ts';
import {KEYMAP} from '../../src/wizard/keymap.ts';
import {atReview, COMPLETE, machine, type Machine} from './machine.ts';

test('keymap: ids are unique, every row has words, every command is there', () => {
  assert.equal(new Set(KEYMAP.map((row) => row.id)).size, KEYMAP.length);
  for (const row of KEYMAP) {
    assert.match(row.help, /^[A-Z].*\.$/, row.id);
    assert.ok(row.label !== '' && row.label.length <= 14, row.id);
    for (const command of Object.values(row.keys))
      assert.equal(typeof COMMANDS[command], 'function', command);
  }
});

test('keymap: every command has a key', () => {
  const bound = new Set(KEYMAP.flatMap((row) => Object.values(row.keys)));
  assert.deepEqual(
    Object.keys(COMMANDS).filter((command) => !bound.has(command as never)),
    [],
  );
});

test('keymap: keys that belong to the terminal are left alone', () => {
  const keys = KEYMAP.flatMap((row) => Object.keys(row.keys));
  assert.deepEqual(
    keys.filter((key) => /^(ctrl\+[sq]|f\d+|alt\+.*|meta\+.*)$/.test(key)),
    [],
  );
});

const hints = (m: Machine) =>
  m
    .screen()
    .hints.map((hint) => `${hint.keys} ${hint.label}`)
    .join('  ');

const HINTS: readonly (readonly [what: string, go: (m: Machine) => void, expected: string])[] = [
  ['start', () => undefined, '↑↓ move  enter choose  x practice  ? help  ctrl+c leave'],
  [
    'a feature',
    (m) => m.keys('enter'),
    '↑↓ move  space tick  enter next  esc back  tab next part  / filter  p preview  b base image  l newest base  ? help',
  ],
  [
    'a tool',
    (m) => [m.keys('enter'), m.keys('tab')],
    '↑↓ move  space tick  enter next  esc back  v version  / filter  p preview  b base image  l newest base  ? help',
  ],
  [
    'the filter',
    (m) => [m.keys('enter'), m.read('/kube')],
    '↑↓ move  space tick  enter done  esc show all  tab next part  ctrl+p preview  ctrl+n newest base  ctrl+g help',
  ],
  [
    'a row of options',
    (m) => [m.keys('enter'), m.keys('enter')],
    '↑↓ move  ←→ change  enter next  esc back  p preview  ? help',
  ],
  [
    'a text field',
    (m) => [m.keys('enter'), m.keys('enter'), m.keys('down')],
    '↑↓ move  enter next  esc back  ctrl+p preview  ctrl+g help',
  ],
  ['an open preview', (m) => [m.keys('enter'), m.read('p')], '↑↓ scroll  tab next file  esc close'],
];
for (const [what, go, expected] of HINTS) {
  test(`keymap: the footer on ${what} tells what works there`, () => {
    const m = machine({
      layers: {preferences: COMPLETE},
      starts: {last: {answers: COMPLETE, detail: ''}, presets: []},
    });
    go(m);
    assert.equal(hints(m), expected);
  });
}

test('keymap: the start says which way x leads', () => {
  const m = machine();
  assert.match(hints(m), / x practice /);
  m.read('x');
  assert.match(hints(m), / x leave practice /);
  m.read('x');
  assert.match(hints(m), / x practice /);
});

test('keymap: in the review Enter finishes where nothing is to be written, and writes where something is', () => {
  const m = atReview();
  assert.match(hints(m), /enter write/);
  const files = m.state().review.plan?.files ?? [];
  m.compared(Object.fromEntries(files.map(({path}) => [path, {state: 'unchanged'}])));
  assert.match(hints(m), /enter finish/);
  assert.doesNotMatch(hints(m), /enter write/);
  const other = atReview();
  other.compared();
  assert.match(hints(other), /enter write/);
});
