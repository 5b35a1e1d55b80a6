import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isNamedAfter} from '../../../src/domain/rollout/is-named-after.ts';

const a = (length: number): string => 'a'.repeat(length);

/** Five random characters end the name of a pod. */
const CASES: readonly (readonly [what: string, name: string, deployment: string, expected: boolean])[] = [
  ['the Deployment', 'delegate', 'delegate', true],
  ['a ReplicaSet', 'delegate-66d5f8c9b7', 'delegate', true],
  ['a pod', 'delegate-66d5f8c9b7-x2k8p', 'delegate', true],
  ['a longer word', 'delegates', 'delegate', false],
  ['a pod of a longer word', 'delegates-66d5f8c9b7-x2k8p', 'delegate', false],
  ['a shorter name', 'deleg', 'delegate', false],
  ['nothing', '', 'delegate', false],
  ['a pod whose hash is cut', `${a(50)}-66d5f8cx2k8p`, a(50), true],
  ['57 characters: a pod keeps the hyphen', `${a(57)}-x2k8p`, a(57), true],
  ['57 characters: another name', `${a(57)}bx2k8p`, a(57), false],
  ['58 characters: a pod has no hyphen left', `${a(58)}x2k8p`, a(58), true],
  ['60 characters: the Deployment', a(60), a(60), true],
  ['60 characters: a ReplicaSet is not cut', `${a(60)}-66d5f8c9b7`, a(60), true],
  ['60 characters: a pod', `${a(58)}x2k8p`, a(60), true],
  ['60 characters: a name that differs before the cut', `${a(57)}bx2k8p`, a(60), false],
];

for (const [what, name, deployment, expected] of CASES) {
  test(`named after a Deployment: ${what}`, () => assert.equal(isNamedAfter(name, deployment), expected));
}
