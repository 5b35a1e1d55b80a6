import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  APPLY,
  DEPLOYMENT,
  JOB,
  TARGET,
  completeView,
  doomedView,
  ended,
  finding,
  pod,
  view,
} from '../../helpers/deploy-samples.ts';
import {atConfirm, atRollout, deployMachine} from './deploy-machine.ts';
import type {DeployMachine} from './deploy-machine.ts';

/** In the middle of the apply. */
function applying(): DeployMachine {
  const m = atConfirm();
  m.read('y');
  m.events(APPLY[0]!, {type: 'object', ref: DEPLOYMENT, outcome: 'applied', done: 3, of: 11});
  m.took();
  return m;
}

const undoQuestion = {kind: 'undo', target: TARGET, restore: [DEPLOYMENT], remove: [], keep: []} as const;
const login = {
  kind: 'login',
  message: 'prod does not accept your login any more.',
  next: 'Log in again.',
  program: '/usr/bin/kubectl',
  args: ['get'],
  env: {},
} as const;

test('rollout: apply, status and verdict say how it stands', () => {
  const m = atRollout(doomedView);
  const {status = [], verdict, corner, summary} = m.screen();
  assert.deepEqual(
    status.map(({label}) => label),
    ['apply', 'rollout', 'before'],
  );
  assert.equal(status[0]?.text, '11 of 11 · 1 created · 1 changed · 9 unchanged');
  assert.equal(status[2]?.text, 'revision 11 still serves 1 of 1');
  assert.equal(verdict?.tone, 'error');
  assert.equal(corner, '0:38');
  assert.match(summary, /^prod-east \/ harness-delegate-ng · https:/);
});

test('rollout: a line that is silent is told above all else, until it is heard again or all is over', () => {
  const {streams} = view();
  const pods = {state: 'stale', forMs: 6000, reason: 'The connection was lost.'} as const;
  const m = atRollout(view({streams: {...streams, pods: {...pods, forMs: 4000}}}));
  const labels = () => m.screen().status?.map(({label}) => label);
  const without = labels();
  assert.ok(!without?.includes('line'));
  m.rollout(view({streams: {...streams, pods}}));
  assert.deepEqual(labels(), ['line', ...(without ?? [])]);
  assert.equal(m.screen().status?.[0]?.text, 'no word for 6 s about pods. The connection was lost.');
  m.rollout(view());
  assert.deepEqual(labels(), without);
  m.rollout(view({streams: {...streams, pods}}));
  m.events(ended({outcome: 'lost'}, 8));
  assert.deepEqual(labels(), without, 'the verdict says the rest');
});

test('rollout: the practice cluster is called that, wherever the cluster is named', () => {
  const m = atConfirm();
  m.events({
    type: 'target',
    target: {...TARGET, context: 'practice'},
    practice: 'image-not-found',
    name: 'custom-del',
  });
  m.read('y');
  m.events(...APPLY);
  assert.match(m.screen().summary, /^practice .* a pretend cluster: image-not-found$/);
  assert.match(m.screen().question, /to practice/);
});

test('rollout: a broken pod says its reason and what to do, others their progress', () => {
  const [broken, old] = atRollout(doomedView).screen().rows;
  assert.ok(broken?.kind === 'pod' && old?.kind === 'pod');
  assert.equal(broken.word, 'image not found');
  assert.match(broken.problem?.message ?? '', /manifest unknown\)\. Push the image/);
  assert.equal(old.word, 'old · Running');
  assert.equal(old.line, 'serves the revision before');
});

test('rollout: rows are capped, findings without a pod stand first', () => {
  const quota = finding({
    key: 'rs',
    pod: undefined,
    code: 'quota',
    title: 'quota exceeded',
    cause: 'Full.',
    next: 'Ask.',
  });
  const m = atRollout(view({rows: [pod()], moreRows: 31, findings: [quota]}));
  assert.deepEqual(
    m.screen().rows.map(({kind, label}) => `${kind} ${label}`),
    ['result Quota exceeded.', 'pod custom-del-7d9f8c6b5-x2k8p', 'note … 31 more pods'],
  );
});

test('rollout: k puts the choice aside until the verdict is another one', () => {
  const m = atRollout(doomedView);
  assert.match(m.hints(), /k keep watching {2}u undo {2}d detach {2}l log/);
  m.read('k');
  assert.ok(!m.hints().includes('keep watching'));
  m.rollout(view());
  m.rollout(doomedView);
  assert.match(m.hints(), /keep watching/);
  assert.deepEqual(m.took(), []);
});

