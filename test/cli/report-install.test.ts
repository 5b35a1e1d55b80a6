import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {refuseOtherFiles, refuseOtherInstaller} from '../../src/commands/deploy/installed-elsewhere.ts';
import type {PartialAnswers} from '../../src/domain/answers.ts';
import type {PlanEvent} from '../../src/domain/events.ts';
import type {UserError} from '../../src/domain/user-error.ts';
import {report} from '../../src/report/report.ts';
import {completeAnswers} from '../helpers/arbitrary-answers.ts';
import {COMPLETE_FLAGS, runCli} from '../helpers/run-cli.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const next = (delegate: PartialAnswers['delegate'], events: readonly PlanEvent[] = [], directory = 'a b') =>
  report({answers: completeAnswers({delegate}), directory, events})
    .map((line) => line.slice(8))
    .filter(
      (line) =>
        !/^(Commit|Or to keep|Create the pipeline|Or build here|Or with Docker|npx delegate-tui generate|Or in the wizard|Once it is)/.test(
          line,
        ),
    );

const WATCH =
  'Then follow the rollout: npx delegate-tui watch --context CONTEXT --namespace harness-delegate-ng --name custom-del';

test('Helm installs: the Secret first, then its commands, then the watch', () => {
  assert.deepEqual(next({install: 'helm'}), [
    'The token’s Secret, once: kubectl --context CONTEXT create namespace harness-delegate-ng && kubectl --context CONTEXT -n harness-delegate-ng create secret generic custom-del-account-token --from-file=DELEGATE_TOKEN=FILE',
    'Helm installs the delegate:',
    'helm repo add harness-delegate https://app.harness.io/storage/harness-download/delegate-helm-chart/',
    'helm repo update harness-delegate',
    "helm upgrade --install custom-del harness-delegate/harness-delegate-ng --version 1.0.33 --kube-context CONTEXT --namespace harness-delegate-ng --create-namespace -f 'a b/values.yaml'",
    WATCH,
  ]);
});

test('the token’s values file comes second', () => {
  const token = {
    type: 'file',
    role: 'token',
    path: 'harness-delegate-token-values.yaml',
    outcome: 'created',
  } as const;
  const lines = next({install: 'helm', token: {from: 'file'}}, [token], 'd');
  assert.match(lines.join('\n'), / -f d\/values\.yaml -f d\/harness-delegate-token-values\.yaml$/m);
  assert.doesNotMatch(lines.join('\n'), /create secret/);
});

test('Terraform installs: the token is typed unseen, then its commands, then the watch', () => {
  assert.deepEqual(next({install: 'terraform'}), [
    'Terraform installs the delegate:',
    'export KUBE_CONFIG_PATH=~/.kube/config KUBE_CTX=CONTEXT',
    'read -rs TF_VAR_delegate_token && export TF_VAR_delegate_token',
    "terraform -chdir='a b' init",
    "terraform -chdir='a b' apply",
    WATCH,
  ]);
});

const printed = [
  ['values', 'helm', /^# Harness delegate custom-del .*Helm chart/],
  ['terraform', 'terraform', /^# Harness delegate custom-del [^]*\nmodule "harness_delegate" \{/],
  ['override', 'manifest', /^# Tell Harness[^]*\n {2}curl .* --request PUT /],
] as const;

for (const [role, install, says] of printed) {
  test(`--print ${role} prints it and writes nothing`, async () => {
    const {code, out} = await runCli([
      'generate',
      '--preset',
      'kubernetes',
      ...COMPLETE_FLAGS,
      '--install',
      install,
      '--print',
      role,
    ]);
    assert.equal(code, 0);
    assert.match(out, says);
  });
}

test('--print manifest says that Helm’s answers make none', async () => {
  const {code, err} = await runCli([
    'generate',
    '--preset',
    'kubernetes',
    ...COMPLETE_FLAGS,
    '--install',
    'helm',
    '--print',
    'manifest',
  ]);
  assert.notEqual(code, 0);
  assert.match(err, /These answers make no manifest/);
});

test('apply leaves to another tool what that installs, and gives its commands', () => {
  assert.doesNotThrow(() => refuseOtherInstaller(completeAnswers(), 'd'));
  for (const [install, title, command] of [
    ['helm', 'Helm', / -f d\/values\.yaml$/],
    ['terraform', 'Terraform', /^terraform -chdir=d apply$/],
  ] as const)
    assert.throws(
      () => refuseOtherInstaller(completeAnswers({delegate: {install}}), 'd'),
      (error: UserError) =>
        error.message === `${title} installs this delegate, so there is nothing to apply.` &&
        error.next.some((line) => command.test(line)),
    );
});

test('apply says whose file lies in a directory without a manifest', async (t) => {
  const directory = temporaryDirectory(t);
  await refuseOtherFiles(directory);
  writeFileSync(join(directory, 'delegate.tf'), '# x\n');
  await assert.rejects(
    refuseOtherFiles(directory),
    /delegate\.tf is for Terraform, and there is no manifest/,
  );
  writeFileSync(join(directory, 'harness-delegate.yaml'), '# x\n');
  await refuseOtherFiles(directory);
});
