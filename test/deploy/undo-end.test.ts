import assert from 'node:assert/strict';
import {test} from 'node:test';
import {endEvent} from '../../src/deploy/end-event.ts';
import {undoEnd, type Undone} from '../../src/deploy/undo-end.ts';
import type {UndoRow} from '../../src/services/kubectl/undo.ts';

const RUN = '20261121-213005-custom-del-9f0c2a41';
const REST = `Take back the rest: npx delegate-tui undo --run ${RUN} --yes`;
const target = {context: 'staging', cluster: 'k', server: 'https://h', namespace: 'n'};
const place = {connection: {kubectl: {path: 'kubectl', version: 'v1.33.0', env: {}}, target}};
const row = (did: UndoRow['did']): UndoRow => ({
  ref: {group: '', version: 'v1', kind: 'Service', name: did, namespace: 'n'},
  did,
  text: '',
});

/** The step behind the last line. */
const CASES: readonly (readonly [Undone['word'], readonly UndoRow['did'][], string | undefined])[] = [
  ['undone', ['restored', 'deleted'], undefined],
  ['partial', ['restored', 'kept'], undefined],
  ['partial', ['restored', 'failed'], REST],
  ['failed', ['failed'], REST],
  ['left', ['restored'], REST],
  ['unknown', ['unknown'], REST],
];

for (const [word, dids, step] of CASES)
  test(`an undo that ends ${word}, with ${dids.join(' and ')}, ${step === undefined ? 'is over' : 'goes on with the same run'}`, () => {
    const end: Undone['end'] = (facts) => endEvent({place, run: RUN, afterMs: 0, ...facts});
    const request = {...place, objects: []};
    const event = undoEnd({request, word, rows: dids.map(row), end});
    assert.ok(event.type === 'end');
    assert.deepEqual([event.result.step, event.result.run], [step, RUN]);
  });
