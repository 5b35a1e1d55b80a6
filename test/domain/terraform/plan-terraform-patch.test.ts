import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import type {PatchWishes} from '../../../src/domain/patch/patch-types.ts';
import {looksLikeTerraform} from '../../../src/domain/terraform/looks-like-terraform.ts';
import {planTerraformPatch} from '../../../src/domain/terraform/plan-terraform-patch.ts';
import {terraformFile} from '../../../src/domain/terraform/terraform-file.ts';
import {arbitraryAnswers} from '../../helpers/arbitrary-answers.ts';

const IMAGE = 'acme/custom-delegate:7';
const plan = (text: string, wishes: PatchWishes = {image: IMAGE}, file = 'main.tf', delegate?: string) =>
  planTerraformPatch({text, file, wishes, ...(delegate === undefined ? {} : {delegate})});
function patch(...input: Parameters<typeof plan>) {
  const planned = plan(...input);
  assert.ok(planned.state === 'planned', JSON.stringify(planned));
  return planned;
}

/** As Harness shows it, with what people add. */
const HAND = `# ours
module "delegate" {
  source = "harness/harness-delegate/kubernetes"
  version = "0.1.5"

  account_id = "PUT_YOUR_ACCOUNT_ID"
  delegate_token = "aG91c2U=" # secret
  delegate_name    = "blue"
  delegate_image = "harness/delegate:24.04.82804" // old
  replicas = 1
  upgrader_enabled = true

  values = yamlencode({
    javaOpts: "-Xms64M"
  })
}

provider "helm" {
  kubernetes {
    config_path = "~/.kube/config"
  }
}
`;
const WITHOUT_VALUES = HAND.replace(/\n {2}values = [^]*?\}\)\n/, '');
const WITHOUT_UPGRADER = HAND.replace('  upgrader_enabled = true\n', '');

interface Case {
  readonly name: string;
  readonly text: string;
  readonly wishes?: PatchWishes;
  readonly file?: string;
  readonly changes: readonly (readonly [from: string, to: string])[];
}

const cases: readonly Case[] = [
  {
    name: 'image and upgrader change, and nothing else',
    text: HAND,
    changes: [
      ['"harness/delegate:24.04.82804"', `"${IMAGE}"`],
      ['upgrader_enabled = true', 'upgrader_enabled = false'],
    ],
  },
  {
    name: 'what is missing is added below the image, because the module turns the upgrader on',
    text: WITHOUT_UPGRADER,
    wishes: {},
    changes: [['// old\n', '// old\n  upgrader_enabled = false\n']],
  },
  {
    name: 'the older name of the variable is kept',
    text: HAND.replace('upgrader_enabled', 'upgraderEnabled'),
    wishes: {},
    changes: [['upgraderEnabled = true', 'upgraderEnabled = false']],
  },
  {
    name: 'windows line ends stay, also in what is added',
    text: WITHOUT_UPGRADER.replaceAll('\n', '\r\n'),
    wishes: {},
    changes: [['// old\r\n', '// old\r\n  upgrader_enabled = false\r\n']],
  },
  {
    name: 'replicas and placeholders, but no answers of the file',
    text: HAND,
    wishes: {replicas: 3, accountId: 'abc', managerUrl: 'https://app.harness.io'},
    changes: [
      ['replicas = 1', 'replicas = 3'],
      ['PUT_YOUR_ACCOUNT_ID', 'abc'],
      ['upgrader_enabled = true', 'upgrader_enabled = false'],
      ['// old\n', '// old\n  manager_endpoint = "https://app.harness.io"\n'],
    ],
  },
  {
    name: 'what has no variable goes into values, above what is there',
    text: HAND.replace('enabled = true', 'enabled = false'),
    wishes: {pullSecret: 'regcred', tokenSecret: 'mine'},
    changes: [
      ['    javaOpts', '    imagePullSecret = "regcred"\n    existingDelegateToken = "mine"\n    javaOpts'],
    ],
  },
  {
    name: 'values are added where there are none',
    text: WITHOUT_VALUES.replace('enabled = true', 'enabled = false'),
    wishes: {pullSecret: 'regcred', tokenSecret: 'mine'},
    changes: [
      [
        '// old\n',
        '// old\n  values         = yamlencode({ imagePullSecret = "regcred", existingDelegateToken = "mine" })\n',
      ],
    ],
  },
  {
    name: 'a value of values is replaced',
    text: HAND.replace('javaOpts: "-Xms64M"', '"imagePullSecret": "old", a = 1').replace(
      'enabled = true',
      'enabled = false',
    ),
    wishes: {pullSecret: 'regcred'},
    changes: [['"old"', '"regcred"']],
  },
  {
    name: 'a variables file',
    text: 'delegate_image="x" # old\nupgrader_enabled = "true"\nother = {\n}\n',
    file: 'prod.auto.tfvars',
    changes: [
      ['"x"', `"${IMAGE}"`],
      ['"true"', 'false'],
    ],
  },
  {
    name: 'values that agree with the wishes are no obstacle',
    text: HAND.replace(
      'javaOpts: "-Xms64M"',
      'upgrader = {enabled = false}\n    image = {pullPolicy = "Always"}',
    ),
    changes: [
      ['"harness/delegate:24.04.82804"', `"${IMAGE}"`],
      ['upgrader_enabled = true', 'upgrader_enabled = false'],
    ],
  },
  {
    name: 'a template in the image is written as text',
    text: HAND.replace('enabled = true', 'enabled = false'),
    wishes: {image: 'a${b}'},
    changes: [['"harness/delegate:24.04.82804"', '"a$${b}"']],
  },
];

