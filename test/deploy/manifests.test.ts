import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {needs} from '../helpers/needs.ts';
import {runCli} from '../helpers/run-cli.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

test(
  'a file of Helm values is not applied, and the way that applies it is told',
  needs('kubectl'),
  async (t) => {
    const file = join(temporaryDirectory(t), 'values.yaml');
    writeFileSync(file, 'delegateName: d\ndelegateToken: t\naccountId: a\n');
    const {PATH = ''} = process.env;
    const {code, out, err} = await runCli(['apply', '--file', file, '--practice'], {env: {PATH}});
    assert.notEqual(code, 0);
    assert.equal(out, '');
    assert.match(err, /values\.yaml holds Helm values, .*\nhelm upgrade applies them: helm --kube-context/);
  },
);
