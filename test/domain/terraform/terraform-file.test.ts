import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import type {Answers, PartialAnswers} from '../../../src/domain/answers.ts';
import {helmValues} from '../../../src/domain/helm/helm-values.ts';
import {mergeDeep} from '../../../src/domain/merge.ts';
import {hclBlock} from '../../../src/domain/terraform/hcl-body.ts';
import {envValue} from '../../../src/domain/manifest/env-value.ts';
import {expressionOf, findModules} from '../../../src/domain/terraform/find-modules.ts';
import {scanHcl} from '../../../src/domain/terraform/scan-hcl.ts';
import {terraformFile} from '../../../src/domain/terraform/terraform-file.ts';
import {MODULE_VARIABLES} from '../../../src/domain/terraform/terraform-module.ts';
import {tokenTfvars} from '../../../src/domain/terraform/token-tfvars.ts';
import {
  arbitraryAnswers,
  completeAnswers,
  HOSTILE_LINES,
  HOSTILE_TEXTS,
} from '../../helpers/arbitrary-answers.ts';
import {MODULE_INPUTS} from '../../helpers/chart-values.ts';
import {fullAnswers} from '../../helpers/install-answers.ts';
import {parseHcl} from '../../helpers/parse-hcl.ts';

interface Parsed {
  readonly module: {readonly harness_delegate: readonly [Readonly<Record<string, unknown>>]};
  readonly variable?: Readonly<Record<string, readonly [unknown]>>;
}

const read = async (answers: Answers) => (await parseHcl(terraformFile(answers))) as Parsed;
const moduleOf = ({module}: Parsed) => module.harness_delegate[0];
/** Terraform composes characters (Unicode's NFC), wherever a text comes from. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value).normalize('NFC'));

test('HashiCorp’s parser reads every answer back, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryAnswers(), async (given) => {
      const answers: Answers = {...given, delegate: {...given.delegate, install: 'terraform'}};
      const {values, source, version, namespace, delegate_token, upgrader_enabled, ...variables} = moduleOf(
        await read(answers),
      );
      assert.deepEqual([source, version], ['harness/harness-delegate/kubernetes', '0.2.4']);
      assert.equal(namespace, answers.delegate.namespace);
      assert.equal(upgrader_enabled, false);
      assert.equal(delegate_token, answers.delegate.token.from === 'secret' ? '' : '${var.delegate_token}');
      const {upgrader: _off, ...wished} = helmValues(answers);
      const byVariable = MODULE_VARIABLES.flatMap(([value, variable]) =>
        variables[variable] === undefined ? [] : [[value, variables[variable]]],
      );
      assert.deepEqual({...Object.fromEntries(byVariable), ...(values as object)}, asJson(wished));
    }),
    {numRuns: 100},
  );
});

test('every attribute is a variable of the module', () => {
  const [module] = findModules(terraformFile(fullAnswers('terraform')));
  const names = module?.attributes.map(({name}) => name) ?? [];
  assert.ok(names.length > 12);
  assert.deepEqual(
    names.filter((name) => !['source', 'version', ...MODULE_INPUTS].includes(name)),
    [],
  );
});

const traps: readonly (readonly [string, readonly string[], (text: string) => PartialAnswers])[] = [
  ['a description', HOSTILE_LINES, (description) => ({delegate: {description}})],
  ['an init script', HOSTILE_TEXTS, (initScript) => ({delegate: {initScript}})],
  ['an annotation', HOSTILE_LINES, (a) => ({delegate: {serviceAccount: {annotations: {a}}}})],
  ['a variable', HOSTILE_LINES, (POLL_FOR_TASKS) => ({delegate: {env: {POLL_FOR_TASKS}}})],
];
/** A variable's value is doubled where Kubernetes would read it. */
const inFile = (name: string, text: string): string => (name === 'a variable' ? envValue(text) : text);

for (const [name, texts, answer] of traps) {
  test(`a trap in ${name} changes that value alone`, async () => {
    const base = fullAnswers('terraform');
    for (const text of texts) {
      const given = completeAnswers(mergeDeep(base, answer(text)) as PartialAnswers);
      const marked = completeAnswers(mergeDeep(base, answer('MARK')) as PartialAnswers);
      const expected = JSON.stringify(await read(marked)).replaceAll('"MARK"', () =>
        JSON.stringify(inFile(name, text)),
      );
      assert.deepEqual(asJson(await read(given)), JSON.parse(expected.normalize('NFC')));
    }
  });
}

const tokens = [
  ['later', '${var.delegate_token}', true, undefined],
  ['file', '${var.delegate_token}', true, undefined],
  ['secret', '', false, 'delegate-token'],
] as const;

for (const [from, token, hasVariable, secret] of tokens) {
  test(`token from ${from}: ${hasVariable ? 'a sensitive variable' : 'an existing Secret'}`, async () => {
    const parsed = await read(
      completeAnswers({delegate: {install: 'terraform', token: {from, secretName: 'delegate-token'}}}),
    );
    assert.equal(moduleOf(parsed)['delegate_token'], token);
    assert.equal(
      (moduleOf(parsed)['values'] as {existingDelegateToken?: string}).existingDelegateToken,
      secret,
    );
    assert.deepEqual(
      parsed.variable?.['delegate_token'],
      hasVariable
        ? [{description: 'Token of the Harness delegate', type: '${string}', sensitive: true}]
        : undefined,
    );
  });
}

test('the variables file holds the token, whatever characters it has', async () => {
  const answers = completeAnswers({delegate: {install: 'terraform', token: {from: 'file'}}});
  for (const token of ['0123456789abcdef', 'a"b\\c${d}%{e}', 'x'.repeat(500)])
    assert.deepEqual(await parseHcl(tokenTfvars({answers, token})), {delegate_token: token});
});

test('our own scanner sees the same attributes as HashiCorp’s parser', async () => {
  const answers = fullAnswers('terraform');
  const text = terraformFile(answers);
  const [found] = findModules(text);
  assert.deepEqual(
    found?.attributes.map(({name}) => name).sort(),
    Object.keys(moduleOf(await read(answers))).sort(),
  );
  assert.equal(scanHcl(text).length, 2);
  const image = found?.attributes.find(({name}) => name === 'delegate_image');
  assert.equal(image && expressionOf(text, image), '"registry.corp:5000/team/delegate:26.08.89806-1"');
});

test('neighbouring attributes have their equals signs under each other, as terraform fmt sets them', () => {
  assert.equal(
    hclBlock('a', ['b"'], [['x', 1], ['long', 'y'], null, ['z', {k: [], 'k.l': [true]}], ['w', {}]]),
    'a "b\\"" {\n  x    = 1\n  long = "y"\n\n  z = {\n    k = []\n    "k.l" = [\n      true,\n    ]\n  }\n  w = {}\n}\n',
  );
});
