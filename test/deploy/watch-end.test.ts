import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {DeployOutcome} from '../../src/domain/deploy/events.ts';
import {beginWatch, watchStep} from '../../src/domain/deploy/watch-end.ts';
import {ATTENDED, UNATTENDED} from '../../src/domain/deploy/watch-options.ts';
import type {WatchOptions} from '../../src/domain/deploy/watch-options.ts';
import type {RolloutView, VerdictWord} from '../../src/domain/rollout/types.ts';
import {samplePod, withVerdict} from './sample-view.ts';

type Look = readonly [seconds: number, view: VerdictWord | RolloutView];

/** Outcome and time of the look that ends the watch. */
function endOf(looks: readonly Look[], options: WatchOptions): readonly [DeployOutcome, number] | undefined {
  let memory = beginWatch(0);
  for (const [seconds, look] of looks) {
    const view = typeof look === 'string' ? withVerdict(look) : look;
    const step = watchStep(memory, {view, nowMs: seconds * 1000, options});
    if (step.outcome !== undefined) return [step.outcome, seconds];
    ({memory} = step);
  }
  return undefined;
}

const every = (word: VerdictWord, from: number, to: number): Look[] =>
  Array.from({length: to - from + 1}, (_, index) => [from + index, word] as const);

const restarted = (restarts: number) => withVerdict('complete', {rows: [samplePod({ready: true, restarts})]});

interface Case {
  readonly name: string;
  readonly looks: readonly Look[];
  readonly options?: Partial<WatchOptions>;
  readonly attended?: true;
  readonly end?: readonly [DeployOutcome, number];
}

const CASES: readonly Case[] = [
  {name: 'complete, once the settle window is over', looks: every('complete', 5, 60), end: ['complete', 35]},
  {
    name: 'complete at once without a settle window',
    looks: every('complete', 5, 60),
    options: {settleMs: 0},
    end: ['complete', 5],
  },
  {
    name: 'a restart begins the settle window anew',
    looks: [
      [0, restarted(0)],
      [20, restarted(1)],
      [35, restarted(1)],
      [50, restarted(1)],
    ],
    end: ['complete', 50],
  },
  {
    name: 'a restart of long ago is none',
    looks: [
      [0, restarted(4)],
      [30, restarted(4)],
    ],
    end: ['complete', 30],
  },
  {
    name: 'silence in the settle window takes nothing back',
    looks: [
      [0, 'complete'],
      [10, 'unknown'],
      [20, 'unknown'],
      [31, 'complete'],
    ],
    end: ['complete', 31],
  },
  {
    name: 'but it does not end while nothing is known',
    looks: [
      [0, 'complete'],
      [31, 'unknown'],
      [32, 'unknown'],
    ],
  },
  {
    name: 'doomed ends at once',
    looks: [
      [0, 'progressing'],
      [9, 'doomed'],
    ],
    end: ['doomed', 9],
  },
  {
    name: 'doomed is tolerated for a while',
    looks: every('doomed', 1, 300),
    options: {tolerateMs: 120_000},
    end: ['doomed', 121],
  },
  {
    name: 'doomed that heals ends nothing',
    looks: [
      [0, 'doomed'],
      [60, 'progressing'],
      [90, 'doomed'],
      [149, 'doomed'],
    ],
    options: {tolerateMs: 60_000},
  },
  {
    name: 'a deadline after doom is the same trouble',
    looks: [
      [0, 'doomed'],
      [50, 'failed'],
      [60, 'failed'],
    ],
    options: {tolerateMs: 60_000},
    end: ['failed', 60],
  },
  {
    name: 'with fail-on deadline doom is watched on',
    looks: every('doomed', 0, 600),
    options: {failOn: 'deadline'},
  },
  {
    name: 'with fail-on deadline the deadline ends',
    looks: [
      [0, 'doomed'],
      [60, 'failed'],
    ],
    options: {failOn: 'deadline'},
    end: ['failed', 60],
  },
  {
    name: 'with fail-on never only the timeout ends',
    looks: [...every('failed', 0, 700)],
    options: {failOn: 'never', timeoutMs: 600_000},
    end: ['timeout', 600],
  },
  {
    name: 'the timeout',
    looks: every('progressing', 0, 99),
    options: {timeoutMs: 60_000},
    end: ['timeout', 60],
  },
  {
    name: 'the timeout in the settle window',
    looks: every('complete', 55, 99),
    options: {timeoutMs: 60_000},
    end: ['complete', 60],
  },
  {
    name: 'the timeout in the dark',
    looks: every('unknown', 0, 99),
    options: {timeoutMs: 60_000},
    end: ['lost', 60],
  },
  {name: 'silence is given up after three minutes', looks: every('unknown', 10, 300), end: ['lost', 190]},
  {
    name: 'a word in between begins anew',
    looks: [...every('unknown', 0, 170), [171, 'progressing'], ...every('unknown', 172, 350)],
  },
  {name: 'paused has to last', looks: every('paused', 1, 9), end: ['paused', 4]},
  {
    name: 'superseded has to last',
    looks: [
      [0, 'superseded'],
      [1, 'progressing'],
      [2, 'superseded'],
      [5, 'superseded'],
    ],
    end: ['superseded', 5],
  },
  {name: 'deleted', looks: [[7, 'deleted']], end: ['deleted', 7]},
  {name: 'replaced', looks: [[7, 'replaced']], end: ['replaced', 7]},
  {name: 'at risk is no end', looks: every('at-risk', 0, 600)},
  ...(['doomed', 'failed', 'paused', 'superseded', 'unknown', 'progressing'] as const).map((word): Case => ({
    name: `somebody who watches decides about ${word}`,
    looks: every(word, 0, 900),
    attended: true,
  })),
  {
    name: 'somebody who watches sees the end too',
    looks: every('complete', 0, 60),
    attended: true,
    end: ['complete', 30],
  },
];

for (const {name, looks, options, attended, end} of CASES) {
  test(name, () => {
    assert.deepEqual(endOf(looks, {...(attended ? ATTENDED : UNATTENDED), ...options}), end);
  });
}

test('the settle window is told once', () => {
  let memory = beginWatch(0);
  const told: number[] = [];
  for (const [seconds, word] of [
    [0, 'complete'],
    [1, 'unknown'],
    [2, 'complete'],
    [3, 'complete'],
  ] as const) {
    const step = watchStep(memory, {view: withVerdict(word), nowMs: seconds * 1000, options: UNATTENDED});
    if (step.settling) told.push(seconds);
    ({memory} = step);
  }
  assert.deepEqual(told, [0]);
});