test('rollout: d leaves the rollout alone, once the engine has said its last word', () => {
  const m = atRollout(view());
  m.read('d');
  m.read('d');
  assert.deepEqual(m.took(), [{type: 'stop', run: 1, how: 'leave'}]);
  assert.equal(m.state().outcome, undefined);
  m.events(ended({outcome: 'detached', sentence: 'It goes on.'}, 130));
  const {outcome} = m.state();
  assert.equal(outcome?.by, 'detach');
  assert.equal(outcome?.exitCode, 130);
  assert.equal(outcome?.hadBegun, true);
});

test('rollout: Esc never leaves a rollout that goes on; it says the ways out', () => {
  for (const m of [atRollout(view()), atRollout(doomedView), applying()]) {
    m.keys('escape', 'escape');
    assert.deepEqual(m.took(), []);
    assert.match(m.screen().notices[0]?.message ?? '', /d to leave/);
  }
});

test('rollout: on practice nothing goes on when it is left, and the screen says so', () => {
  const m = atRollout(view());
  m.events({type: 'target', target: {...TARGET, context: 'practice'}, practice: 'ok', name: 'custom-del'});
  m.keys('escape');
  assert.match(m.screen().notices[0]?.message ?? '', /the practice cluster ends with that/);
  m.read('d');
  assert.equal(m.screen().verdict?.text, 'Leaving. The practice cluster ends here, and the rollout with it.');
  m.keys('ctrl+c');
  assert.deepEqual([m.state().outcome?.practice, m.state().outcome?.hadBegun], ['ok', true]);
});

test('rollout: u leaves the watch, then undoes; no goes on watching', () => {
  const m = atRollout(doomedView);
  const before = m.screen();
  m.read('u');
  assert.deepEqual(m.took(), [{type: 'stop', run: 1, how: 'leave'}]);
  m.events(ended({outcome: 'detached'}, 130));
  assert.deepEqual(m.took(), [{type: 'undo', run: 2}]);
  m.ask(undoQuestion);
  assert.deepEqual(
    m.screen().rows.map(({label}) => label),
    ['put back Deployment custom-del as it was'],
  );
  m.read('n');
  assert.deepEqual(m.took(), [{type: 'answer', run: 2, yes: false}]);
  m.events(ended({outcome: 'declined', sentence: 'Nothing was changed.'}, 3));
  assert.deepEqual(m.took(), [{type: 'watch', run: 3, goesOn: true}]);
  const {step, question, rows, verdict} = m.screen();
  assert.deepEqual({...before, step, question, rows, verdict}, before, 'all is as it was');
  m.rollout(doomedView);
  assert.match(m.hints(), /u undo/);
});

test('rollout: an undo that was agreed to ends with what was taken back', () => {
  const m = atRollout(doomedView);
  m.read('u');
  m.events(ended({outcome: 'detached'}, 130));
  m.ask(undoQuestion);
  m.took();
  m.read('y');
  assert.deepEqual(m.took(), [{type: 'answer', run: 2, yes: true}]);
  m.events(
    {type: 'undo', ref: DEPLOYMENT, outcome: 'restored'},
    ended({outcome: 'undone', sentence: 'Taken back. 1 restored.'}, 10),
  );
  assert.equal(m.screen().verdict?.tone, 'ok');
  assert.equal(m.hints(), 'enter done  e events  ? help');
  m.keys('enter');
  assert.equal(m.state().outcome?.exitCode, 10);
});

test('rollout: who watches on after an undo does not come back to the run that was taken back', () => {
  const m = deployMachine({job: {...JOB, kind: 'undo', record: 'a-run'}});
  m.events({type: 'undo', ref: DEPLOYMENT, outcome: 'restored'});
  m.rollout(doomedView);
  m.events(ended({outcome: 'doomed'}, 6));
  assert.equal(m.state().run?.record, 'a-run');
  for (const again of [1, 2]) {
    m.read('k');
    assert.deepEqual([m.state().run?.kind, m.state().run?.record], ['watch', undefined], `${again}`);
    m.events(ended({outcome: 'doomed'}, 6));
  }
});

