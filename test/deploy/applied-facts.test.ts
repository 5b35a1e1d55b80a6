import assert from 'node:assert/strict';
import {test} from 'node:test';
import {appliedFacts} from '../../src/deploy/applied-facts.ts';
import type {ObjectState} from '../../src/domain/deploy/object-outcome.ts';
import type {ManifestObject} from '../../src/domain/deploy/read-manifest.ts';
import {templateText} from '../../src/domain/rollout/facts/deployment-facts.ts';

const ref = {group: 'apps', version: 'v1', kind: 'Deployment', name: 'delegate', namespace: 'ns'};
const templateOf = (image: string) => ({spec: {containers: [{name: 'delegate', image}]}});
const object: ManifestObject = {ref, value: {spec: {template: templateOf('mine:1')}}};
const before = (generation: number): ObjectState => ({metadata: {generation}});

for (const [what, was, generation, image, isOurs] of [
  ['a first apply', undefined, 1, 'mine:1', true],
  ['an update', before(4), 5, 'mine:1', true],
  ['nothing to change', before(4), 4, 'mine:1', true],
  ['a webhook changes the image', before(4), 5, 'mirror/mine:1', true],
  ['an autoscaler writes as well', before(4), 6, 'mine:1', true],
  ['what was before is not known', 'unknown', 9, 'other:1', true],
  ['somebody puts another image in between', before(4), 6, 'other:1', false],
  ['the same after a first apply', undefined, 2, 'other:1', false],
] as const)
  test(`read back after an apply: ${what}`, () => {
    const template = templateOf(image);
    const facts = appliedFacts(
      {ref, outcome: 'changed', uid: 'u', generation, template},
      {deployment: {object, before: was}, secrets: []},
    );
    assert.equal(facts.overtaken, isOurs ? undefined : true);
    assert.equal(facts.template, isOurs ? templateText(template) : undefined);
    assert.deepEqual([facts.kind, facts.name, facts.generation], ['Deployment', 'delegate', generation]);
  });

test('read back after an apply: of other objects there is no template', () => {
  const other = {ref: {...ref, name: 'other'}, outcome: 'created', template: templateOf('x')} as const;
  const facts = appliedFacts(other, {deployment: {object, before: undefined}, secrets: []});
  assert.deepEqual([facts.template, facts.overtaken], [undefined, undefined]);
});
