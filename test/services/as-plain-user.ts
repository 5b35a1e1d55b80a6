import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {chown} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import type {PlainUserCall, PlainUserResult} from './plain-user-child.ts';

const NOBODY = 65_534;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Calls an exported function of a service in another process that permission bits stop, which they do not do to
 * root. `owned` paths are handed to that process' user first. Generators come back as arrays.
 */
export async function asPlainUser(owned: readonly string[], call: PlainUserCall): Promise<PlainUserResult> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) for (const path of owned) await chown(path, NOBODY, NOBODY);
  const child = spawnSync(process.execPath, ['--import', 'tsx', here('./plain-user-child.ts')], {
    input: JSON.stringify({...call, module: here(`../../src/services/${call.module}`)}),
    encoding: 'utf8',
    ...(isRoot ? {uid: NOBODY, gid: NOBODY} : {}),
  });
  assert.equal(child.status, 0, child.stderr);
  return JSON.parse(child.stdout) as PlainUserResult;
}
