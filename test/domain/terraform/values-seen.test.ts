import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {PatchWishes} from '../../../src/domain/patch/patch-types.ts';
import {planTerraformPatch} from '../../../src/domain/terraform/plan-terraform-patch.ts';

const module = (values: string) => `module "delegate" {
  source = "harness/harness-delegate/kubernetes"
  delegate_image = "old:1"
  replicas = 2
  upgrader_enabled = true
  values = ${values}
}
`;
const object = (inner: string) => `yamlencode({\n${inner}\n})`;
const heredoc = (yaml: string) => `<<-EOT\n${yaml}\n  EOT`;

const UPGRADER = 'module delegate upgrader_enabled';
const REPLICAS = 'module delegate replicas';
const IMAGE = 'module delegate delegate_image';
const cases: readonly (readonly [name: string, values: string, wishes: PatchWishes, blocked: string[]])[] = [
  ['another number', object('replicas = 5'), {replicas: 2}, [REPLICAS]],
  ['another number in a heredoc', heredoc('replicas: 5'), {replicas: 2}, [REPLICAS]],
  ['the same number', object('replicas = 2'), {replicas: 2}, []],
  ['the same number in quotes', object('"replicas": "2"'), {replicas: 2}, []],
  ['the same number in a heredoc', heredoc('replicas: 2 # ours'), {replicas: 2}, []],
  ['the same number in quotes in a heredoc', heredoc('replicas: "2"'), {replicas: 2}, []],
  ['a number from elsewhere', object('replicas = var.count'), {replicas: 2}, [REPLICAS]],
  ['a number that is set twice', object('replicas = 2\nreplicas = 5'), {replicas: 2}, [REPLICAS]],
  ['a number further down', heredoc('other:\n  replicas: 5'), {replicas: 2}, []],
  [
    'a neighbour that is off',
    heredoc('upgrader:\n  enabled: true\nautoscaling:\n  enabled: false'),
    {},
    [UPGRADER],
  ],
  ['an upgrader that is off', heredoc('upgrader:\n  # why\n  cron: "* * * * *"\n  enabled: false'), {}, []],
  ['off in flow style', heredoc('upgrader: {enabled: no}'), {}, []],
  ['off as an object', object('upgrader = {\n  # was enabled = true\n  "enabled": false\n}'), {}, []],
  ['a comment', object('upgrader = {\n  # was enabled = false\n  enabled = true\n}'), {}, [UPGRADER]],
  ['a comment in a heredoc', heredoc('upgrader: # enabled: false\n  enabled: true'), {}, [UPGRADER]],
  ['something deeper', object('upgrader = {a = {enabled = false}}'), {}, [UPGRADER]],
  ['a text', object('upgrader = {enabled = "false"}'), {}, [UPGRADER]],
  ['twice', object('upgrader = {enabled = false, enabled = true}'), {}, [UPGRADER]],
  ['a loop', object('upgrader = {for k in ["enabled"] : k => true}'), {}, [UPGRADER]],
  ['a part of an object', object('upgrader = {a = {enabled = true}}.a'), {}, [UPGRADER]],
  ['a condition', object('upgrader = var.on ? {enabled = true} : {enabled = false}'), {}, [UPGRADER]],
  ['a template', heredoc('upgrader:\n  enabled: ${var.on}'), {}, [UPGRADER]],
  ['a directive', heredoc('# %{ if var.on }\nupgrader: {enabled: false}\n# %{ endif }'), {}, [UPGRADER]],
  ['no YAML', heredoc('upgrader:\n  enabled: false\n  - x'), {}, [UPGRADER]],
  ['two documents', heredoc('a: 1\n---\nupgrader:\n  enabled: false'), {}, [UPGRADER]],
  ['a circle', heredoc('upgrader: &u\n  enabled: false\n  a: *u'), {}, [UPGRADER]],
  ['another call', 'yamlencode(merge(local.a, {upgrader = {enabled = false}}))', {}, [UPGRADER]],
  ['an empty heredoc', heredoc('# nothing'), {}, []],
  ['a pull policy in a heredoc', heredoc('image:\n  pullPolicy: Always'), {image: 'new:1'}, []],
  ['a repository in a heredoc', heredoc('image:\n  repository: a/b'), {image: 'new:1'}, [IMAGE]],
  ['an image from elsewhere', object('image = var.image'), {image: 'new:1'}, [IMAGE]],
  [
    'a second key for the image',
    object('image = {pullPolicy = "Always"}\ndelegateDockerImage = "x:1"'),
    {image: 'new:1'},
    [IMAGE],
  ],
  ['the same image', object('delegateDockerImage = "new:1"'), {image: 'new:1'}, []],
];

for (const [name, values, wishes, blocked] of cases) {
  test(`${name} in values ${blocked.length > 0 ? 'wins, and nothing is changed' : 'is no obstacle'}`, () => {
    for (const text of [module(values), module(values).replaceAll('\n', '\r\n')]) {
      const result = planTerraformPatch({text, file: 'main.tf', wishes});
      assert.ok(result.state === 'planned', JSON.stringify(result));
      assert.deepEqual(
        result.blocked.map(({field}) => field),
        blocked,
      );
      assert.ok(result.blocked.every(({code}) => code === 'values-win'));
      assert.equal(result.text === text, blocked.length > 0);
    }
  });
}

test('values that only Terraform can read are told, and stop nothing', () => {
  for (const values of [
    'file("values.yaml")',
    'var.values',
    '[yamlencode({a = 1})]',
    'templatefile("v.tpl", {})',
  ]) {
    const text = module(values);
    const result = planTerraformPatch({text, file: 'main.tf', wishes: {image: 'new:1', accountId: 'abc'}});
    assert.ok(result.state === 'planned');
    assert.deepEqual(result.blocked, []);
    assert.notEqual(result.text, text);
    const told = result.findings.filter(({code}) => code === 'values-not-read');
    assert.deepEqual(
      told.map(({message}) => message),
      [
        'It comes from elsewhere, and wins over the lines of this block. See that it sets none of these keys: delegateDockerImage, image, upgrader.',
      ],
      values,
    );
  }
  for (const values of ['null', object('a = 1'), heredoc('a: 1')]) {
    const result = planTerraformPatch({text: module(values), file: 'main.tf', wishes: {}});
    assert.ok(result.state === 'planned');
    assert.ok(!result.findings.some(({code}) => code === 'values-not-read'), values);
  }
});

test('an escape for no character is refused, not thrown', () => {
  const text = module('null').replace('harness/harness-delegate/kubernetes', String.raw`\UFFFFFFFF`);
  assert.equal(planTerraformPatch({text, file: 'main.tf', wishes: {}}).state, 'foreign');
});
