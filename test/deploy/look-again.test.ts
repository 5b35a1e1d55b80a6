import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import {secondLook} from '../../src/deploy/look-again.ts';
import {pretendKubectl} from '../services/kubectl/pretend-kubectl.ts';

const POSIX = {skip: process.platform === 'win32' && 'needs a POSIX shell'};
const deployment = (uid: string) =>
  JSON.stringify({apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'd', namespace: 'ns', uid}});

/** What the server says to the question for the Deployment, and on which stream and with which code it ends. */
const ANSWERS = {
  ours: ['', deployment('ours'), 0],
  other: ['', deployment('other'), 0],
  absent: ['Error from server (NotFound): deployments.apps "d" not found', '', 1],
  expired: ['error: You must be logged in to the server (Unauthorized)', '', 1],
  forbidden: ['Error from server (Forbidden): deployments.apps "d" is forbidden', '', 1],
  lost: ['error: http2: client connection lost', '', 1],
  portal: ['', '<html>Log in</html>', 0],
} as const;

describe('a Deployment that a list lacks is asked for by its name', POSIX, () => {
  for (const [answer, expected] of [
    ['ours', 'there'],
    ['other', 'replaced'],
    ['absent', 'deleted'],
    ['expired', 'nothing'],
    ['forbidden', 'nothing'],
    ['lost', 'nothing'],
    ['portal', 'nothing'],
  ] as const) {
    test(`${answer}: ${expected}`, async (t) => {
      const {connection, directory} = await pretendKubectl(
        t,
        'cat $D/err >&2; cat $D/out; exit $(cat $D/code)',
      );
      const [err, out, code] = ANSWERS[answer];
      await writeFile(join(directory, 'err'), err);
      await writeFile(join(directory, 'out'), out);
      await writeFile(join(directory, 'code'), String(code));
      const {signal} = new AbortController();
      const {outcome, input} = await secondLook({connection, name: 'd', uid: 'ours', signal}).at('deleted');
      assert.equal(outcome ?? (input === undefined ? 'nothing' : 'there'), expected);
    });
  }

  test('it is not asked for all the time, and given up after minutes without an answer', async (t) => {
    const {connection} = await pretendKubectl(t, 'echo "error: (Unauthorized)" >&2; exit 1');
    let time = 0;
    const {signal} = new AbortController();
    const look = secondLook({connection, name: 'd', uid: 'ours', signal, now: () => time});
    assert.deepEqual(await look.at('deleted'), {});
    time = 179_000;
    assert.deepEqual(await look.at('deleted'), {});
    time = 180_500;
    assert.deepEqual(await look.at('deleted'), {}, 'too soon to ask again');
    time = 181_500;
    assert.deepEqual(await look.at('deleted'), {outcome: 'lost'});
  });
});