test('rollout: after the end, undo asks, and no comes back to the end', () => {
  const m = atRollout(completeView);
  m.events(ended());
  m.read('u');
  assert.deepEqual(m.took(), [{type: 'undo', run: 2}]);
  m.ask(undoQuestion);
  m.keys('escape');
  m.events(ended({outcome: 'declined', sentence: 'Nothing was changed.'}, 3));
  assert.match(m.screen().verdict?.text ?? '', /^Complete/);
  m.took();
  m.keys('enter');
  assert.deepEqual(
    m.took().map((effect) => effect.type === 'exit' && effect.outcome.exitCode),
    [0],
  );
});

test('rollout: after a failed end, k watches again', () => {
  const m = atRollout(doomedView);
  m.events(ended({outcome: 'failed', sentence: 'Failed.'}, 6));
  m.read('k');
  assert.deepEqual(m.took(), [{type: 'watch', run: 2}]);
  assert.match(m.screen().status?.[0]?.text ?? '', /1 created/);
});

test('apply: each Ctrl+C asks for a little more, and the fourth leaves', () => {
  const m = applying();
  const words: string[] = [];
  for (let presses = 0; presses < 3; presses++) {
    m.keys('ctrl+c');
    words.push(m.screen().notices[0]?.message ?? '');
  }
  assert.deepEqual(m.took(), [
    {type: 'stop', run: 1, how: 'leave'},
    {type: 'stop', run: 1, how: 'stop-waiting'},
    {type: 'stop', run: 1, how: 'break-off'},
  ]);
  assert.match(words[0] ?? '', /not broken off/);
  m.keys('ctrl+c');
  assert.equal(m.state().outcome?.by, 'ctrl+c');
  assert.equal(m.state().outcome?.hadBegun, true);
});

test('apply: after Ctrl+C its end is waited for, and told', () => {
  const m = applying();
  m.keys('ctrl+c');
  m.events(ended({outcome: 'detached'}, 130));
  assert.deepEqual([m.state().outcome?.by, m.state().outcome?.result?.outcome], ['ctrl+c', 'detached']);
});

test('watch: Ctrl+C leaves; pressed again it does not wait for the engine', () => {
  const m = atRollout(view());
  m.keys('ctrl+c');
  assert.deepEqual(m.took(), [{type: 'stop', run: 1, how: 'leave'}]);
  m.keys('ctrl+c');
  assert.equal(m.state().outcome?.by, 'ctrl+c');
});

test('apply: fields of others are shown with their managers, and taken over only with y', () => {
  const m = atConfirm();
  m.read('y');
  m.took();
  const conflicts = [
    {
      ref: DEPLOYMENT,
      conflicts: [
        {field: '.spec.replicas', manager: 'hpa'},
        {field: '.spec.a', manager: 'argocd'},
      ],
    },
  ];
  m.ask({kind: 'take-over', target: TARGET, conflicts});
  assert.deepEqual(
    m.screen().rows.map(({label, detail = ''}) => `${label} ${detail}`.trim()),
    ['Deployment custom-del', '.spec.replicas is set by hpa', '.spec.a is set by argocd'],
  );
  assert.equal(m.hints(), '↑↓ move  y take over  n no  c changes  ? help');
  m.keys('enter');
  assert.deepEqual(m.took(), []);
  m.read('n');
  assert.deepEqual(m.took(), [{type: 'answer', run: 1, yes: false}]);
  m.events(ended({outcome: 'declined', sentence: 'Nothing was changed.', objects: undefined}, 3));
  assert.equal(m.screen().step, 'preflight');
  assert.match(m.screen().verdict?.text ?? '', /fields stay with those who set them\. r looks again/);
  assert.match(m.hints(), /r try again {2}esc back/);
  m.keys('escape');
  assert.equal(m.screen().step, 'target');
  assert.equal(m.state().outcome, undefined, 'esc goes back, and never out');
});

test('apply: after a no to the fields, looking again asks again', () => {
  const m = atConfirm();
  m.read('y');
  m.ask({kind: 'take-over', target: TARGET, conflicts: []});
  m.keys('escape');
  m.events(ended({outcome: 'declined', objects: undefined}, 3));
  m.took();
  m.read('r');
  assert.deepEqual(m.took(), [{type: 'deploy', run: 2, context: 'prod-east'}]);
  assert.equal(m.state().run?.leftAlone, undefined);
});

test('login: Enter hands the terminal over, Esc goes on without', () => {
  const m = atRollout(view());
  m.ask(login);
  assert.equal(m.hints(), 'enter log in  n no  ? help');
  m.keys('enter');
  const {kind: _kind, ...need} = login;
  assert.deepEqual(m.took(), [{type: 'log-in', run: 1, need}]);
  m.ask(login);
  m.keys('escape');
  assert.deepEqual(m.took(), [{type: 'answer', run: 1, yes: false}]);
  assert.match(m.hints(), /u undo/);
});

