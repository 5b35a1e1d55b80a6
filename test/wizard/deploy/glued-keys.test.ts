import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {DeployEffect, Question} from '../../../src/wizard/deploy/effects.ts';
import {DEPLOYMENT, TARGET, completeView, doomedView, ended, view} from '../../helpers/deploy-samples.ts';
import {atConfirm, atRollout, type DeployMachine} from './deploy-machine.ts';

const asked = (m: DeployMachine, question: Question): DeployMachine => {
  m.ask(question);
  m.took();
  return m;
};
const undo = {kind: 'undo', target: TARGET, restore: [DEPLOYMENT], remove: [], keep: []} as const;
const takeOver = {kind: 'take-over', target: TARGET, conflicts: []} as const;
const login = {
  kind: 'login',
  message: 'prod does not accept your login any more.',
  next: 'Log in again.',
  program: '/usr/bin/kubectl',
  args: ['get'],
  env: {},
} as const;
const afterEnd = (): DeployMachine => {
  const m = atRollout(completeView);
  m.events(ended());
  m.took();
  return m;
};

/** What changes a cluster, or leaves it alone for good, and the key for it, pressed by itself. */
const CONSENTS: readonly (readonly [
  what: string,
  at: () => DeployMachine,
  key: string,
  effect: DeployEffect['type'],
])[] = [
  ['apply', () => atConfirm(), 'y', 'answer'],
  ['take over', () => asked(atConfirm(), takeOver), 'y', 'answer'],
  ['take back', () => asked(atRollout(doomedView), undo), 'y', 'answer'],
  ['log in', () => asked(atRollout(view()), login), '\r', 'log-in'],
  ['undo while watching', () => atRollout(doomedView), 'u', 'stop'],
  ['undo after the end', afterEnd, 'u', 'undo'],
  ['detach', () => atRollout(view()), 'd', 'stop'],
];

const isMeant = (type: DeployEffect['type'], effects: readonly DeployEffect[]): boolean =>
  effects.some((effect) => effect.type === type && (effect.type !== 'answer' || effect.yes));

for (const [what, at, key, effect] of CONSENTS) {
  test(`glued keys: "${what}" needs its key in a read of its own`, () => {
    const alone = at();
    alone.read(key);
    assert.ok(isMeant(effect, alone.took()), 'alone it counts');
    for (const read of [key + key, `x${key}`, `${key}x`, `j${key}\r`, `\u001b[B${key}`, `${key} ${key}`]) {
      const glued = at();
      glued.read(read);
      assert.ok(!isMeant(effect, glued.took()), JSON.stringify(read));
    }
    const pasted = at();
    pasted.send({type: 'key', key: {name: 'paste', text: key}});
    assert.ok(!isMeant(effect, pasted.took()), 'pasted');
  });
}

for (const read of ['prod-east\r', 'prod-east\n', 'prod-east\ry', '\rprod-east\r\r']) {
  test(`glued keys: the name with its Enter in one read is no consent: ${JSON.stringify(read)}`, () => {
    const m = atConfirm('prod-east');
    m.read(read);
    assert.deepEqual(m.took(), []);
    assert.equal(m.state().step, 'preflight');
  });
}
