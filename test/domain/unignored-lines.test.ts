import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {makePlan} from '../../src/domain/plan.ts';
import {unignoredLines} from '../../src/domain/unignored-lines.ts';
import {completeAnswers} from '../helpers/arbitrary-answers.ts';

const [STATE, DIRECTORY, TOKEN] = [
  'terraform.tfstate*',
  '.terraform/',
  '/harness-delegate-token.auto.tfvars*',
];
const WANTED = `# Why.\n${TOKEN}\n${STATE}\n${DIRECTORY}\n`;

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['nothing', '', [TOKEN, STATE, DIRECTORY]],
  ['other things', 'node_modules/\n*.log\n', [TOKEN, STATE, DIRECTORY]],
  ['our own lines', WANTED, []],
  ['Windows line ends', WANTED.replaceAll('\n', '\r\n'), []],
  [
    'what GitHub proposes for Terraform',
    '**/.terraform/*\n*.tfstate\n*.tfstate.*\n*.tfvars\n*.tfvars.json\n',
    [TOKEN],
  ],
  ['the same and backups', '**/.terraform/*\n*.tfstate\n*.tfstate.*\n*.tfvars*\n', []],
  [
    'names without a star',
    '.terraform\nterraform.tfstate\nharness-delegate-token.auto.tfvars\n',
    [TOKEN, STATE],
  ],
  ['everything', '*\n', []],
  ['everything, with exceptions', '*\n!terraform.tfstate*\n', [STATE]],
  ['an exception that comes first', '!terraform.tfstate\n*\n', []],
  ['places elsewhere', 'infra/*.tfstate\n/infra/.terraform/\n*.tfvars?backup\n', [TOKEN, STATE, DIRECTORY]],
  ['directories of these names', 'terraform.tfstate*/\n*.tfvars*/\n.terraform/\n', [TOKEN, STATE]],
  ['comments', `#${STATE}\n# ${TOKEN}\n`, [TOKEN, STATE, DIRECTORY]],
];
for (const [what, own, lacks] of CASES)
  test(`an ignore file with ${what}`, () => assert.deepEqual(unignoredLines(own, WANTED), lacks));

test('an ignore file that could be read in very many ways is read in no time', () =>
  assert.deepEqual(unignoredLines(`${'*?'.repeat(5000)}\n`, WANTED).length, 3));

test('ignore files: ours lack nothing of themselves, and any text can be held against them', () => {
  const answers = completeAnswers({delegate: {install: 'terraform', token: {from: 'file'}}});
  const {files} = makePlan({answers, secrets: {delegateToken: 'abc'}});
  const ignores = files.filter(({role}) => role === 'ignore');
  assert.equal(ignores.length, 2);
  for (const {content} of ignores) assert.deepEqual(unignoredLines(content, content), []);
  fc.assert(
    fc.property(fc.string({unit: fc.constantFrom(...Array.from('*?/![]\\.#\n atf'))}), (own) => {
      assert.ok(unignoredLines(own, WANTED).length <= 3);
      assert.deepEqual(unignoredLines(`${own}\n${WANTED}`, WANTED), []);
    }),
  );
});
