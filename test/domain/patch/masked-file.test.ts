import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import type {Install} from '../../../src/domain/choices.ts';
import {maskedFile, maskedFileDiff} from '../../../src/domain/patch/patch-lines.ts';

const shown = (install: Install, text: string): string => maskedFile('', text, install).after;
const SECRET = 'aG91c2Uta2V5LXNlY3JldA==';

const cases: readonly (readonly [install: Install, text: string, expected: string])[] = [
  ['helm', `delegateName: a\ndelegateToken: ${SECRET} # x\n`, 'delegateName: a\ndelegateToken: *** # x\n'],
  ['helm', `delegateName: a\ndelegateToken: "${SECRET}"\r\n`, 'delegateName: a\ndelegateToken: ***\r\n'],
  ['helm', `delegateToken: |\n  ${SECRET}\ntags: token\n`, 'delegateToken: ***\ntags: token\n'],
  ['helm', `sub: {tags: b, delegateToken: ${SECRET}}\n`, 'sub: {tags: b, delegateToken: ***}\n'],
  ['helm', `proxyUser: bob\nproxyPassword: 'x y'\n`, 'proxyUser: ***\nproxyPassword: ***\n'],
  ['helm', `a: {proxySecret: {a: ${SECRET}}}\n`, 'a: {proxySecret: {a: ***}}\n'],
  ['helm', `# delegateToken: ${SECRET}\na: b\n`, '# delegateToken: ***\na: b\n'],
  [
    'helm',
    `initScript: |\n  export A_TOKEN=${SECRET}\n  ls\n`,
    'initScript: |\n  export A_TOKEN=***\n  ls\n',
  ],
  ['terraform', `  delegate_token = "${SECRET}" # x\n`, '  delegate_token = *** # x\n'],
  ['terraform', `delegate_token = <<EOT\n${SECRET}\nEOT\nb = "c"\n`, 'delegate_token = ***\nb = "c"\n'],
  [
    'terraform',
    `set {\n  name = "delegateToken"\n  value = "${SECRET}"\n}\n`,
    'set {\n  name = "delegateToken"\n  value = ***\n}\n',
  ],
  [
    'terraform',
    `variable "a_token" {\n  default = "${SECRET}"\n}\n`,
    'variable "a_token" {\n  default = ***\n}\n',
  ],
];

for (const [install, text, expected] of cases) {
  test(`${JSON.stringify(text)} is shown without its secret`, () =>
    assert.equal(shown(install, text), expected));
}

test('names of Secrets, references, placeholders and empty values stay', () => {
  for (const text of [
    'existingDelegateToken: my-secret\ndelegateToken: ""\n',
    'delegateToken: PUT_YOUR_DELEGATE_TOKEN\nsecretName: s\r\nimagePullSecret: regcred\ntags: token\n',
    'custom_envs: [{name: A_TOKEN, valueFrom: {secretKeyRef: {name: a, key: b}}}]\n',
  ])
    assert.equal(shown('helm', text), text);
  for (const text of [
    '  delegate_token = var.token\n',
    'delegate_token = "YOUR_TOKEN"\nimage_pull_secret = "a"\n',
    'values = yamlencode({existingDelegateToken = "a", delegateToken = "${var.a}"})\n',
  ])
    assert.equal(shown('terraform', text), text);
});

test('a secret that changes shows that it does, in each kind of file', () => {
  const forms: readonly (readonly [Install, (token: string) => string])[] = [
    ['helm', (token) => `sub: {delegateToken: ${token}}\n`],
    ['terraform', (token) => `values = yamlencode({delegateToken = "${token}"})\n`],
    ['terraform', (token) => `values = {\ndelegateToken = "${token}\n`],
  ];
  for (const [install, form] of forms) {
    const lines = maskedFileDiff(form('first-1'), form('second-2'), install).lines.map(({text}) => text);
    assert.ok(
      lines.some((line) => /^-.*\*\*\* \(before\)/.test(line)),
      lines.join('\n'),
    );
    assert.ok(
      lines.some((line) => /^\+.*\*\*\* \(after\)/.test(line)),
      lines.join('\n'),
    );
  }
});

const NAMES = [
  'delegateToken',
  'upgrader_token',
  'proxyPassword',
  'proxyUser',
  'AWS_SECRET_ACCESS_KEY',
  'db_passwd',
];