for (const {name, text, wishes, file, changes} of cases) {
  test(name, () => {
    const result = patch(text, wishes, file);
    const expected = changes.reduce((all, [from, to]) => {
      assert.ok(all.includes(from), from);
      return all.replace(from, () => to);
    }, text);
    assert.equal(result.text, expected);
    assert.deepEqual(patch(result.text, wishes, file).edits, [], 'a second time');
    assert.deepEqual(result.blocked, []);
  });
}

test('edits say where, from what and to what; findings what is left to do', () => {
  const {edits, findings} = patch(HAND, {image: IMAGE, memory: '4Gi', pullSecret: 'regcred'});
  assert.deepEqual(
    edits.map(({code, where, from, to}) => [code, where.kind, where.name, where.line, where.field, from, to]),
    [
      ['image', 'module', 'delegate', 9, 'delegate_image', '"harness/delegate:24.04.82804"', `"${IMAGE}"`],
      ['upgrader', 'module', 'delegate', 11, 'upgrader_enabled', 'true', 'false'],
      ['pull-secret', 'module', 'delegate', 13, 'values.imagePullSecret', undefined, '"regcred"'],
    ],
  );
  assert.deepEqual(
    findings.map(({severity, code, field, source}) => [severity, code, field, source?.line]),
    [
      ['warning', 'by-hand', 'module delegate values', 13],
      ['warning', 'token-in-clear', 'module delegate delegate_token', 7],
      ['warning', 'placeholder', 'module delegate account_id', 6],
    ],
  );
  assert.doesNotMatch(JSON.stringify({edits, findings}), /aG91c2U/);
});

const ONE_LINE = 'module "d" { source = "harness/harness-delegate/kubernetes" }\n';
const refusals: readonly (readonly [string, string, string, string?, string?])[] = [
  [
    'an image from a variable',
    HAND.replace('"harness/delegate:24.04.82804"', 'var.image'),
    'blocked not-simple',
  ],
  ['an image with a template', HAND.replace('24.04.82804"', '${var.v}"'), 'blocked not-simple'],
  ['an upgrader from a condition', HAND.replace('= true', '= var.prod ? true : false'), 'blocked not-simple'],
  [
    'an image in values, which wins',
    HAND.replace('javaOpts', 'delegateDockerImage: "x", javaOpts'),
    'blocked values-win',
  ],
  [
    'an upgrader in a heredoc of values, which wins',
    HAND.replace(/yamlencode[^]*?\}\)/, '<<EOT\nupgrader:\n  enabled: true\nEOT'),
    'blocked values-win',
  ],
  ['a block in one line', ONE_LINE, 'foreign not-read'],
  ['a brace that is never closed', HAND.slice(0, 200), 'foreign not-read'],
  [
    'a helm_release',
    'resource "helm_release" "d" {\n  chart = "harness-delegate-ng"\n}\n',
    'foreign helm-release',
  ],
  ['another module', HAND.replace('harness/harness-delegate', 'acme/other'), 'foreign no-module'],
  ['nothing', '', 'foreign no-module'],
  ['two modules', HAND + HAND.replace('"delegate"', '"green"'), 'choose several-delegates delegate,green'],
  ['a module that is not there', HAND, 'choose no-such-delegate delegate', 'main.tf', 'green'],
  ['a block in a variables file', HAND, 'foreign not-read', 'a.tfvars'],
];

