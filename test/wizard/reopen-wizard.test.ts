import assert from 'node:assert/strict';
import {test} from 'node:test';
import {reopenWizard} from '../../src/wizard/reopen-wizard.ts';
import {view} from '../../src/wizard/view.ts';
import {SEED_MANIFEST} from '../helpers/patch-manifests.ts';
import {atReview, machine, type Machine} from './machine.ts';

const SECRET = '0123456789abcdef0123456789abcdef';
const DIGEST = `sha256:${'a'.repeat(64)}`;

/** Written, and on the way to a cluster. */
const deployed = (m: Machine): Machine => {
  m.compared();
  m.read('d');
  m.send({
    type: 'file-event',
    event: {type: 'file', role: 'dockerfile', path: 'Dockerfile', outcome: 'created'},
  });
  m.send({type: 'write-done'});
  assert.equal(m.state().outcome?.kind, 'written');
  return m;
};

test('reopened: the review stands there with every answer and the token, and looks at the disk anew', () => {
  const m = deployed(atReview({secrets: {delegateToken: SECRET}, practice: true, directory: 'out'}));
  const before = m.state();
  const [state, effects] = reopenWizard({state: before, answers: before.answers});
  assert.deepEqual(state.answers, before.answers);
  assert.deepEqual(state.secrets, {delegateToken: SECRET});
  assert.deepEqual([state.step, state.practice, state.review.directory], ['review', true, 'out']);
  assert.deepEqual([state.outcome, state.busy, state.review.events], [undefined, undefined, []]);
  assert.deepEqual(
    effects.map(({type}) => type),
    ['compare'],
  );
  const screen = view(state);
  assert.match(screen.notices[0]?.message ?? '', /^Nothing was applied\. Your answers are as they were/);
  assert.ok(!JSON.stringify(screen).includes(SECRET));
});

test('reopened: Enter writes and ends, where d deployed before; a build does not come back either', () => {
  const m = deployed(atReview());
  const [opened, effects] = reopenWizard({state: m.state(), answers: m.state().answers});
  const again = machine({}, [opened, effects]);
  again.compared();
  again.keys('enter');
  again.send({type: 'write-done'});
  const {outcome} = again.state();
  assert.ok(outcome?.kind === 'written');
  assert.deepEqual([outcome.deploy, outcome.build], [undefined, undefined]);
});

test('reopened: a digest that a build pinned is an answer now, and one that it took out is none', () => {
  const {state} = {state: deployed(atReview()).state()};
  const image = {...state.answers.image, digest: DIGEST};
  const [pinned] = reopenWizard({state, answers: {...state.answers, image}});
  assert.equal(pinned.answers.image?.digest, DIGEST);
  const manifest = pinned.review.plan?.files.find(({role}) => role === 'manifest');
  assert.match(manifest?.content ?? '', new RegExp(`@${DIGEST}`));
  const [open] = reopenWizard({state: pinned, answers: state.answers});
  assert.equal(open.answers.image?.digest, undefined);
});

test('reopened: what was written beside a file is not written once more', () => {
  const before = deployed(atReview()).state();
  const review = {...before.review, choices: {Dockerfile: 'beside', 'x.yaml': 'keep'} as const};
  const [state] = reopenWizard({state: {...before, review}, answers: before.answers});
  assert.deepEqual(state.review.choices, {'x.yaml': 'keep'});
});

test('reopened: a file of people that was edited is what edits begin from, and needs none then', () => {
  const m = machine({
    layers: {
      flags: {delegate: {accountId: 'abc123', replicas: 3}, image: {repository: 'acme/own', tag: '7'}},
    },
    existing: {path: 'd.yaml', text: SEED_MANIFEST},
  });
  for (let step = 0; step < 4; step++) m.keys('enter');
  const {patch} = m.state().review.plan ?? {};
  assert.ok(patch !== undefined && patch.edits.length > 0);
  const fixed = m.state().existing ?? assert.fail();
  const state = {...m.state(), existing: {...fixed, fixes: {fixSelector: true}}};
  const [again] = reopenWizard({
    state,
    answers: state.answers,
    existing: {path: 'd.yaml.new', text: patch.content},
  });
  const next = again.review.plan?.patch;
  assert.deepEqual([next?.path, next?.edits, next?.before === patch.content], ['d.yaml.new', [], true]);
  assert.deepEqual(again.existing?.fixes, {fixSelector: true});
  const [other] = reopenWizard({state, answers: state.answers, existing: {path: 'd.yaml', text: 'a: 1\n'}});
  assert.equal(
    other.review.plan?.patch?.before,
    SEED_MANIFEST,
    'no delegate any more: the look at the disk tells',
  );
});
