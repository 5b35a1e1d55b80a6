import assert from 'node:assert/strict';
import {test} from 'node:test';
import {conclude, type Conclusion} from '../../src/domain/deploy/conclude.ts';
import {OUTCOME_CODE} from '../../src/domain/deploy/outcome-code.ts';
import type {DeployOutcome} from '../../src/domain/deploy/events.ts';
import {EXIT_CODE_ROWS} from '../../src/domain/exit-code.ts';
import {sampleFinding, sampleView, withVerdict} from './sample-view.ts';

const RUN = '20261121-213005-custom-del-9f0c2a41';
const NONE = {created: 0, changed: 0, unchanged: 0, absent: 0, unknown: 0};
const COMPLETE = {word: 'complete', sentence: 'Complete: custom-del serves revision 2.'} as const;

interface Case {
  readonly name: string;
  readonly facts: Partial<Conclusion> & Pick<Conclusion, 'outcome'>;
  readonly sentence: string;
  readonly next?: readonly RegExp[];
}

const CASES: readonly Case[] = [
  {
    name: 'complete, registered, auto-upgrade off',
    facts: {
      outcome: 'complete',
      view: sampleView({verdict: COMPLETE, registration: {state: 'registered'}}),
      autoUpgrade: 'off',
    },
    sentence: 'Complete: custom-del serves revision 2, registered with Harness, auto-upgrade is off.',
  },
  {
    name: 'complete, and nobody knows more',
    facts: {outcome: 'complete', view: sampleView({verdict: COMPLETE})},
    sentence: 'Complete: custom-del serves revision 2.',
  },
  {
    name: 'complete, but not registered',
    facts: {
      outcome: 'complete',
      view: sampleView({
        verdict: COMPLETE,
        registration: {state: 'failed', reason: 'Harness does not know the account id.'},
      }),
      autoUpgrade: 'on',
    },
    sentence:
      'Complete: custom-del serves revision 2, but not registered with Harness: Harness does not know the account id, auto-upgrade is on.',
  },
  {
    name: 'nothing to watch',
    facts: {outcome: 'complete', objects: {...NONE, created: 2, unchanged: 1}},
    sentence: 'Applied: 2 created, 1 unchanged. There is no Deployment to watch.',
  },
  {
    name: 'the verdict is the last word',
    facts: {outcome: 'doomed', view: withVerdict('doomed')},
    sentence: 'It is doomed.',
    next: [/describe pod/],
  },
  ...(['doomed', 'failed', 'timeout'] as const).map((outcome) => ({
    name: `${outcome}, and what was found says what to do`,
    facts: {outcome, reason: 'R.', view: withVerdict('doomed', {findings: [sampleFinding()]})},
    sentence: 'R.',
    next: [/^Push it\.$/],
  })),
  ...(['at-risk', 'doomed', 'failed'] as const).flatMap((word) =>
    [true, false].map((practice) => ({
      name: `left while it was ${word}, ${practice ? 'on practice' : 'for real'}`,
      facts: {
        outcome: 'detached' as const,
        practice,
        name: 'd',
        view: withVerdict(word, {findings: [sampleFinding()]}),
      },
      sentence: `${
        practice
          ? 'You left; the practice cluster ended with the program, and the rollout with it.'
          : 'The rollout of d goes on in the cluster; nobody watches it now.'
      } It is ${word}. The registry does not have it.`,
      next: [/^Push it\.$/],
    })),
  ),
  {
    name: 'left while all went well',
    facts: {
      outcome: 'detached',
      name: 'd',
      view: withVerdict('progressing', {findings: [sampleFinding({severity: 'W'})]}),
    },
    sentence: 'The rollout of d goes on in the cluster; nobody watches it now.',
  },
  {
    name: 'superseded by the upgrader, by its name',
    facts: {outcome: 'superseded', view: withVerdict('superseded', {actor: 'upgrader'})},
    sentence: 'It is superseded.',
    next: [/^Switch the upgrader off first/],
  },
  {
    name: 'superseded by an image of Harness',
    facts: {
      outcome: 'superseded',
      view: sampleView({
        verdict: {word: 'superseded', sentence: 'Its image is now docker.io/harness/delegate:26.10.1.'},
      }),
    },
    sentence: 'Its image is now docker.io/harness/delegate:26.10.1.',
    next: [/^Switch the upgrader off first/],
  },
  {
    name: 'superseded by a person',
    facts: {outcome: 'superseded', view: withVerdict('superseded', {actor: 'kubectl-edit'})},
    sentence: 'It is superseded.',
    next: [/apply again to have ours back/],
  },
  ...(['deleted', 'replaced', 'paused'] as const).map((outcome) => ({
    name: `${outcome} ends with a next step`,
    facts: {outcome, view: withVerdict(outcome)},
    sentence: `It is ${outcome}.`,
    next: [/again/],
  })),
  {
    name: 'a dry run',
    facts: {outcome: 'checked'},
    sentence: 'Nothing was changed. This was a dry run; every check has passed.',
  },
  {
    name: 'refused',
    facts: {outcome: 'refused', reason: 'You may not.'},
    sentence: 'Nothing was changed. You may not.',
  },
  {name: 'declined', facts: {outcome: 'declined'}, sentence: 'Nothing was changed: nobody agreed.'},
  {
    name: 'in part',
    facts: {outcome: 'partial', objects: {...NONE, created: 1, unknown: 2}, reason: 'The server went away.'},
    sentence: 'Applied in part: 1 created, 2 unknown. The server went away.',
  },
  {
    name: 'timeout',
    facts: {outcome: 'timeout', afterMs: 90_000, view: withVerdict('at-risk')},
    sentence: 'Not complete after 1 min 30 s; the watch is over, the rollout goes on. It is at-risk.',
  },
  {
    name: 'lost',
    facts: {outcome: 'lost', name: 'custom-del', view: withVerdict('progressing')},
    sentence:
      'Contact with the cluster was lost. The rollout of custom-del goes on there; how it ends is not known.',
  },
  {
    name: 'detached',
    facts: {outcome: 'detached', name: 'custom-del'},
    sentence: 'The rollout of custom-del goes on in the cluster; nobody watches it now.',
  },
  {
    name: 'undone',
    facts: {outcome: 'undone', reason: '3 restored, 8 deleted.'},
    sentence: 'Taken back: 3 restored, 8 deleted.',
  },
];

