import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Answers} from '../../src/domain/answers.ts';
import {IMAGE_REGISTRIES} from '../../src/domain/choices.ts';
import {imageRef} from '../../src/domain/image-ref.ts';
import {imageAnswers} from '../../src/domain/patch/image-answers.ts';

const base = {registry: 'docker-hub', version: '26.08.89806', variant: 'minimal', fips: false} as const;
const cases: readonly (readonly [string, Answers['image'], string])[] = [
  ['Docker Hub', {registry: 'docker-hub', repository: 'acme/delegate'}, 'acme/delegate:26.08.89806-1'],
  [
    'a tag of one’s own',
    {registry: 'docker-hub', repository: 'acme/delegate', tag: 'v7'},
    'acme/delegate:v7',
  ],
  [
    'ECR',
    {registry: 'ecr', repository: 'delegate', account: '123456789012', region: 'eu-central-1', tag: '1'},
    '123456789012.dkr.ecr.eu-central-1.amazonaws.com/delegate:1',
  ],
  [
    'ACR',
    {registry: 'acr', host: 'acme.azurecr.io', repository: 'delegate', tag: '1'},
    'acme.azurecr.io/delegate:1',
  ],
  [
    'GAR',
    {
      registry: 'gar',
      host: 'eu-docker.pkg.dev',
      project: 'acme-prod',
      repository: 'tools/delegate',
      tag: '1',
    },
    'eu-docker.pkg.dev/acme-prod/tools/delegate:1',
  ],
  [
    'GCR',
    {registry: 'gcr', project: 'acme-prod', repository: 'delegate', tag: '1'},
    'gcr.io/acme-prod/delegate:1',
  ],
  [
    'any registry with a port',
    {registry: 'other', host: 'registry.corp:5000', repository: 'a/b', tag: '1'},
    'registry.corp:5000/a/b:1',
  ],
];
for (const [name, image, expected] of cases) {
  test(`image reference: ${name}`, () => {
    assert.equal(imageRef({image, base}), expected);
    const read = imageAnswers(expected);
    assert.equal(read.registry, image.registry, 'read back');
    assert.equal(imageRef({image: {...image, ...read}, base}), expected);
  });
}

test('every registry has a case', () => {
  const seen = new Set(cases.map(([, {registry}]) => registry));
  assert.deepEqual([...seen].sort(), [...IMAGE_REGISTRIES].sort());
});
