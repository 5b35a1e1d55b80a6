import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {PartialAnswers} from '../../src/domain/answers.ts';
import {mergeAnswers} from '../../src/domain/merge.ts';
import {domainKnowledge as know} from '../../src/wizard/domain-knowledge.ts';
import {COMPLETE} from './machine.ts';

const today = {year: 2026, month: 11};
const answers = (preset: object = {}): PartialAnswers => mergeAnswers({preset: {...COMPLETE, ...preset}});
const tool = (given: PartialAnswers, name: string) => know.tools(given).find((line) => line.name === name);
const TOKEN = '0123456789abcdef0123456789abcdef';
const withFile = () => answers({delegate: {...COMPLETE.delegate, token: {from: 'file'}}});

test('knowledge: tools say why they are there, and how they are verified', () => {
  const given = answers({features: ['terraform'], tools: ['kubectl', 'terragrunt']});
  assert.equal(tool(given, 'kubectl')?.because, undefined);
  assert.equal(tool(given, 'kubectl')?.integrity, 'checksum published');
  assert.equal(tool(given, 'terraform')?.because, 'with Terraform');
  assert.equal(tool(given, 'helm')?.because, undefined);
  assert.equal(tool(given, 'scm')?.inBase, true);
});

test('knowledge: a pinned checksum is told', () => {
  const pinned = {
    name: 'go-template',
    version: '0.4.15',
    sha256: {amd64: 'a'.repeat(64), arm64: 'b'.repeat(64)},
  };
  assert.equal(
    tool(answers({tools: ['go-template']}), 'go-template')?.integrity,
    'no checksum published; v pins one',
  );
  assert.equal(tool(answers({tools: [pinned]}), 'go-template')?.integrity, 'pinned checksum');
});

test('knowledge: terraform alone wants a companion, in the full image it does not', () => {
  assert.equal(know.companion(answers({tools: ['terraform']}))?.tool, 'terraform-config-inspect');
  assert.equal(know.companion(answers({tools: ['terraform', 'terraform-config-inspect']})), undefined);
  assert.equal(know.companion(answers({tools: ['terraform'], base: {variant: 'full'}})), undefined);
  assert.equal(know.companion(answers({features: ['terraform']})), undefined);
});

test('knowledge: problems leave out what rows say by themselves', () => {
  const codes = know
    .problems(answers({tools: ['terraform', 'go-template']}), {today, secrets: {}})
    .map((problem) => problem.code);
  assert.deepEqual(
    codes.filter((code) => ['no-checksum', 'in-base', 'terraform-alone'].includes(code)),
    [],
  );
});

const TOKENS: readonly (readonly [what: string, token: string | undefined, code: string | undefined])[] = [
  ['no token', undefined, 'missing'],
  ['a placeholder', 'YOUR_TOKEN', 'token-looks-wrong'],
  ['two words', `${TOKEN} ${TOKEN}`, 'token-looks-wrong'],
  ['a control character', `${TOKEN}\u0007`, 'token-looks-wrong'],
  ['a token', TOKEN, undefined],
];
for (const [what, token, code] of TOKENS) {
  test(`knowledge: with a token file, ${what} ${code === undefined ? 'gives a plan' : 'gives none'}`, () => {
    const facts = {today, secrets: token === undefined ? {} : {delegateToken: token}};
    assert.equal(
      know.problems(withFile(), facts).find((problem) => problem.severity === 'error')?.code,
      code,
    );
    assert.equal(know.plan(withFile(), facts) === undefined, code !== undefined);
  });
}

test('knowledge: the preview holds no token, and has files for answers that are not there yet', () => {
  assert.ok(!know.preview(withFile()).some((file) => file.role === 'token'));
  assert.ok(
    know.preview({}).some((file) => file.role === 'manifest' && file.content.includes('YOUR_ACCOUNT_ID')),
  );
});

test('knowledge: nothing throws, whatever the answers are', () => {
  const anything = fc.anything({maxDepth: 3});
  const part = fc.dictionary(
    fc.constantFrom('registry', 'version', 'token', 'proxy', 'type', 'builder', 'tags', 'host'),
    anything,
    {maxKeys: 3},
  );
  const raw = fc.dictionary(
    fc.constantFrom(
      'base',
      'features',
      'tools',
      'customTools',
      'image',
      'cluster',
      'build',
      'delegate',
      'other',
    ),
    fc.oneof(anything, part),
    {maxKeys: 5},
  );
  fc.assert(
    fc.property(raw, (preset) => {
      const given = mergeAnswers({preset});
      const facts = {today, secrets: {}};
      know.problems(given, facts);
      know.plan(given, facts);
      know.companion(given);
      know.advise(given);
      assert.ok(know.preview(given).length > 0);
      assert.ok(know.tools(given).length > 0);
      assert.equal(typeof know.baseRef(given) + typeof know.imageRef(given), 'stringstring');
    }),
    {numRuns: 150},
  );
});