test('questions that come while leaving are answered with no', () => {
  const m = atRollout(view());
  m.keys('ctrl+c');
  m.took();
  m.ask(login);
  assert.deepEqual(m.took(), [{type: 'answer', run: 1, yes: false}]);
});

test('log: what came with the failure is shown at once, else it is read', () => {
  const m = atRollout(doomedView);
  m.read('l');
  assert.deepEqual(m.took(), [{type: 'read-log', run: 1, pod: 'custom-del-7d9f8c6b5-x2k8p'}]);
  assert.deepEqual(m.screen().panel?.lines, [{text: 'Reading the log…', tone: 'dim'}]);
  m.send({type: 'log-read', run: 1, pod: 'custom-del-7d9f8c6b5-x2k8p', lines: ['one', 'two']});
  assert.deepEqual(
    m.screen().panel?.lines.map(({text}) => text),
    ['one', 'two'],
  );
  m.read('l');
  m.events({
    type: 'log',
    pod: 'custom-del-7d9f8c6b5-x2k8p',
    container: 'delegate',
    previous: true,
    lines: ['dead'],
  });
  m.took();
  m.read('l');
  assert.deepEqual(m.took(), []);
  assert.match(m.screen().panel?.title ?? '', /the run before/);
});

test('log: one that cannot be read closes the panel and says why', () => {
  const m = atRollout(doomedView);
  m.read('l');
  m.send({type: 'failed', where: 'read-log', run: 1, message: 'No.', next: ['Press l to try again.']});
  assert.equal(m.screen().panel, undefined);
  assert.equal(m.screen().notices[0]?.message, 'No. Press l to try again.');
});

test('events: findings in the words of the cluster, then the story, newest first', () => {
  const m = atRollout(doomedView);
  m.read('e');
  const lines = m.screen().panel?.lines.map(({text}) => text) ?? [];
  assert.equal(lines[0], 'Now');
  assert.match(lines[3] ?? '', /Failed to pull image/);
  assert.ok(
    lines.indexOf('So far, newest first') < lines.findIndex((line) => line.endsWith('Applying 11 objects')),
  );
  assert.equal(m.screen().panel?.wraps, true);
});

test('events: while all is well, what was applied, revisions, and how the pods go on', () => {
  const m = atRollout(view({rows: [pod({word: 'ContainerCreating', line: 'pulling the image for 3 s'})]}));
  m.rollout(view({rows: [pod({word: 'ContainerCreating', line: 'pulling the image for 9 s'})]}));
  m.rollout(view({rows: [pod({line: 'startup probe 1 of 15'})]}));
  m.rollout(view({rows: [pod({line: 'startup probe 2 of 15'})]}));
  m.rollout({...completeView, rows: [pod({ready: true, restarts: 1, line: 'ready'})]});
  m.rollout({...completeView, rows: []});
  m.read('e');
  const name = pod().pod;
  assert.deepEqual(
    m
      .screen()
      .panel?.lines.slice(1)
      .map(({text}) => text.slice(8))
      .toReversed(),
    [
      'Applying 11 objects',
      'Deployment custom-del changed',
      'Applied: 1 created · 1 changed · 9 unchanged',
      'Revision 12 is rolled out',
      'Revision 11 still serves 1 of 1',
      `pod ${name}: ContainerCreating, pulling the image for 3 s`,
      '0 of 1 new pods are available.',
      `pod ${name}: Running, startup probe 1 of 15`,
      'Revision 11 is gone',
      `pod ${name}: Running, ready, 1 restart`,
      'Complete: custom-del serves revision 12.',
      `pod ${name} is gone`,
    ],
  );
});

test('end: complete shows what was looked at after it', () => {
  const m = atRollout(completeView);
  m.events({type: 'settling', forMs: 30_000});
  assert.match(m.screen().verdict?.text ?? '', /restarts for 30 s/);
  m.events(
    {type: 'registered', state: 'registered'},
    {type: 'after', id: 'upgrader', state: 'warn', text: 'Auto-upgrade is on.', next: 'Suspend it.'},
    ended(),
  );
  assert.deepEqual(
    m
      .screen()
      .rows.slice(1)
      .map(({label}) => label),
    ['registered with Harness', 'Auto-upgrade is on.'],
  );
  assert.match(m.hints(), /enter done/);
});

