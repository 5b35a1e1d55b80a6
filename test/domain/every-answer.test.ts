import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isDeepStrictEqual} from 'node:util';
import type {Answers, PartialAnswers} from '../../src/domain/answers.ts';
import {INSTALLS, type Install} from '../../src/domain/choices.ts';
import {FIELDS} from '../../src/domain/fields.ts';
import {mergeDeep} from '../../src/domain/merge.ts';
import {answersFromManifest} from '../../src/domain/patch/answers-from-manifest.ts';
import {readDelegates} from '../../src/domain/patch/read-delegates.ts';
import {makePlan} from '../../src/domain/plan.ts';
import {DELEGATE_FIELDS, MORE_DELEGATE_FIELDS, RUN_FIELDS} from '../../src/wizard/steps/delegate-fields.ts';
import {IMAGE_FIELDS} from '../../src/wizard/steps/image.ts';
import {POLICY_FIELDS} from '../../src/wizard/steps/policy-fields.ts';
import {BESIDE, NOT_ASKED, NOT_READ, NOT_WRITTEN, OTHER_VALUES} from '../helpers/every-answer.ts';
import {fullAnswers} from '../helpers/install-answers.ts';

const PATHS = FIELDS.filter(
  ({path, group}) =>
    path === 'cluster.type' || ((group === 'Image' || group === 'Delegate') && path !== 'delegate.install'),
).map(({path}) => path);

const TOKEN = {delegate: {token: {from: 'secret', secretName: 'blue-token'}}};
const FORMS = [IMAGE_FIELDS, POLICY_FIELDS, DELEGATE_FIELDS, RUN_FIELDS, MORE_DELEGATE_FIELDS];
const ROLE = {manifest: 'manifest', helm: 'values', terraform: 'terraform'} as const;

const treeOf = (path: string, value: unknown): object =>
  path.split('.').reduceRight<unknown>((below, key) => ({[key]: below}), value) as object;

/** The answers with the other value in them, and the same without. */
function pair(install: Install, path: string): {before: Answers; after: Answers} {
  const beside = mergeDeep(TOKEN, BESIDE[path] ?? {});
  const answers = (more: object) => fullAnswers(install, mergeDeep(beside, more) as PartialAnswers);
  return {before: answers({}), after: answers(treeOf(path, OTHER_VALUES[path]))};
}

function written(answers: Answers): {path: string; text: string} {
  const {install} = answers.delegate;
  const file = makePlan({answers}).files.find(({role}) => role === ROLE[install]);
  assert.ok(file);
  return {path: file.path, text: file.content};
}
const withoutComments = (text: string): string => text.replaceAll(/^\s*#.*\n/gm, '');

function readBack({path, text}: {path: string; text: string}): PartialAnswers {
  const reading = readDelegates({text, file: path});
  assert.ok(reading.state === 'found');
  const [delegate] = reading.delegates;
  assert.ok(delegate);
  return answersFromManifest(reading.source, delegate);
}

test('every answer about image, cluster and delegate has a row in OTHER_VALUES', () => {
  assert.deepEqual(Object.keys(OTHER_VALUES).sort(), [...PATHS].sort());
});

for (const install of INSTALLS)
  test(`${install}: every answer is written, or a row of NOT_WRITTEN says why not`, () => {
    const left = PATHS.filter((path) => {
      const {before, after} = pair(install, path);
      return withoutComments(written(before).text) === withoutComments(written(after).text);
    });
    assert.deepEqual(left.sort(), Object.keys(NOT_WRITTEN[install]).sort());
  });

test('every answer in a manifest is read back with --file, or a row of NOT_READ says why not', () => {
  const left = PATHS.filter((path) => {
    const {before, after} = pair('manifest', path);
    return isDeepStrictEqual(readBack(written(before)), readBack(written(after)));
  });
  assert.deepEqual(left.sort(), Object.keys(NOT_READ).sort());
});

test('every answer about image, cluster and delegate is asked for in the wizard, or a row of NOT_ASKED says why not', () => {
  // The registries to choose from come with the state, so its row is in no table.
  const asked = new Set(['image.registry', ...FORMS.flat().map(({path}) => path)]);
  const left = PATHS.filter((path) => !asked.has(path));
  assert.deepEqual(left.sort(), Object.keys(NOT_ASKED).sort());
});
