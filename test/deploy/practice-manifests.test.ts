import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findPlaceholders} from '../../src/domain/deploy/find-placeholders.ts';
import {practiceManifests} from '../../src/domain/deploy/practice-manifests.ts';
import {readManifest} from '../../src/domain/deploy/read-manifest.ts';
import {exampleManifest} from '../../src/example-manifest.ts';

const objectsOf = (texts: readonly string[]) => texts.flatMap((text) => readManifest(text, 'ns').objects);

test('the token that is still missing is made up', () => {
  const example = exampleManifest({name: 'custom-del', namespace: 'ns'});
  assert.notEqual(findPlaceholders(objectsOf([example])).length, 0);
  const texts = practiceManifests([example]);
  assert.equal(texts.length, 1);
  assert.deepEqual(findPlaceholders(objectsOf(texts)), []);
});

test('nothing else is changed, and nothing is added', () => {
  const texts = ['kind: Deployment', 'kind: Service # YOUR_TOKEN'];
  assert.deepEqual(practiceManifests(texts), texts);
});
