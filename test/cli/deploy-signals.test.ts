import assert from 'node:assert/strict';
import {EventEmitter} from 'node:events';
import {test} from 'node:test';
import {catchSignals} from '../../src/commands/deploy/signals.ts';
import type {DeployEvent} from '../../src/domain/deploy/events.ts';

const APPLYING: DeployEvent = {type: 'applying', of: 1};
const APPLIED: DeployEvent = {
  type: 'applied',
  objects: {created: 1, changed: 0, unchanged: 0, absent: 0, unknown: 0},
};

interface Row {
  readonly what: string;
  readonly before?: readonly DeployEvent[];
  readonly signals: readonly string[];
  /** Which controls are pulled by then. */
  readonly pulled: readonly string[];
  readonly code?: number;
  /** Of the last line that was said. */
  readonly says?: RegExp;
}

const ROWS: readonly Row[] = [
  {what: 'ctrl+c before the apply leaves', signals: ['SIGINT'], pulled: ['leave'], code: 130},
  {
    what: 'ctrl+c in the apply only says what it would do',
    before: [APPLYING],
    signals: ['SIGINT'],
    pulled: [],
    says: /again to stop waiting\.$/,
  },
  {
    what: 'the second stops waiting',
    before: [APPLYING],
    signals: ['SIGINT', 'SIGINT'],
    pulled: ['leave', 'stopWaiting'],
    code: 130,
    says: /once more to break it off\.$/,
  },
  {
    what: 'the third ends kubectl, and what it has done is still looked at',
    before: [APPLYING],
    signals: ['SIGINT', 'SIGINT', 'SIGINT'],
    pulled: ['leave', 'stopWaiting', 'breakOff'],
    code: 130,
    says: /once more to leave at once\.$/,
  },
  {
    what: 'the fourth looks no more',
    before: [APPLYING],
    signals: ['SIGINT', 'SIGINT', 'SIGINT', 'SIGINT'],
    pulled: ['leave', 'stopWaiting', 'breakOff', 'giveUp'],
    code: 130,
  },
  {
    what: 'SIGTERM in the apply leaves kubectl alone, and looks',
    before: [APPLYING],
    signals: ['SIGTERM'],
    pulled: ['leave', 'stopWaiting'],
    code: 143,
  },
  {
    what: 'the second SIGTERM leaves kubectl alone, and looks no more',
    before: [APPLYING],
    signals: ['SIGTERM', 'SIGTERM'],
    pulled: ['leave', 'stopWaiting', 'giveUp'],
    code: 143,
  },
  {
    what: 'a lost session, then SIGTERM',
    before: [APPLYING],
    signals: ['SIGHUP', 'SIGTERM'],
    pulled: ['leave', 'stopWaiting', 'giveUp'],
    code: 143,
  },
  {
    what: 'after the apply, ctrl+c leaves again',
    before: [APPLYING, APPLIED],
    signals: ['SIGINT'],
    pulled: ['leave'],
    code: 130,
  },
];

for (const {what, before = [], signals, pulled, code, says} of ROWS) {
  test(what, () => {
    const source = new EventEmitter();
    const said: string[] = [];
    const caught = catchSignals((line) => said.push(line), source);
    for (const event of before) caught.see(event);
    for (const signal of signals) source.emit(signal);
    assert.deepEqual(
      Object.entries(caught.controls).flatMap(([name, signal]) => (signal?.aborted ? [name] : [])),
      pulled,
    );
    assert.equal(caught.code(), code);
    if (says !== undefined) assert.match(said.at(-1) ?? '', says);
    caught.close();
    assert.deepEqual(source.eventNames(), []);
  });
}
