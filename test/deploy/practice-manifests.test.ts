import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findPlaceholders} from '../../src/domain/deploy/find-placeholders.ts';
import {at} from '../../src/domain/deploy/json.ts';
import {practiceManifests} from '../../src/domain/deploy/practice-manifests.ts';
import {readManifest} from '../../src/domain/deploy/read-manifest.ts';
import {exampleManifest} from '../../src/example-manifest.ts';

const objectsOf = (texts: readonly string[]) => texts.flatMap((text) => readManifest(text, 'ns').objects);

test('the token that is still missing is made up', () => {
  const example = exampleManifest({name: 'custom-del', namespace: 'ns'});
  assert.notEqual(findPlaceholders(objectsOf([example])).length, 0);
  const texts = practiceManifests([example], 'ns');
  assert.equal(texts.length, 1);
  assert.deepEqual(findPlaceholders(objectsOf(texts)), []);
});

test('a Secret that is left to the user is made up, with the keys that are wanted', () => {
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {name: 'd', namespace: 'ns'},
    spec: {
      template: {
        spec: {
          containers: [
            {
              name: 'delegate',
              env: [
                {name: 'A', valueFrom: {secretKeyRef: {name: 'token', key: 'DELEGATE_TOKEN'}}},
                {name: 'B', valueFrom: {secretKeyRef: {name: 'proxy', key: 'PASSWORD'}}},
                {name: 'C', value: 'plain'},
                {name: 'D', valueFrom: {secretKeyRef: {name: 'proxy', key: 'USER'}}},
              ],
            },
          ],
        },
      },
    },
  };
  const made = objectsOf(practiceManifests([JSON.stringify(deployment)], 'ns')).slice(1);
  assert.deepEqual(
    made.map(({ref, value}) => [
      ref.kind,
      ref.name,
      ref.namespace,
      Object.keys(at(value, 'stringData') as object),
    ]),
    [
      ['Secret', 'token', 'ns', ['DELEGATE_TOKEN']],
      ['Secret', 'proxy', 'ns', ['PASSWORD', 'USER']],
    ],
  );
});
