import {chmodSync, existsSync, mkdtempSync, realpathSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {TestContext} from 'node:test';

/** A program that a test left alone may write until its last moment. */
const REMOVAL = {recursive: true, force: true, maxRetries: 20, retryDelay: 20} as const;

/** A new empty directory that is gone when the test ends, also when that took its write permission. */
export function temporaryDirectory(context: Pick<TestContext, 'after'>): string {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), 'delegate-tui-'));
  context.after(() => {
    if (existsSync(directory)) chmodSync(directory, 0o755);
    rmSync(directory, REMOVAL);
  });
  return directory;
}
