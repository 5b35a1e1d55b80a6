import assert from 'node:assert/strict';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import {classifyError} from '../../../src/services/kubectl/classify-error.ts';
import {silentSince} from '../../../src/services/kubectl/watch/silent-since.ts';
import {KIND_REQUESTS} from '../../../src/services/kubectl/watch/watched-kinds.ts';
import {until} from '../../helpers/until.ts';
import {pretendKubectl} from './pretend-kubectl.ts';
import {QUICK, readWatch, type WatchReader} from './watch-reader.ts';

const NAME = 'custom-del';
const POSIX = {skip: process.platform === 'win32' && 'needs a POSIX shell'};
const LIST = '{"kind":"AnyList","metadata":{"resourceVersion":"7"},"items":[]}';
const CHANGE = `{"type":"MODIFIED","object":{"metadata":{"name":"${NAME}","resourceVersion":"8"}}}`;

/** Says that it was asked, and answers once it may. */
const HELD = 'touch $D/asked; while ! test -e $D/go; do sleep 0.02; done';

/** What is said of the Deployments from the sleep on. */
function toldSinceSleep({inputs}: WatchReader): readonly string[] {
  const told = inputs.flatMap((input) => {
    if (!('kind' in input) || input.kind !== 'deployments') return [];
    return input.type === 'stream'
      ? [/slept/.test(input.reason ?? '') ? 'slept' : input.state]
      : [input.type];
  });
  return told.slice(told.indexOf('slept'));
}

const FAILURES: readonly (readonly [stderr: string, during: 'list' | 'ask' | 'watch', since?: number])[] = [
  ['error: http2: client connection lost', 'watch', 92_000],
  ['error: unexpected EOF', 'watch'],
  ['Unable to connect to the server: context deadline exceeded', 'ask', 95_000],
  ['Unable to connect to the server: context deadline exceeded', 'list', 95_000],
  ['Unable to connect to the server: context deadline exceeded', 'watch'],
  ['Error from server (InternalError): etcd', 'list'],
];
for (const [stderr, during, since] of FAILURES) {
  test(`silence begins with what failed, or before it: ${during}, ${stderr}`, () => {
    const failure = classifyError({end: 'exited', stderr}, {server: 'https://a', context: 'a'});
    assert.equal(silentSince(failure, {during, askedMs: 95_000, nowMs: 100_000}), since);
  });
}

describe('the reader of one kind', POSIX, () => {
  test('a sign of life that was asked for before a sleep does not make it live', async (t) => {
    const {connection, directory} = await pretendKubectl(
      t,
      `case "$*" in
          *deployments*watch=1*)
            test -e $D/asked && exec sleep 600
            echo '${CHANGE}'; echo 'unexpected EOF' >&2; exit 1;;
          *watch=1*) exec sleep 600;;
          */version*) ${HELD}; echo '{"gitVersion":"v1.33.0"}';;
          *) echo '${LIST}';;
        esac`,
    );
    let wall = 1_000_000;
    const reader = readWatch(t, {connection, wallNow: () => wall});
    await until(() => existsSync(join(directory, 'asked')));
    wall += 30_001;
    await reader.until(() => /slept/.test(reader.state('deployments')?.reason ?? ''));
    writeFileSync(join(directory, 'go'), '');
    await reader.until(() => toldSinceSleep(reader).includes('live'));
    assert.deepEqual(toldSinceSleep(reader), ['slept', 'reset', 'live']);
    const calls = readFileSync(join(directory, 'calls'), 'utf8').split('\n');
    const listed = calls.filter((words) => words.includes('/deployments') && !words.includes('watch=1'));
    assert.equal(listed.length, 2);
  });

  test('a list that is said to be too old is a failure like any other: it is told, and waited for', async (t) => {
    const {connection, directory} = await pretendKubectl(
      t,
      `case "$*" in
        *watch=1*) exec sleep 600;;
        *deployments*) echo 'Error from server (Expired): too old resource version: 1 (2)' >&2; exit 1;;
        *) echo '${LIST}';;
      esac`,
    );
    // A wait that outlasts the test: there is one call.
    const reader = readWatch(t, {connection, timing: {...QUICK, backoff: 600_000, maxBackoff: 600_000}});
    await reader.until(() =>
      (['replicasets', 'pods', 'events'] as const).every((kind) => reader.state(kind)?.state === 'live'),
    );
    assert.equal(reader.state('deployments')?.state, 'stale');
    const ticks = reader.ticks();
    await reader.until(() => reader.ticks() >= ticks + 5);
    const calls = readFileSync(join(directory, 'calls'), 'utf8').split('\n');
    assert.equal(calls.filter((words) => words.includes('/deployments')).length, 1);
  });

  test('events of a pod whose name keeps only part of a long one are handed on', () => {
    const watched = {name: 'a'.repeat(60), selector: 'a=b'};
    const {wanted} = KIND_REQUESTS.events;
    assert.ok(wanted({involvedObject: {name: `${'a'.repeat(58)}x2k8p`}}, watched));
    assert.ok(wanted({regarding: {name: watched.name}}, watched));
    assert.ok(!wanted({involvedObject: {name: 'b'}}, watched));
    assert.ok(!wanted({}, watched));
  });
});
