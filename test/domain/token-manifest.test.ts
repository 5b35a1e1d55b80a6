import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {manifest} from '../../src/domain/manifest.ts';
import {tokenManifest} from '../../src/domain/token-manifest.ts';
import {arbitraryAnswers, completeAnswers} from '../helpers/arbitrary-answers.ts';
import {only, readObjects, validateObject} from '../helpers/manifest-objects.ts';

const PLAIN = '0123456789abcdef0123456789abcdef';
const fromFile = (name = 'custom-del') => completeAnswers({delegate: {name, token: {from: 'file'}}});

test('both Secrets hold the same token as stringData', () => {
  const objects = readObjects(tokenManifest({answers: fromFile('blue'), token: btoa(PLAIN)}));
  assert.deepEqual(
    objects.map(({metadata, stringData}) => [metadata.name, metadata.namespace, stringData]),
    [
      ['blue-account-token', 'harness-delegate-ng', {DELEGATE_TOKEN: btoa(PLAIN)}],
      ['blue-upgrader-token', 'harness-delegate-ng', {UPGRADER_TOKEN: btoa(PLAIN)}],
    ],
  );
  for (const object of objects) validateObject(object);
});

test('the comment says in which order to apply, and never holds the token', () => {
  const text = tokenManifest({answers: fromFile(), token: PLAIN});
  const comments = text.split('\n').filter((line) => line.startsWith('#'));
  assert.match(comments.join('\n'), /apply the manifest first/);
  assert.ok(comments.every((line) => !line.includes(PLAIN)));
});

const written: readonly (readonly [string, string, string])[] = [
  ['white space around it is dropped', `\n ${PLAIN}\r\n`, PLAIN],
  ['encoded twice, it is decoded once', btoa(btoa(PLAIN)), btoa(PLAIN)],
  ['a token of unknown form is written as it is', 'a: "b"\u0007 #c', 'a: "b"\u0007 #c'],
];
for (const [name, token, value] of written) {
  test(`token file: ${name}`, () => {
    const [delegate, upgrader] = readObjects(tokenManifest({answers: fromFile(), token}));
    assert.equal(delegate.stringData.DELEGATE_TOKEN, value);
    assert.equal(upgrader.stringData.UPGRADER_TOKEN, value);
  });
}

test('the Secrets of the file are those that the manifest refers to', () => {
  fc.assert(
    fc.property(arbitraryAnswers(), (answers) => {
      const given = {...answers, delegate: {...answers.delegate, token: {from: 'file' as const}}};
      const secrets = readObjects(tokenManifest({answers: given, token: PLAIN}));
      const objects = readObjects(manifest(given));
      const [delegate] = only(objects, 'Deployment').spec.template.spec.containers;
      const [upgrader] = only(objects, 'CronJob').spec.jobTemplate.spec.template.spec.containers;
      for (const [container, variable] of [
        [delegate, 'DELEGATE_TOKEN'],
        [upgrader, 'UPGRADER_TOKEN'],
      ]) {
        const {name, key} = container.env.find((entry: {name: string}) => entry.name === variable).valueFrom
          .secretKeyRef;
        assert.equal(secrets.find(({metadata}) => metadata.name === name)?.stringData[key], PLAIN);
      }
    }),
    {numRuns: 50},
  );
});
