import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findPlaceholders} from '../../src/domain/deploy/find-placeholders.ts';
import {hasMadeUpToken, practiceManifests} from '../../src/domain/deploy/practice-manifests.ts';
import {readManifest} from '../../src/domain/deploy/read-manifest.ts';
import {exampleManifest} from '../../src/inputs/example-manifest.ts';

const objectsOf = (texts: readonly string[]) => texts.flatMap((text) => readManifest(text, 'ns').objects);

test('the token that is still missing is made up', () => {
  const example = exampleManifest({name: 'custom-del', namespace: 'ns'});
  assert.notEqual(findPlaceholders(objectsOf([example])).length, 0);
  const texts = practiceManifests([example]);
  assert.equal(texts.length, 1);
  assert.deepEqual(findPlaceholders(objectsOf(texts)), []);
  assert.ok(hasMadeUpToken(texts));
});

const HEAD = 'apiVersion: v1\r\nkind: Secret # of ours\nmetadata: {name: s}\n';
const ENCODED = '"cHJhY3RpY2UtdG9rZW4="';
const PLAIN = '"practice-token"';

const FILLED: readonly (readonly [name: string, text: string, filled: string])[] = [
  [
    'an empty text',
    `${HEAD}data:\n DELEGATE_TOKEN: ""  # here\n`,
    `${HEAD}data:\n DELEGATE_TOKEN: ${ENCODED}  # here\n`,
  ],
  [
    'nothing',
    `${HEAD}data:\n DELEGATE_TOKEN:\n x: eA==\n`,
    `${HEAD}data:\n DELEGATE_TOKEN: ${ENCODED}\n x: eA==\n`,
  ],
  [
    'nothing but a remark',
    `${HEAD}data:\n UPGRADER_TOKEN: # here\n`,
    `${HEAD}data:\n UPGRADER_TOKEN: ${ENCODED} # here\n`,
  ],
  ['null', `${HEAD}stringData: {DELEGATE_TOKEN: null}\n`, `${HEAD}stringData: {DELEGATE_TOKEN: ${PLAIN}}\n`],
  [
    'a word to be replaced',
    `${HEAD}data:\n UPGRADER_TOKEN: "YOUR_DELEGATE_TOKEN"\n`,
    `${HEAD}data:\n UPGRADER_TOKEN: ${ENCODED}\n`,
  ],
  [
    'an encoded word',
    `${HEAD}data: {DELEGATE_TOKEN: WU9VUl9UT0tFTg==}\n`,
    `${HEAD}data: {DELEGATE_TOKEN: ${ENCODED}}\n`,
  ],
  [
    'two in JSON',
    '{"apiVersion":"v1","kind":"List","items":[{"kind":"Secret","stringData":{"DELEGATE_TOKEN":"","UPGRADER_TOKEN":" "}}]}',
    `{"apiVersion":"v1","kind":"List","items":[{"kind":"Secret","stringData":{"DELEGATE_TOKEN":${PLAIN},"UPGRADER_TOKEN":${PLAIN}}}]}`,
  ],
];

for (const [name, text, filled] of FILLED)
  test(`a token takes the place of ${name}, and no other byte changes`, () => {
    assert.deepEqual(practiceManifests([text]), [filled]);
    assert.deepEqual(practiceManifests([filled]), [filled]);
    assert.ok(hasMadeUpToken([filled]));
  });

const KEPT = [
  'kind: Deployment',
  'kind: Service # YOUR_TOKEN',
  `${HEAD}data: {OTHER: ""}\n`,
  `${HEAD}data: {DELEGATE_TOKEN: YWJhYmFi}\n`,
  'kind: ConfigMap\ndata: {DELEGATE_TOKEN: ""}\n',
  'kind: Secret\ndata: {DELEGATE_TOKEN: "", broken\n',
];

test('nothing else is changed, and nothing is added', () => {
  assert.deepEqual(practiceManifests(KEPT), KEPT);
  assert.ok(!hasMadeUpToken(KEPT));
});