for (const [name, text, expected, file, delegate] of refusals) {
  test(`refuses ${name}, and changes nothing`, () => {
    const result = plan(text, {image: IMAGE}, file, delegate);
    const [problem] = result.state === 'planned' ? result.blocked : [result.problem];
    const words =
      result.state === 'planned'
        ? ['blocked', problem?.code]
        : [result.state, problem?.code, ...(result.state === 'choose' ? [result.names.join()] : [])];
    assert.equal(words.join(' '), expected);
    assert.match(problem?.message ?? '', /^\S.{20,}\S$/);
    if (result.state === 'planned') assert.deepEqual([result.edits, result.text], [[], text]);
  });
}

for (const [image, told] of [
  ['"harness/delegate:24.04.82804"', true],
  ['"PUT_YOUR_DELEGATE_IMAGE"', true],
  ['"acme/custom:1"', false],
  ['var.image', false],
] as const) {
  test(`${image} ${told ? 'is told to be' : 'is not said to be'} Harness’s image`, () => {
    const text = HAND.replace('"harness/delegate:24.04.82804"', image);
    assert.equal(
      patch(text, {}).findings.some(({code}) => code === 'harness-image'),
      told,
    );
  });
}

test('one of two modules is edited by its label', () => {
  const text = HAND + HAND.replace('"delegate"', '"green"');
  const result = patch(text, {image: IMAGE}, 'main.tf', 'green');
  assert.ok(result.text.startsWith(HAND));
  assert.equal(result.edits.length, 2);
});

const kinds: readonly (readonly [string, string, boolean])[] = [
  ['main.tf', HAND, true],
  ['main.tf', HAND.slice(0, 200), true],
  ['main.tf', 'resource "helm_release" "d" {\n  chart = "harness-delegate-ng"\n}\n', true],
  ['main.tf', 'variable "a" {}\n', false],
  ['main.yaml', HAND, false],
  ['a.tfvars', 'delegate_image = "x"\n', true],
  ['a.tfvars', 'region = "x"\n', false],
  ['a.tfvars', '}', false],
];

for (const [path, text, expected] of kinds) {
  test(`${path} with ${JSON.stringify(text.slice(0, 30))} ${expected ? 'is' : 'is not'} Terraform of a delegate`, () =>
    assert.equal(looksLikeTerraform(path, text), expected));
}

test('files of our own need no edit for their own image, and only the image for another', () => {
  fc.assert(
    fc.property(arbitraryAnswers(), (answers) => {
      const text = terraformFile(answers);
      assert.ok(looksLikeTerraform('delegate.tf', text));
      assert.deepEqual(patch(text, {}).edits, []);
      const result = patch(text, {image: 'other/image:1'});
      const lines = text.split('\n');
      const changed = result.text.split('\n').filter((line, index) => line !== lines[index]);
      assert.deepEqual(changed, ['  delegate_image   = "other/image:1"']);
    }),
    {numRuns: 60},
  );
});

test('any text is edited or refused, never half', () => {
  const piece = fc.constantFrom(
    'module "d" {\n',
    'source = "harness/harness-delegate/kubernetes"\n',
    'delegate_image = "x"\n',
    'values = yamlencode({\n',
    '})\n',
    '}\n',
    '"',
    '${',
    '<<E\n',
    'E\n',
    '# c\n',
    'upgrader_enabled = var.x\n',
  );
  fc.assert(
    fc.property(fc.array(piece, {maxLength: 14}), (pieces) => {
      const text = pieces.join('');
      const wishes = {image: IMAGE, pullSecret: 'a', replicas: 2};
      const result = plan(text, wishes);
      if (result.state !== 'planned') return;
      if (result.edits.length === 0) assert.equal(result.text, text);
      else assert.deepEqual(patch(result.text, wishes).edits, []);
    }),
    {numRuns: 200},
  );
});
