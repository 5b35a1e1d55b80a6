import assert from 'node:assert/strict';
import {test} from 'node:test';
import {codeInside, execFailure, type ExecFailure} from '../../../src/services/kubectl/exec-failures.ts';

const OTHERWISE = {kind: 'other', message: 'kubectl failed.', next: 'Try by hand.'} as const;

/** What kubectl writes, and what it means. */
const SAID: readonly (readonly [kind: ExecFailure['kind'], stderr: string])[] = [
  [
    'no-permission',
    'Error from server (Forbidden): pods "custom-del-1" is forbidden: User "dev" cannot create resource "pods/exec" in API group "" in the namespace "ns"',
  ],
  [
    'no-permission',
    'Error from server (Forbidden): pods "custom-del-1" is forbidden: User "dev" cannot get resource "pods/exec" in API group "" in the namespace "ns"',
  ],
  ['gone', 'Error from server (NotFound): pods "custom-del-1" not found'],
  ['gone', 'error: cannot exec into a container in a completed pod; current phase is Succeeded'],
  ['no-container', 'error: unable to upgrade connection: container not found ("delegate")'],
  ['no-container', 'Error from server (BadRequest): container delegate is not valid for pod custom-del-1'],
  [
    'no-shell',
    'error: Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "4e1f": OCI runtime exec failed: exec failed: unable to start container process: exec: "sh": executable file not found in $PATH: unknown',
  ],
  [
    'no-shell',
    'error: Internal error occurred: error executing command in container: exec failed: unable to start container process: executable file `sh` not found in $PATH: No such file or directory',
  ],
  ['kubelet', 'Error from server: error dialing backend: dial tcp 10.0.0.7:10250: i/o timeout'],
  ['kubelet', 'Error from server: error dialing backend: No agent available'],
  ['no-stream', 'error: unable to upgrade connection: Forbidden'],
  ['no-stream', 'error: unable to upgrade connection: <html><body>502 Bad Gateway</body></html>'],
  ['no-stream', 'Error from server (BadRequest): Upgrade request required'],
  ['no-stream', 'error: websocket: bad handshake (200 OK)'],
  ['no-stream', 'error: error reading from error stream: next reader: EOF'],
  ['other', 'error: something new'],
];

for (const [kind, stderr] of SAID) {
  test(`${kind}: ${stderr.slice(0, 60)}`, () => {
    const failure = execFailure({end: 'exited', stderr}, OTHERWISE);
    assert.equal(failure.kind, kind);
    assert.ok(failure.message.endsWith('.') && failure.next.endsWith('.'));
  });
}

test('a limit that was reached is said, whatever was written', () => {
  assert.equal(
    execFailure({end: 'timeout', stderr: 'Upgrade request required'}, OTHERWISE).kind,
    'time-limit',
  );
});

test('a stop is no failure of the line', () => {
  assert.deepEqual(execFailure({end: 'stopped', stderr: 'bad handshake'}, OTHERWISE), OTHERWISE);
});

test('the code of the command inside is told from that of kubectl', () => {
  const stderr = 'command terminated with exit code 3';
  assert.equal(codeInside({ok: true, end: 'exited', stderr: 'Defaulted container'}), 0);
  assert.equal(codeInside({ok: false, end: 'exited', stderr}), 3);
  assert.equal(codeInside({ok: false, end: 'timeout', stderr}), undefined);
  assert.equal(codeInside({ok: false, end: 'exited', stderr: 'error: no'}), undefined);
});
