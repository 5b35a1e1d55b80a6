import {chmod, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {TestContext} from 'node:test';
import type {Connection} from '../../../src/services/kubectl/kubectl-types.ts';
import {temporaryDirectory} from '../../helpers/temporary-directory.ts';

/** A kubectl that is a shell script: `$*` are its words, `$D` is a directory of its own. */
export async function pretendKubectl(
  t: TestContext,
  script: string,
): Promise<{connection: Connection; directory: string}> {
  const directory = temporaryDirectory(t);
  const path = join(directory, 'kubectl');
  await writeFile(path, `#!/bin/sh\nD=${directory}\necho "$*" >> $D/calls\n${script}\n`);
  await chmod(path, 0o755);
  const target = {context: 'c', cluster: 'k', server: 'https://10.0.0.1', namespace: 'ns'};
  return {connection: {kubectl: {path, version: 'v1.33.0', env: {}}, target}, directory};
}
