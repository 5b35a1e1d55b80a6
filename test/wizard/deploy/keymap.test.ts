import assert from 'node:assert/strict';
import {test} from 'node:test';
import {completeView, doomedView, ended, view} from '../../helpers/deploy-samples.ts';
import {DEPLOY_COMMANDS} from '../../../src/wizard/deploy/commands.ts';
import {DEPLOY_KEYMAP} from '../../../src/wizard/deploy/keymap.ts';
import {KEYMAP} from '../../../src/wizard/keymap.ts';
import {atConfirm, atRollout, atTarget, type DeployMachine} from './deploy-machine.ts';

test('deploy keymap: ids are unique in both tables, every row has words, every command is there', () => {
  const ids = [...KEYMAP, ...DEPLOY_KEYMAP].map(({id}) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const row of DEPLOY_KEYMAP) {
    assert.match(row.help, /^[A-Z].*\.$/, row.id);
    assert.ok(row.label !== '' && row.label.length <= 14, row.id);
    for (const command of Object.values(row.keys))
      assert.equal(typeof DEPLOY_COMMANDS[command], 'function', command);
  }
});

test('deploy keymap: every command has a key', () => {
  const bound = new Set(DEPLOY_KEYMAP.flatMap((row) => Object.values(row.keys)));
  assert.deepEqual(
    Object.keys(DEPLOY_COMMANDS).filter((command) => !bound.has(command as never)),
    [],
  );
});

test('deploy keymap: keys that belong to the terminal are left alone', () => {
  const keys = DEPLOY_KEYMAP.flatMap((row) => Object.keys(row.keys));
  assert.deepEqual(
    keys.filter((key) => /^(ctrl\+[sq]|f\d+|alt\+.*|meta\+.*)$/.test(key)),
    [],
  );
});

const afterEnd = (m: DeployMachine): DeployMachine => {
  m.events(ended());
  return m;
};

const HINTS: readonly (readonly [what: string, machine: () => DeployMachine, expected: string])[] = [
  ['the targets', atTarget, '↑↓ move  enter choose  esc leave  ? help'],
  ['the question', atConfirm, '↑↓ move  y apply  esc back  space details  c changes  ? help'],
  [
    'the typed name',
    () => atConfirm('prod-east'),
    '↑↓ move  enter apply  esc back  ctrl+p changes  ctrl+g help',
  ],
  ['the rollout', () => atRollout(view()), 'u undo  d detach  l log  e events  ? help'],
  [
    'a rollout that cannot succeed',
    () => atRollout(doomedView),
    '↑↓ move  k keep watching  u undo  d detach  l log  e events  ? help',
  ],
  [
    'the end',
    () => afterEnd(atRollout(completeView)),
    'enter done  u undo  v verify  l log  e events  ? help',
  ],
];
for (const [what, machine, expected] of HINTS) {
  test(`deploy keymap: the footer on ${what} tells what works there`, () => {
    assert.equal(machine().hints(), expected);
  });
}

test('deploy keymap: help lists what works now first, and every key of the table', () => {
  const m = atRollout(doomedView);
  m.read('?');
  const lines = m.screen().panel?.lines.map(({text}) => text) ?? [];
  assert.ok(
    lines.findIndex((line) => line.startsWith('Elsewhere')) >
      lines.findIndex((line) => line.includes('Keep watching')),
  );
  for (const {help} of DEPLOY_KEYMAP)
    assert.ok(
      lines.some((line) => line.endsWith(help)),
      help,
    );
});

test('deploy keymap: help where the name is typed spells the keys as the footer does', () => {
  const m = atConfirm('prod-east');
  m.keys('ctrl+g');
  const lines = m.screen().panel?.lines.map(({text}) => text) ?? [];
  const now = lines.slice(0, lines.indexOf(''));
  assert.ok(now.some((line) => /^ctrl\+p +Show line by line/.test(line)));
  assert.ok(now.some((line) => /^ctrl\+g +Show every key/.test(line)));
});

test('deploy keymap: no row promises that a practice rollout goes on', () => {
  const help = DEPLOY_KEYMAP.find(({id}) => id === 'deploy-detach')?.help ?? '';
  assert.match(help, /on a real cluster it goes on/);
});
