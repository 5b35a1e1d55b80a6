import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  APPLY,
  completeView,
  doomedView,
  ended,
  JOB,
  PREFLIGHT,
  TARGET,
} from '../../helpers/deploy-samples.ts';
import {atRollout, atTarget, deployMachine, type DeployMachine} from './deploy-machine.ts';

const afterEnd = (m = atRollout(completeView)): DeployMachine => {
  m.events(ended());
  m.took();
  return m;
};
const panelOf = (m: DeployMachine): string[] => m.screen().panel?.lines.map(({text}) => text) ?? [];
const verified = (m: DeployMachine, lines: readonly string[], isOver = false): void =>
  m.send({type: 'verified', run: m.state().run?.id ?? 0, lines, isOver});

test('verify: v asks the workload once, and shows each line as it comes', () => {
  const m = afterEnd();
  const {run} = m.state();
  m.read('v');
  assert.deepEqual(m.took(), [{type: 'verify', run: run?.id, name: run?.name}]);
  assert.deepEqual(panelOf(m), ['Asking the delegate…']);
  verified(m, ['Tool     kubectl 1.35.3 ok']);
  m.read('v');
  assert.equal(m.screen().panel, undefined, 'the same key closes it');
  m.read('v');
  assert.deepEqual(m.took(), [], 'it still goes on');
  verified(m, ['', 'All is proven.', 'Next     Last, run the validation pipeline.'], true);
  assert.deepEqual(panelOf(m), [
    'Tool     kubectl 1.35.3 ok',
    '',
    'All is proven.',
    'Next     Last, run the validation pipeline.',
  ]);
  m.read('vv');
  assert.deepEqual(
    m.took().map(({type}) => type),
    ['verify'],
    'asked anew when it is over',
  );
});

test('verify: what went wrong stands in the panel, and news of another run does not', () => {
  const m = afterEnd();
  m.read('v');
  m.send({type: 'failed', where: 'verify', run: m.state().run?.id ?? 0, message: 'kubectl is gone.'});
  assert.deepEqual(panelOf(m), ['kubectl is gone.']);
  m.send({type: 'verified', run: 99, lines: ['late'], isOver: true});
  assert.deepEqual(panelOf(m), ['kubectl is gone.']);
});

test('verify: there is nothing to ask while it cannot succeed, and after an undo', () => {
  const doomed = atRollout(doomedView);
  doomed.read('v');
  assert.deepEqual(doomed.took(), []);
  const undone = deployMachine({job: {...JOB, kind: 'undo'}});
  undone.events(ended());
  undone.took();
  undone.read('v');
  assert.deepEqual(undone.took(), []);
});

test('verify: the pipeline is offered as the last row, where there is one', () => {
  const labels = (m: DeployMachine) => m.screen().rows.map(({label}) => label);
  assert.ok(!labels(afterEnd()).some((label) => label.includes('in Harness: the delegate itself')));
  const m = atTarget({job: {...JOB, validation: 'custom-del/validate-delegate.yaml'}});
  m.keys('enter');
  m.events(...PREFLIGHT);
  m.ask({kind: 'confirm', target: TARGET, changes: [], conflicts: []});
  m.read('y');
  m.events(...APPLY);
  m.rollout(completeView);
  assert.ok(!labels(m).some((label) => label.includes('validate-delegate.yaml')), 'not before the end');
  m.events(ended());
  assert.equal(
    labels(m).at(-1),
    'Last, run custom-del/validate-delegate.yaml in Harness: the delegate itself tries each tool.',
  );
});
