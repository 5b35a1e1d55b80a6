import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, test, type TestContext} from 'node:test';
import {watchRun} from '../../src/deploy/watch-run.ts';
import type {DeployEvent} from '../../src/domain/deploy/events.ts';
import {UNATTENDED} from '../../src/domain/deploy/watch-options.ts';
import {pretendKubectl} from '../services/kubectl/pretend-kubectl.ts';

const POSIX = {skip: process.platform === 'win32' && 'needs a POSIX shell'};
const NOT_FOUND = 'Error from server (NotFound): deployments.apps "d" not found';

/** Watches where the first calls fail so, and all later ones find no Deployment. */
async function watched(t: TestContext, {says, times}: {readonly says: string; readonly times: number}) {
  const {connection, directory} = await pretendKubectl(
    t,
    `test $(wc -l < $D/calls) -le ${times} && { echo '${says}' >&2; exit 1; }; echo '${NOT_FOUND}' >&2; exit 1`,
  );
  const events: DeployEvent[] = [];
  const never = () => Promise.resolve(false);
  const request = {connection, name: 'd', options: UNATTENDED, waitsMs: [1, 1, 1]};
  for await (const event of watchRun(request, {confirm: never, takeOver: never, confirmUndo: never}))
    events.push(event);
  const calls = (await readFile(join(directory, 'calls'), 'utf8')).trim().split('\n').length;
  const end = events.at(-1);
  assert.ok(end?.type === 'end');
  return {outcome: end.result.outcome, calls, notices: events.filter(({type}) => type === 'notice').length};
}

describe('the first look of a watch', POSIX, () => {
  for (const [name, says] of [
    [
      'a server that restarts',
      'The connection to the server 10.0.0.1 was refused - did you specify the right host or port?',
    ],
    [
      'an error of the server',
      'Error from server (InternalError): an error on the server has prevented the request',
    ],
    ['a line that is cut', 'error: http2: client connection lost'],
  ] as const) {
    test(`is repeated after ${name}`, async (t) => {
      assert.deepEqual(await watched(t, {says, times: 2}), {outcome: 'deleted', calls: 3, notices: 2});
    });
    test(`ends when ${name} lasts`, async (t) => {
      assert.deepEqual(await watched(t, {says, times: 9}), {outcome: 'lost', calls: 4, notices: 3});
    });
  }

  test('is not repeated where it would be the same again', async (t) => {
    const says = 'Error from server (Forbidden): deployments.apps "d" is forbidden';
    assert.deepEqual(await watched(t, {says, times: 9}), {outcome: 'lost', calls: 1, notices: 0});
  });
});
