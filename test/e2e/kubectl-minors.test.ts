import assert from 'node:assert/strict';
import {dirname} from 'node:path';
import {describe, test} from 'node:test';
import {runProgram} from '../helpers/built-program.ts';
import {kubectlEnv} from '../helpers/kubectl-env.ts';
import {COMPLETE_FLAGS} from '../helpers/run-cli.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

/** Paths of kubectl programs of several minor versions, given by the continuous integration. */
const KUBECTLS = (process.env['DELEGATE_TUI_KUBECTLS'] ?? '').split(':').filter(Boolean);

// They wait more than they work.
describe('other versions of kubectl', {concurrency: 8}, () => {
  for (const kubectl of KUBECTLS) {
    for (const [scenario, code, last] of [
      ['ok', 0, /^Complete: .* serves revision 1/m],
      ['image-not-found', 6, /^Cannot succeed as it is/m],
    ] as const) {
      test(`${kubectl} plays ${scenario}`, async (t) => {
        const directory = temporaryDirectory(t);
        const run = await runProgram({
          args: [
            ...`apply --practice=${scenario} --yes --force-conflicts --settle 1s --output out`.split(' '),
            '--preset',
            'kubernetes',
            ...COMPLETE_FLAGS,
          ],
          cwd: directory,
          env: {
            PATH: `${dirname(kubectl)}:${process.env['PATH']}`,
            HOME: directory,
            XDG_STATE_HOME: directory,
            ...kubectlEnv(directory),
          },
        });
        assert.equal(run.code, code, run.out + run.err);
        assert.match(run.err, last);
      });
    }
  }
});
