import assert from 'node:assert/strict';
import {test} from 'node:test';
import {brokenRun} from '../../src/deploy-front/after-crash.ts';
import {afterCrash} from '../../src/domain/deploy/after-crash.ts';
import {followRun} from '../../src/commands/deploy/broken-run.ts';
import type {DeployEvent} from '../../src/domain/deploy/events.ts';
import type {DeployExit} from '../../src/wizard/deploy/effects.ts';
import {TARGET} from '../helpers/deploy-samples.ts';
import {deployMachine} from '../wizard/deploy/deploy-machine.ts';

const RUN = '20261121-213005-custom-del-9f0c2a41';
const JOB = {name: 'custom-del', namespace: TARGET.namespace, file: ''};
const COUNTS = {created: 1, changed: 0, unchanged: 0, absent: 0, unknown: 0};
const AT: DeployEvent = {type: 'target', target: TARGET, name: 'custom-del'};
const APPLYING: DeployEvent = {type: 'applying', of: 1, run: RUN};
const WATCH = `Come back to it: npx delegate-tui watch --run ${RUN}`;
const UNDO = `Take it back: npx delegate-tui undo --run ${RUN} --yes`;
const REST = `Take back the rest: npx delegate-tui undo --run ${RUN} --yes`;
const STATUS = `npx delegate-tui status --context ${TARGET.context} --namespace ${TARGET.namespace} --name custom-del`;

const deploying = (...events: readonly DeployEvent[]) => {
  const machine = deployMachine({context: TARGET.context});
  machine.events(AT, ...events);
  return machine;
};
const back = (kind: 'watch' | 'undo') => {
  const machine = deployMachine({job: {...JOB, kind, record: RUN}});
  machine.events(AT);
  return machine;
};

/** What is advised after a crash, and what whoever leaves at once is told to look at the rollout with. */
const CASES: readonly (readonly [
  name: string,
  machine: () => ReturnType<typeof deployMachine>,
  advice: readonly string[],
  lookAgain: string | undefined,
])[] = [
  ['before the apply', () => deploying(), ['Start again.'], undefined],
  ['in the apply', () => deploying(APPLYING), [WATCH, UNDO], `npx delegate-tui watch --run ${RUN}`],
  [
    'after it',
    () => deploying(APPLYING, {type: 'applied', objects: COUNTS}),
    [WATCH, UNDO],
    `npx delegate-tui watch --run ${RUN}`,
  ],
  [
    'in an apply that is not remembered',
    () => deploying({type: 'applying', of: 1}),
    [`See how it stands: ${STATUS}`],
    STATUS,
  ],
  ['back at a run', () => back('watch'), [WATCH], undefined],
  ['in an undo of an earlier run', () => back('undo'), [REST], `npx delegate-tui watch --run ${RUN}`],
  [
    'in an undo of this run',
    () => {
      const machine = deploying(APPLYING, {type: 'applied', objects: COUNTS});
      machine.read('u');
      machine.events({type: 'end', result: LEFT, exitCode: 130});
      return machine;
    },
    [REST],
    `npx delegate-tui watch --run ${RUN}`,
  ],
];

const LEFT = {
  outcome: 'detached',
  sentence: 'Left.',
  next: [],
  context: TARGET.context,
  server: TARGET.server,
  namespace: TARGET.namespace,
  seconds: 1,
} as const;

for (const [name, machine, advice, lookAgain] of CASES)
  test(`what leads back to this very run, ${name}`, () => {
    const {state, send} = machine();
    assert.deepEqual(afterCrash(brokenRun(state())).slice(1), advice);
    send({type: 'signal'});
    const outcome: DeployExit | undefined = state().outcome;
    assert.equal(outcome?.lookAgain, lookAgain);
  });

test('what kubectl has taken is named, alike in lines and on the screens', () => {
  const ref = {group: '', version: 'v1', kind: 'Secret', name: 'custom-del', namespace: TARGET.namespace};
  const events: readonly DeployEvent[] = [
    AT,
    {type: 'applying', of: 3, run: RUN},
    {type: 'object', ref, outcome: 'applied', done: 1, of: 3},
  ];
  const lines = followRun({kind: 'deploy'});
  for (const event of events) lines.see(event);
  const told = afterCrash(lines.now());
  assert.deepEqual(told, [
    `Being applied to ${TARGET.context} / ${TARGET.namespace}: 1 of 3 objects are taken so far; what kubectl has begun goes on by itself.`,
    'Taken: Secret custom-del.',
    WATCH,
    UNDO,
  ]);
  assert.deepEqual(afterCrash(brokenRun(deploying(...events.slice(1)).state())), told);
});

test('on practice nothing leads back', () => {
  const machine = deployMachine({scenario: 'ok'});
  machine.events({...AT, practice: 'ok'}, {type: 'applying', of: 1});
  assert.match(afterCrash(brokenRun(machine.state())).join(' '), /^The practice cluster is gone/);
  machine.send({type: 'signal'});
  assert.equal(machine.state().outcome?.lookAgain, undefined);
});