/** Every form a token may stand in. */
const FORMS: readonly (readonly [Install, (name: string, token: string) => string])[] = [
  ['helm', (name, token) => `${name}: ${token}\n`],
  ['helm', (name, token) => `sub: {delegateName: d, ${name}: ${token}, accountId: x}\n`],
  ['helm', (name, token) => `sub: {delegateName: d,\n ${name}:\n  "${token}"}\n`],
  ['helm', (name, token) => `a:\n- ${name}: >-\n    ${token}\n\n    ${token}\n  b: c\n`],
  ['helm', (name, token) => `custom_envs: [{name: ${name}, value: ${token}}]\n`],
  ['helm', (name, token) => `custom_envs:\n- value: ${token}\n  name: ${name}\n`],
  ['helm', (name, token) => `${name}:\n- ${token}\n- {b: ${token}}\n`],
  ['helm', (name, token) => `a: &t ${token}\n${name}: *t\n`],
  ['helm', (name, token) => `"${name}": &t ${token}\nb: *t\n`],
  ['helm', (name, token) => `a: |\n  ${name}: ${token}\n  - name: ${name}\n    value: ${token}\n`],
  ['helm', (name, token) => `a: '{"${name}": "${token}"}'\n`],
  ['helm', (name, token) => `#x: 1\n# ${name}: |\n#   ${token}\nb: c # ${name}: ${token}\n`],
  ['helm', (name, token) => `b: [\n${name}: ${token}\na: {{ .Values.x }}\n`],
  ['helm', (name, token) => `b: {{ x }}\ncustom_envs: [{name: ${name}, value: ${token}}]\n`],
  ['helm', (name, token) => `b: {{ x }}\n${name}: |\n  ${token}\n\n  ${token}\na: b\n`],
  ['helm', (name, token) => `b: {{ x }}\n${name}: "a\n${token}"\na: b\n`],
  ['helm', (name, token) => `b: {{ x }}\n${name}:\n- ${token}\n- ${token}\na: b\n`],
  [
    'manifest',
    (name, token) =>
      `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {x: ${token}, ${name}: ${token}, aName: ${token}}\n`,
  ],
  [
    'manifest',
    (name, token) =>
      `apiVersion: v1\nkind: Pod\nspec: {containers: [{env: [{name: ${name}, value: ${token}}]}]}\n`,
  ],
  [
    'manifest',
    (name, token) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {${name}: ${token}}\n`,
  ],
  ['manifest', (_, token) => `apiVersion: v1\nkind: Secret\ndata:\n  x: ${token}\n b: [\n`],
  ['terraform', (name, token) => `${name} = "${token}"\n`],
  ['terraform', (name, token) => `${name} = <<EOT\n${token}\nEOT\n`],
  ['terraform', (name, token) => `module "a" {\n  ${name} = <<-EOT\n    ${token}\n  EOT\n}\n`],
  ['terraform', (name, token) => `values = yamlencode({ ${name} = "${token}", a = "b" })\n`],
  ['terraform', (name, token) => `values = [yamlencode({ a = {\n "${name}": "${token}"\n} })]\n`],
  [
    'terraform',
    (name, token) => `values = yamlencode({ custom_envs = [{ value = "${token}", name = "${name}" }] })\n`,
  ],
  [
    'terraform',
    (name, token) =>
      `values = <<-EOT\n  a: {${name}: ${token}}\n  custom_envs: [{name: ${name}, value: ${token}}]\nEOT\n`,
  ],
  [
    'terraform',
    (name, token) =>
      `values = <<EOT\n%{ if x }\n${name}: ${token}\n%{ endif }\n- name: ${name}\n  value: ${token}\nEOT\n`,
  ],
  ['terraform', (name, token) => `values = "a: b\\n${name}: ${token}\\n"\n`],
  ['terraform', (name, token) => `${name} = base64decode("${token}")\n`],
  ['terraform', (name, token) => `a = { for k, v in b : k => { ${name} = "${token}" } }\n`],
  ['terraform', (name, token) => `set_sensitive {\n  name  = "a.${name}"\n  value = "${token}"\n}\n`],
  ['terraform', (name, token) => `variable "${name}" {\n  default = "${token}"\n}\n`],
  [
    'terraform',
    (_, token) => `resource "kubernetes_secret_v1" "a" {\n  data = {\n    x = "${token}"\n  }\n}\n`,
  ],
  ['terraform', (name, token) => `# ${name} = "${token}"\na = 1 // ${name} = "${token}"\n`],
  ['terraform', (name, token) => `a = {\n${name} = <<EOT\n${token}\n${token}\nEOT\n`],
  ['terraform', (name, token) => `a = {\n${name} = jsonencode(\n"${token}"\n)\n`],
  ['terraform', (name, token) => `b = "\n values = yamlencode({ a = 1, ${name} = "${token}" })\n`],
];

test('a token under the name of a secret never stands in the diff, whatever form it has', () => {
  const token = fc.stringMatching(/^Q[A-Za-z0-9]{9,30}={0,2}$/);
  const arbitrary = fc.record({
    form: fc.constantFrom(...FORMS),
    name: fc.constantFrom(...NAMES),
    token,
    other: fc.option(token, {nil: undefined}),
    lineEnd: fc.constantFrom('\n', '\r\n'),
  });
  const check = ({
    form: [install, form],
    name,
    token: own,
    other,
    lineEnd,
  }: typeof arbitrary extends fc.Arbitrary<infer T> ? T : never) => {
    const before = other === undefined ? '' : form(name, other);
    const diff = maskedFileDiff(before, form(name, own).replaceAll('\n', lineEnd), install);
    const text = diff.lines.map((line) => line.text).join('\n');
    for (const secret of [own, other ?? own]) assert.ok(!text.includes(secret), text);
  };
  fc.assert(fc.property(arbitrary, check), {
    numRuns: 600,
    examples: FORMS.flatMap((form) =>
      NAMES.map((name): [Parameters<typeof check>[0]] => [
        {form, name, token: 'Qsecret12345', other: undefined, lineEnd: '\n'},
      ]),
    ),
  });
});