for (const {name, facts, sentence, next = []} of CASES) {
  test(name, () => {
    const result = conclude({practice: false, afterMs: 0, ...facts});
    assert.equal(result.sentence, sentence);
    assert.equal(result.next.length, next.length, result.next.join('\n'));
    for (const [index, pattern] of next.entries()) assert.match(result.next[index] ?? '', pattern);
  });
}

test('the step behind the last line is the one that fits, and only where a run is remembered', () => {
  const stepOf = (outcome: DeployOutcome, more: Partial<Conclusion> = {run: RUN}) =>
    conclude({outcome, practice: false, afterMs: 0, ...more}).step;
  const UNDO = `Take it back: npx delegate-tui undo --run ${RUN} --yes`;
  const WATCH = `Come back to it: npx delegate-tui watch --run ${RUN}`;
  for (const outcome of ['partial', 'doomed', 'failed'] as const) assert.equal(stepOf(outcome), UNDO);
  for (const outcome of ['timeout', 'lost', 'paused', 'detached'] as const)
    assert.equal(stepOf(outcome), WATCH);
  for (const outcome of ['complete', 'refused', 'deleted', 'undone'] as const)
    assert.equal(stepOf(outcome), undefined);
  assert.equal(stepOf('doomed', {}), undefined);
  assert.equal(stepOf('doomed', {commands: ['undo']}), undefined);
  assert.equal(stepOf('doomed', {run: RUN, commands: []}), undefined);
  assert.equal(
    stepOf('detached', {run: RUN, commands: ['undo-rest']}),
    `Take back the rest: npx delegate-tui undo --run ${RUN} --yes`,
  );
});

test('who can come back is told how', () => {
  const {next} = conclude({
    outcome: 'doomed',
    practice: false,
    run: RUN,
    afterMs: 0,
    next: ['Push it.'],
  });
  assert.equal(next[0], 'Push it.');
  assert.match(next.join('\n'), /watch --run \S+\n.*undo --run \S+ --yes$/);
});

test('every outcome has words and an exit code that is explained', () => {
  const explained = EXIT_CODE_ROWS.map(({code}) => code);
  for (const [outcome, code] of Object.entries(OUTCOME_CODE)) {
    const {sentence} = conclude({
      outcome: outcome as DeployOutcome,
      practice: false,
      run: RUN,
      afterMs: 0,
    });
    assert.match(sentence, /^[A-Z].*\.$/, outcome);
    assert.ok((explained as number[]).includes(code), outcome);
  }
});
