import assert from 'node:assert/strict';
import {once} from 'node:events';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test, type TestContext} from 'node:test';
import {EndedBySignal} from '../../src/domain/ended-by-signal.ts';
import {guardWrite} from '../../src/services/write-guard.ts';
import {writeFiles} from '../../src/services/write-files.ts';
import {snapshot} from './snapshot.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

/** Somebody else in the program who listens; how often they have heard it. */
function otherListener(context: TestContext, name: NodeJS.Signals): () => number {
  let heard = 0;
  const hear = () => void heard++;
  process.on(name, hear);
  context.after(() => process.off(name, hear));
  return () => heard;
}

/** Signals that were sent before have been heard by then. */
async function allHeard(): Promise<void> {
  const heard = once(process, 'SIGUSR2');
  process.kill(process.pid, 'SIGUSR2');
  // Waiting for a signal alone does not keep Node from ending.
  const awake = setInterval(() => undefined, 1000);
  await heard;
  clearInterval(awake);
}

test('SIGINT while many files are staged: as before, for no other reason, and heard once', async (t) => {
  const heard = otherListener(t, 'SIGINT');
  const directory = join(temporaryDirectory(t), 'out');
  await mkdir(directory);
  await writeFile(join(directory, 'mine'), 'mine\n');
  const before = await snapshot(directory);
  const files = Array.from({length: 300}, (_, index) => ({
    role: 'manifest' as const,
    path: `deep/f${index}.yaml`,
    content: 'new: 1\n',
    mode: 0o644,
  }));
  let asked = 0;
  const throwIfAborted = () => void (++asked === 20 && process.kill(process.pid, 'SIGINT'));
  const signal = {aborted: false, throwIfAborted} as unknown as AbortSignal;
  await assert.rejects(writeFiles({directory, files, signal}).next(), (error) => {
    assert.ok(error instanceof EndedBySignal, String(error));
    assert.deepEqual([error.code, error.isQuiet], [130, false]);
    return true;
  });
  assert.ok(asked > 19 && asked < 300, 'in the middle');
  await allHeard();
  assert.equal(heard(), 1);
  assert.deepEqual(await snapshot(directory), before);
  assert.equal(process.listenerCount('SIGINT'), 1);
});

const MOMENTS = [
  ['while it is staged', 143],
  ['while files get their places', undefined],
  ['afterwards, before it is over', undefined],
] as const;
for (const [moment, code] of MOMENTS) {
  test(`SIGTERM ${moment} is heard once by another listener`, async (t) => {
    const heard = otherListener(t, 'SIGTERM');
    const guard = guardWrite();
    const send = async () => {
      process.kill(process.pid, 'SIGTERM');
      await allHeard();
    };
    if (moment === 'while it is staged') await send();
    await guard.finish(moment === 'while files get their places' ? send : async () => undefined);
    if (moment === 'afterwards, before it is over') await send();
    assert.equal((guard.signal.reason as EndedBySignal | undefined)?.code, code);
    guard.close();
    await allHeard();
    assert.equal(heard(), 1);
  });
}
