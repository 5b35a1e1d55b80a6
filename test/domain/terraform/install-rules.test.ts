import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Answers, PartialAnswers} from '../../../src/domain/answers.ts';
import {applicableAnswers} from '../../../src/domain/applicable-answers.ts';
import {delegateProblems} from '../../../src/domain/delegate-problems.ts';
import {makePlan} from '../../../src/domain/plan.ts';
import {completeAnswers} from '../../helpers/arbitrary-answers.ts';

type Install = Answers['delegate']['install'];

const found = (install: Install, delegate: PartialAnswers['delegate'] = {}, rest: PartialAnswers = {}) =>
  delegateProblems(
    completeAnswers({
      ...rest,
      delegate: {
        permissions: 'namespace-admin',
        token: {from: 'secret', secretName: 's'},
        install,
        ...delegate,
      },
    }),
  ).map(({severity, field, code}) => `${severity} ${field} ${code}`);

const HELM = 'notice delegate.install installed-elsewhere';
const TERRAFORM = [HELM, 'notice delegate.install chart-not-pinned'];

const cases: readonly (readonly [
  string,
  Install,
  readonly string[],
  PartialAnswers['delegate']?,
  PartialAnswers?,
])[] = [
  ['a manifest needs none of it', 'manifest', []],
  ['another tool installs', 'helm', [HELM]],
  ['another tool installs, with the newest chart', 'terraform', TERRAFORM],
  [
    'the chart names the Service itself',
    'helm',
    ['notice delegate.serviceName service-name', 'warning delegate.serviceName ignored', HELM],
    {serviceName: 'blue'},
  ],
  [
    'Terraform keeps tokens',
    'terraform',
    ['warning delegate.token.from token-in-state'],
    {token: {from: 'later'}},
  ],
  ['Helm does not', 'helm', [HELM], {token: {from: 'later'}}],
  [
    'null goes through the module',
    'terraform',
    [...TERRAFORM, 'notice delegate.securityContext null-through-module'],
    {},
    {cluster: {type: 'openshift'}},
  ],
  ['a name that YAML reads as a number', 'helm', ['error delegate.name unquoted', HELM], {name: '007'}],
  [
    'a namespace that YAML reads as a truth value',
    'helm',
    ['error delegate.namespace unquoted', HELM],
    {namespace: 'no'},
  ],
  [
    'an account id that YAML reads as a list',
    'helm',
    ['error delegate.accountId unquoted', HELM],
    {accountId: '-'},
  ],
  [
    'a Secret that YAML reads as a number',
    'helm',
    ['error delegate.caSecret unquoted', HELM],
    {caSecret: '1e3'},
    {dockerfile: {caDirectory: 'ca'}},
  ],
  ['the same names in a manifest', 'manifest', [], {name: '007', namespace: 'no', accountId: '-'}],
];

for (const [name, install, expected, delegate, rest] of cases) {
  test(`${install}: ${name}`, () => {
    const told = found(install, delegate, rest);
    if (expected.length === 0) assert.deepEqual(told, []);
    for (const line of expected) assert.ok(told.includes(line), told.join('\n'));
    if (!expected.some((line) => line.endsWith('unquoted')))
      assert.ok(told.every((line) => !line.endsWith('unquoted')));
  });
}

const plans: readonly (readonly [Install, string])[] = [
  ['manifest', 'harness-delegate.yaml'],
  ['helm', 'values.yaml'],
  ['terraform', 'delegate.tf'],
];

for (const [install, path] of plans) {
  test(`${install}: ${path} is the one file that installs the delegate`, () => {
    const {files} = makePlan({answers: completeAnswers({delegate: {install}})});
    const installers = files.filter(({role}) => ['manifest', 'values', 'terraform'].includes(role));
    assert.deepEqual(
      installers.map((file) => file.path),
      [path],
    );
    assert.match(
      files.at(-1)?.content ?? '',
      install === 'manifest' ? /^(?!.*install:)/s : /^ {2}install: /m,
    );
  });
}

test('the name of the Service says nothing where the chart gives it', () => {
  const kept = (install: Install) =>
    applicableAnswers(completeAnswers({delegate: {install, serviceName: 'blue'}})).delegate?.serviceName;
  assert.deepEqual([kept('manifest'), kept('helm'), kept('terraform')], ['blue', undefined, undefined]);
});
