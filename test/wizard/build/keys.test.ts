import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {BUILD_COMMANDS} from '../../../src/wizard/build/commands.ts';
import type {BuildEffect} from '../../../src/wizard/build/effects.ts';
import {BUILD_KEYMAP} from '../../../src/wizard/build/keymap.ts';
import {DEPLOY_KEYMAP} from '../../../src/wizard/deploy/keymap.ts';
import {KEYMAP} from '../../../src/wizard/keymap.ts';
import {
  afterPush,
  atPush,
  BUILDING,
  BUILT,
  buildMachine,
  DIGEST,
  FOUND,
  NONE,
  REFERENCE,
  type BuildMachine,
} from './build-machine.ts';

test('build keymap: ids are unique in all tables, every row has words, every command a key', () => {
  const ids = [...KEYMAP, ...DEPLOY_KEYMAP, ...BUILD_KEYMAP].map(({id}) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const row of BUILD_KEYMAP) {
    assert.match(row.help, /^[A-Z].*\.$/, row.id);
    assert.ok(row.label !== '' && row.label.length <= 14, row.id);
  }
  const bound = new Set(BUILD_KEYMAP.flatMap((row) => Object.values(row.keys)));
  assert.deepEqual(
    Object.keys(BUILD_COMMANDS).filter((command) => !bound.has(command as never)),
    [],
  );
});

test('build keymap: help lists every key of the table', () => {
  const m = atPush();
  m.read('?');
  const lines = m.screen().panel?.lines.map(({text}) => text) ?? [];
  for (const {help} of BUILD_KEYMAP)
    assert.ok(
      lines.some((line) => line.endsWith(help)),
      help,
    );
});

const failedPush = (): BuildMachine => {
  const m = atPush();
  m.read('y');
  m.end('failed');
  m.took();
  return m;
};

/** What leaves this machine, and the key for it, pressed by itself. */
const CONSENTS: readonly (readonly [string, () => BuildMachine, string, BuildEffect['type']])[] = [
  ['push', atPush, 'y', 'push'],
  ['push again', failedPush, 'r', 'push'],
  ['deploy', afterPush, 'd', 'pin'],
  ['done', afterPush, '\r', 'pin'],
];
for (const [what, at, key, effect] of CONSENTS)
  test(`build keys: "${what}" needs its key in a read of its own`, () => {
    const alone = at();
    alone.read(key);
    assert.equal(alone.took()[0]?.type, effect, 'alone it counts');
    for (const read of [key + key, `x${key}`, `${key}x`, `j${key}\r`, `\u001b[B${key}`, `${key} ${key}`]) {
      const glued = at();
      glued.read(read);
      assert.ok(!glued.took().some(({type}) => type === effect), JSON.stringify(read));
    }
    const pasted = at();
    pasted.send({type: 'key', key: {name: 'paste', text: key}});
    assert.deepEqual(pasted.took(), [], 'pasted');
  });

test('build keys: typing ahead of a build runs through no question', () => {
  const m = buildMachine();
  m.send({type: 'found', run: 1, found: FOUND});
  m.took();
  m.read('\r\ry\ry');
  assert.deepEqual(
    m.took().map(({type}) => type),
    ['build'],
  );
  m.events(...BUILDING, ...BUILT);
  m.end('built');
  m.read('\ry');
  assert.deepEqual(m.took(), []);
  assert.equal(m.state().step, 'push');
});

const news = fc.constantFrom(
  ...BUILDING,
  ...BUILT,
  {type: 'pushing', image: REFERENCE} as const,
  {type: 'pushed', image: REFERENCE, digest: DIGEST} as const,
  {type: 'failure', code: 'x', output: ['a'], cause: 'It failed.', next: []} as const,
);
const anything = fc.oneof(
  fc.constantFrom(...Array.from('yrdlqjk?\r\u001b\u0003 ')).map((key) => (m: BuildMachine) => m.read(key)),
  news.map((event) => (m: BuildMachine) => m.events(event)),
  fc
    .constantFrom('built', 'pushed', 'failed', 'refused', 'cancelled')
    .map((outcome) => (m: BuildMachine) => m.end(outcome)),
  fc
    .constantFrom(FOUND, NONE)
    .map((found) => (m: BuildMachine) => m.send({type: 'found', run: m.state().runs, found})),
  fc.constant((m: BuildMachine) => m.send({type: 'pinned', kept: []})),
);

test('build: whatever happens in whatever order, it can be drawn, and no push goes out without y or r', () => {
  fc.assert(
    fc.property(fc.array(anything, {maxLength: 40}), (happenings) => {
      const m = buildMachine();
      for (const happen of happenings) {
        const before = m.screen();
        m.took();
        happen(m);
        const {rows, focus} = m.screen();
        assert.ok(focus >= -1 && focus < rows.length);
        assert.equal(new Set(rows.map(({id}) => id)).size, rows.length);
        if (m.took().some(({type}) => type === 'push'))
          assert.ok(before.hints.some(({label}) => label === 'push' || label === 'try again'));
      }
    }),
    {numRuns: 300},
  );
});
