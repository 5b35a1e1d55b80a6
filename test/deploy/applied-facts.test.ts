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

/** With the image that the trial has shown, where that is not the one of the manifest. */
const rows: readonly (readonly [
  what: string,
  was: ObjectState,
  generation: number,
  image: string,
  isOurs: boolean,
  tried?: string,
])[] = [
  ['a first apply', undefined, 1, 'mine:1', true],
  ['an update', before(4), 5, 'mine:1', true],
  ['nothing to change', before(4), 4, 'mine:1', true],
  ['a webhook changes the image', before(4), 5, 'mirror/mine:1', true],
  ['an autoscaler writes as well', before(4), 6, 'mine:1', true],
  ['what was before is not known', 'unknown', 9, 'other:1', true],
  ['a webhook and an autoscaler', before(4), 6, 'mirror/mine:1', true, 'mirror/mine:1'],
  ['behind a webhook somebody puts another', before(4), 6, 'mirror/other:1', false, 'mirror/mine:1'],
  ['somebody puts another image in between', before(4), 6, 'other:1', false],
  ['the same after a first apply', undefined, 2, 'other:1', false],
];
for (const [what, was, generation, image, isOurs, shown] of rows)
  test(`read back after an apply: ${what}`, () => {
    const template = templateOf(image);
    const tried = shown === undefined ? {} : {tried: {spec: {template: templateOf(shown)}}};
    const facts = appliedFacts(
      {ref, outcome: 'changed', uid: 'u', generation, template},
      {deployment: {object, before: was, ...tried}, secrets: []},
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
