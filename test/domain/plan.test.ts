import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {PartialAnswers} from '../../src/domain/answers.ts';
import {makePlan} from '../../src/domain/plan.ts';
import {completeAnswers} from '../helpers/arbitrary-answers.ts';

const TOKEN = '0123456789abcdef0123456789abcdef';

const pathsOf = (overrides: PartialAnswers): string[] =>
  makePlan({answers: completeAnswers(overrides)}).files.map(({path}) => path);

test('built outside the cluster: no pipeline step, and the delegate is still validated', () => {
  const cluster = {root: 'never', privileged: false} as const;
  assert.deepEqual(pathsOf({cluster, build: {builder: 'outside'}}), [
    'Dockerfile',
    'harness-delegate.yaml',
    'validate-delegate.yaml',
    'delegate-tui.yaml',
  ]);
  assert.ok(pathsOf({}).includes('build-and-push.yaml'));
});

test('a token in a file is kept out of Git and of the build', () => {
  const answers = completeAnswers({delegate: {token: {from: 'file'}}});
  const {files} = makePlan({answers, secrets: {delegateToken: TOKEN}});
  const ignore = files.filter(({role}) => role === 'ignore');
  assert.deepEqual(
    ignore.map(({path, mode}) => [path, mode]),
    [
      ['.gitignore', 0o644],
      ['.dockerignore', 0o644],
    ],
  );
  for (const {content} of ignore) assert.match(content, /^# [^\n]+\n\/harness-delegate-token\*\n$/);
  assert.deepEqual(
    files.filter(({content}) => content.includes(TOKEN)).map(({path, mode}) => [path, mode]),
    [['harness-delegate-token.yaml', 0o600]],
  );
});

for (const from of ['file', 'later', 'secret'] as const)
  test(`the state of Terraform is ignored, and a token that another install left, whether its token is ${from} or not`, () => {
    const answers = completeAnswers({
      delegate: {install: 'terraform', token: {from, ...(from === 'secret' ? {secretName: 's'} : {})}},
    });
    const {files} = makePlan({answers});
    for (const path of ['.gitignore', '.dockerignore'])
      assert.match(
        files.find((file) => file.path === path)?.content ?? '',
        /^# [^\n]+\n\/harness-delegate-token\*\n# [^\n]+\nterraform\.tfstate\*\n\.terraform\/\n$/,
      );
    const existing = makePlan({answers, isExisting: true}).files;
    assert.ok(existing.every(({role}) => role !== 'ignore'));
  });

test('nothing is ignored while there is no token file', () => {
  const without = (from: 'file' | 'later' | 'secret', secrets: {delegateToken?: string}) =>
    makePlan({answers: completeAnswers({delegate: {token: {from, secretName: 's'}}}), secrets}).files;
  for (const files of [
    without('file', {}),
    without('later', {delegateToken: TOKEN}),
    without('secret', {delegateToken: TOKEN}),
  ])
    assert.ok(files.every(({role}) => role !== 'ignore' && role !== 'token'));
});

test('one kind of file alone is as it is among the others', () => {
  for (const install of ['manifest', 'helm', 'terraform'] as const) {
    const answers = completeAnswers({delegate: {install, token: {from: 'file'}}});
    const secrets = {delegateToken: TOKEN};
    const {files} = makePlan({answers, secrets});
    for (const role of new Set(files.map((file) => file.role)))
      assert.deepEqual(
        makePlan({answers, secrets, only: role}).files,
        files.filter((file) => file.role === role),
      );
  }
  assert.deepEqual(makePlan({answers: completeAnswers({}), only: 'values'}).files, []);
});
