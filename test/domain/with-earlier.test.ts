import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {FileOutcome, PatchEvent} from '../../src/domain/events.ts';
import {withEarlier} from '../../src/domain/with-earlier.ts';

const wrote = (outcome: FileOutcome, more: object = {}) => ({
  directory: 'custom-del',
  events: [{type: 'file', role: 'dockerfile', path: 'Dockerfile', outcome, ...more}] as const,
});

for (const [what, before, now, expected] of [
  ['a new file that is the same now', wrote('created'), wrote('unchanged'), wrote('created')],
  ['a file beside that is left alone now', wrote('written-beside'), wrote('kept'), wrote('written-beside')],
  ['a new file that is another one now', wrote('created'), wrote('replaced'), wrote('replaced')],
  [
    'a backup of the first time',
    wrote('replaced', {backup: 'Dockerfile.backup-1'}),
    wrote('replaced'),
    wrote('replaced', {backup: 'Dockerfile.backup-1'}),
  ],
  ['another directory', {...wrote('created'), directory: 'other'}, wrote('unchanged'), wrote('unchanged')],
] as const)
  test(`two writes told as one: ${what}`, () => assert.deepEqual(withEarlier(now, before), expected));

test('two writes told as one: without an earlier one, the write as it is', () =>
  assert.deepEqual(withEarlier(wrote('unchanged'), undefined), wrote('unchanged')));

test('two writes told as one: a file of people that was edited the first time stays edited', () => {
  const edited: PatchEvent = {
    outcome: 'replaced',
    path: 'd.yaml',
    writtenTo: 'd.yaml',
    backup: 'd.yaml.backup-1',
  };
  const beside: PatchEvent = {outcome: 'written-beside', path: 'd.yaml', writtenTo: 'd.yaml.new'};
  const same = (path: string): PatchEvent => ({outcome: 'unchanged', path, writtenTo: path});
  const joined = (now: PatchEvent, before: PatchEvent) =>
    withEarlier({...wrote('unchanged'), patched: now}, {...wrote('created'), patched: before}).patched;
  assert.deepEqual(joined(same('d.yaml'), edited), edited);
  assert.deepEqual(joined(same('d.yaml.new'), beside), beside);
  assert.deepEqual(joined(same('other.yaml'), edited), same('other.yaml'));
});