test('end: Esc does not throw away what is still offered; it says that, and how to leave', () => {
  const m = atRollout(completeView);
  m.events(ended());
  const last = atRollout(doomedView);
  last.events(ended({outcome: 'doomed', sentence: 'Cannot succeed.'}, 6));
  for (const [machine, says] of [
    [m, 'Press enter to leave. u takes back what was applied. v verifies what runs.'],
    [last, 'Press enter to leave. u takes back what was applied. k watches on.'],
  ] as const) {
    machine.took();
    machine.keys('escape', 'escape');
    assert.deepEqual([machine.took(), machine.state().outcome], [[], undefined]);
    assert.equal(machine.screen().notices[0]?.message, says);
    machine.keys('enter');
    assert.equal(machine.state().outcome?.by, 'done');
  }
});

test('end: Enter leaves a rollout that was complete before the cluster fell silent, and no other', () => {
  const silent = {...view(), verdict: {word: 'unknown', sentence: 'Nothing heard for 20 s.'}} as const;
  for (const [before, isLeft] of [
    [completeView, true],
    [view(), false],
  ] as const) {
    const m = atRollout(completeView);
    m.events({type: 'settling', forMs: 30_000});
    m.rollout(before);
    m.rollout(silent);
    m.keys('enter');
    assert.deepEqual(m.took(), isLeft ? [{type: 'stop', run: 1, how: 'leave'}] : []);
    if (!isLeft) continue;
    m.events(ended({outcome: 'detached', sentence: 'It goes on.'}, 130));
    assert.match(m.state().outcome?.result?.sentence ?? '', /^Complete when last heard of\./);
  }
});

test('end: complete need not be looked at to the end of its settle window', () => {
  const m = atRollout(completeView);
  assert.ok(!m.hints().includes('enter'));
  m.events({type: 'settling', forMs: 30_000});
  assert.match(m.hints(), /enter done/);
  m.keys('enter');
  assert.deepEqual(m.took(), [{type: 'stop', run: 1, how: 'leave'}]);
  m.events(ended({outcome: 'detached', sentence: 'It goes on.'}, 130));
  const {outcome} = m.state();
  assert.deepEqual([outcome?.by, outcome?.exitCode, outcome?.result?.outcome], ['done', 0, 'complete']);
  assert.equal(outcome?.result?.sentence, completeView.verdict.sentence);
});

test('signal: leaves at once, whatever is asked', () => {
  const m = atRollout(view());
  m.ask(login);
  m.send({type: 'signal'});
  assert.equal(m.state().outcome?.by, 'signal');
  assert.deepEqual(
    m.took().map(({type}) => type),
    ['answer', 'stop', 'exit'],
  );
});

test('watch: a run that cannot begin has ended, says why, and is left with q', () => {
  const m = deployMachine({job: {...JOB, kind: 'watch'}});
  m.send({type: 'failed', where: 'run', run: 1, message: 'No kubectl.', next: ['Install it.']});
  assert.deepEqual(m.screen().verdict, {tone: 'error', text: 'No kubectl. Install it.'});
  m.read('q');
  assert.deepEqual([m.state().outcome?.by, m.state().outcome?.exitCode], ['done', 3]);
});

test('undo: a run that cannot begin changed nothing; one that breaks in the middle may have', () => {
  for (const [target, code, outcome] of [
    [undefined, 3, 'refused'],
    [{context: 'c', cluster: 'c', server: 'https://s', namespace: 'n'}, 1, 'lost'],
  ] as const) {
    const m = deployMachine({job: {...JOB, kind: 'undo'}});
    if (target !== undefined) m.events({type: 'target', target});
    m.send({type: 'failed', where: 'run', run: 1, message: 'No.', next: ['Yes.']});
    m.keys('enter');
    assert.deepEqual([m.state().outcome?.exitCode, m.state().outcome?.result?.outcome], [code, outcome]);
  }
});

test('preflight: a run that cannot begin stays at the checks, and r tries again', () => {
  const m = deployMachine({context: 'gone'});
  m.took();
  m.send({
    type: 'failed',
    where: 'run',
    run: 1,
    message: 'There is no context gone.',
    next: ['Choose another.'],
  });
  assert.equal(m.screen().step, 'preflight');
  assert.equal(m.screen().verdict?.text, 'There is no context gone. Choose another.');
  m.read('r');
  assert.deepEqual(m.took(), [{type: 'deploy', run: 2, context: 'gone'}]);
});
