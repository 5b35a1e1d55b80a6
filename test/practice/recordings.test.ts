import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {readRecording} from '../helpers/recordings.ts';
import {replay} from '../helpers/replay-recording.ts';
import {summarize} from '../helpers/recording-summary.ts';

/** Recordings whose every part the practice cluster can do again. */
const RECORDINGS = [
  'first-deploy-ok',
  'update-ok-min-ready',
  'update-slow',
  'update-image-not-found-then-undo',
  'update-crash-loop',
  'update-oom',
  'quota-exceeded-then-raised',
  'openshift-scc-denied-then-anyuid',
  'openshift-restricted-ok',
  'paused',
  'scaled-to-zero',
  'superseded',
  'deadline-then-fixed',
  'unschedulable',
  'missing-secret-then-created',
  'pod-security-denied',
  'evicted-pod',
  'deleted-while-watching',
  'namespace-deleted',
];

/** True when `part` is `whole` with some items left out. */
function isWithin(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const item of whole) if (item === part[at]) at += 1;
  return at === part.length;
}

const without = (set: ReadonlySet<string>, other: ReadonlySet<string>): string[] =>
  [...set].filter((one) => !other.has(one));

describe('the practice cluster does what a real one did', () => {
  for (const name of RECORDINGS)
    it(name, async () => {
      const lines = readRecording(name);
      const {told, toldLater} = await replay(name, lines);
      const real = summarize(lines);
      const ours = summarize(told);
      const later = summarize(toldLater);
      for (const part of ['conditions', 'events', 'pods'] as const) {
        assert.deepEqual(without(ours[part], real[part]), [], `${part} that the real cluster did not have`);
        assert.deepEqual(without(real[part], later[part]), [], `${part} that only the real cluster had`);
      }
      // Which of the states between two others are seen depends on which controller is faster.
      for (const part of ['progressing', 'counts'] as const)
        if (!isWithin(ours[part], real[part]) && !isWithin(real[part], later[part]))
          assert.deepEqual(ours[part], real[part], part);
    });
});
