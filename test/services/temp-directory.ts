import {chmod, mkdtemp, realpath, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {TestContext} from 'node:test';

/** A fresh directory that goes away with the test, also when the test took its write permission. */
export async function tempDirectory(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(await realpath(tmpdir()), 'delegate-tui-test-'));
  t.after(async () => {
    await chmod(path, 0o755);
    await rm(path, {recursive: true, force: true});
  });
  return path;
}
