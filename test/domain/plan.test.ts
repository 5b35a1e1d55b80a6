import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {PartialAnswers} from '../../src/domain/answers.ts';
import {makePlan} from '../../src/domain/plan.ts';
import {completeAnswers} from '../helpers/arbitrary-answers.ts';

const pathsOf = (overrides: PartialAnswers): string[] =>
  makePlan({answers: completeAnswers(overrides)}).files.map(({path}) => path);

test('built outside the cluster: no pipeline step, and the delegate is still validated', () => {
  const cluster = {root: 'never', privileged: false} as const;
  assert.deepEqual(pathsOf({cluster, build: {builder: 'outside'}}), [
    'Dockerfile',
    'harness-delegate.yaml',
    'validate-delegate.yaml',
    'delegate-tui.yaml',
  ]);
  assert.ok(pathsOf({}).includes('build-and-push.yaml'));
});
