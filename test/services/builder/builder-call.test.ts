import assert from 'node:assert/strict';
import {join} from 'node:path';
import {test} from 'node:test';
import {builderRow} from '../../../src/domain/build-run/builder-rows.ts';
import {callBuilder} from '../../../src/services/builder/builder-call.ts';
import {FakeBuilders} from '../../helpers/fake-builder.ts';
import {temporaryDirectory} from '../../helpers/temporary-directory.ts';

for (const hasShell of [true, false])
  test(`every line comes once ${hasShell ? 'through a shell' : 'where there is none'}`, async (t) => {
    const fakes = new FakeBuilders(temporaryDirectory(t));
    fakes.add('docker', {build: 'echo out; echo one >&2; echo two >&2; exit 1', tag: 'exit 1'});
    const builder = {row: builderRow('docker'), path: join(fakes.path, 'docker'), env: fakes.env};
    const lines: string[] = [];
    const onLine = (line: string) => void lines.push(line);
    const failed = await callBuilder(builder, {args: ['build'], onLine, hasShell});
    assert.deepEqual(lines, ['out', 'one', 'two']);
    assert.deepEqual([failed.ok, failed.stdout, failed.stderr], [false, '', '']);
    await callBuilder(builder, {args: ['tag'], onLine, hasShell});
    assert.equal(lines.length, 3, 'what prints nothing has no lines');
  });

test('why it could not be started is told in the result alone', async () => {
  const lines: string[] = [];
  const {end, stderr} = await callBuilder(
    {row: builderRow('docker'), path: '/nonexistent/docker', env: {}},
    {args: ['build'], onLine: (line) => void lines.push(line), hasShell: false},
  );
  assert.deepEqual([end, lines], ['not-started', []]);
  assert.match(stderr, /cannot be started/);
});
