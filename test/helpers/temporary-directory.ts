import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {TestContext} from 'node:test';

/** A new empty directory that is gone when the test ends. */
export function temporaryDirectory(context: Pick<TestContext, 'after'>): string {
  const directory = mkdtempSync(join(tmpdir(), 'delegate-tui-'));
  context.after(() => rmSync(directory, {recursive: true, force: true}));
  return directory;
}
