import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {helmValues} from '../../src/domain/helm/helm-values.ts';
import {valuesFile} from '../../src/domain/helm/values-file.ts';
import {runProgram} from '../helpers/built-program.ts';
import {completeAnswers, HOSTILE_LINES, HOSTILE_TEXTS} from '../helpers/arbitrary-answers.ts';
import {fullAnswers} from '../helpers/install-answers.ts';
import {needs} from '../helpers/needs.ts';
import {COMPLETE_FLAGS} from '../helpers/run-cli.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const TOKEN = 'ZGVhZGJlZWZkZWFkYmVlZmRlYWRiZWVmZGVhZGJlZWY=';

for (const [install, file, tokenFile] of [
  ['helm', 'values.yaml', 'harness-delegate-token-values.yaml'],
  ['terraform', 'delegate.tf', 'harness-delegate-token.auto.tfvars'],
] as const) {
  test(`generate --install ${install} writes its file, and the token beside it for its owner alone`, async (t) => {
    const cwd = temporaryDirectory(t);
    writeFileSync(join(cwd, 'token'), `${TOKEN}\n`);
    const args = ['generate', '--preset', 'kubernetes', ...COMPLETE_FLAGS.slice(0, -4), '--install', install];
    const {code, out, err} = await runProgram({
      args: [...args, '--token-from', 'file', '--token-file', 'token', '--output', 'one'],
      cwd,
    });
    assert.equal(code, 0, err);
    const names = readdirSync(join(cwd, 'one'));
    assert.ok(names.includes(file) && names.includes(tokenFile) && !names.includes('harness-delegate.yaml'));
    assert.equal(statSync(join(cwd, 'one', tokenFile)).mode & 0o777, 0o600);
    const holding = names.filter((name) => readFileSync(join(cwd, 'one', name), 'utf8').includes(TOKEN));
    assert.deepEqual(holding, [tokenFile]);
    assert.doesNotMatch(out + err, new RegExp(TOKEN));
    assert.match(out, /npx delegate-tui watch --context CONTEXT/);
    assert.doesNotMatch(out, /delegate-tui apply|kubectl apply/);

    const again = await runProgram({
      args: ['generate', '--preset', 'one/delegate-tui.yaml', '--token-file', 'token', '--output', 'two'],
      cwd,
    });
    assert.equal(again.code, 0, again.err);
    for (const name of names)
      assert.equal(
        readFileSync(join(cwd, 'two', name), 'utf8'),
        readFileSync(join(cwd, 'one', name), 'utf8'),
        name,
      );
  });
}

test('PyYAML reads every trap in a values file as the text it is', needs('python3-yaml'), () => {
  const env = Object.fromEntries([...HOSTILE_LINES].map((value, index) => [`V${index}`, value] as const));
  const all = HOSTILE_TEXTS.map((initScript, index) =>
    completeAnswers({
      delegate: {
        ...fullAnswers('helm').delegate,
        initScript,
        env,
        description: HOSTILE_LINES[index % HOSTILE_LINES.length],
      },
    }),
  );
  const script =
    'import json, sys, yaml\nprint(json.dumps([yaml.safe_load(t) for t in json.load(sys.stdin)]))';
  const read: unknown = JSON.parse(
    execFileSync('python3', ['-c', script], {
      input: JSON.stringify(all.map(valuesFile)),
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    }),
  );
  assert.deepEqual(read, JSON.parse(JSON.stringify(all.map(helmValues))));
});
