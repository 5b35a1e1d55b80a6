import assert from 'node:assert/strict';
import {test} from 'node:test';
import {maskedTexts} from '../../../src/domain/patch/masked-text.ts';
import {deployment, join, secret} from '../../helpers/patch-manifests.ts';

const masked = (text: string): string => maskedTexts(text, text).after;

test('values of Secrets and of variables named like secrets are hidden, and nothing else is', () => {
  const text = join(
    `\ufeff${secret('a', 'T', '"c2VjcmV0LTE=" # of mine')}stringData:\n  long: |\n    secret-2\n    secret-3\n  plain: secret-4\n  open: ""\n  slot: YOUR_TOKEN\n`,
    deployment({
      env: '        - name: NEXUS_PASSWORD\n          value: secret-5\n        - name: NOTE\n          value: shown\n',
    }),
    'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Secret, metadata: {name: b}, data: {x: c2VjcmV0LTY=}}\n',
    'apiVersion: v1\nkind: Secret\nmetadata: {name: c}\ndata: {x: &s c2VjcmV0LTc=, y: *s}\n',
  );
  const shown = masked(text);
  assert.ok(!/secret-\d|c2VjcmV0/.test(shown), shown);
  for (const word of ['of mine', 'open: ""', 'slot: YOUR_TOKEN', 'value: shown', 'value: ***', '{x: ***}'])
    assert.ok(shown.includes(word), word);
  assert.equal(shown.split('\n').length, text.split('\n').length - 2);
});

test('a value that changes shows that it does', () => {
  const [before, after] = [secret('a', 'T', 'c2VjcmV0LTE='), secret('a', 'T', 'c2VjcmV0LTI=')];
  const both = maskedTexts(before, after);
  assert.match(both.before, /T: \*\*\* \(before\)\n/);
  assert.match(both.after, /T: \*\*\* \(after\)\n/);
});

test('passwords in addresses are hidden wherever they stand, and a change of them shows', () => {
  const env = (password: string) =>
    deployment({
      env: `        # as http://a:${password}@old\n        - name: HTTPS_PROXY\n          value: "http://bob:${password}@proxy:3128"\n        - {name: OPEN, value: "http://bob:$(PW)@proxy"}\n`,
    });
  const both = maskedTexts(env('hunter-1'), env('hunter-2'));
  assert.match(both.before, /"http:\/\/bob:\*\*\* \(before\)@proxy:3128"/);
  assert.match(both.after, /# as http:\/\/a:\*\*\* \(after\)@old/);
  assert.match(both.after, /http:\/\/bob:\$\(PW\)@proxy/);
  const hcl =
    'module "d" {\n  proxy = "http://bob:hunter-1@proxy"\n  values = [<<-EOT\n    a: http://bob:hunter-1@b\n  EOT\n  ]\n}\n';
  for (const shown of [
    both.before,
    both.after,
    maskedTexts(hcl, hcl, 'terraform').after,
    masked('{ http://a:hunter-1@b'),
  ])
    assert.ok(!shown.includes('hunter-') && shown.includes('***'), shown);
});

test('a token that was put into a comment together with its places is hidden there, too', () => {
  const token = '0123456789abcdef0123456789abcdef';
  const text = `# Put the token in the place of ${token}, twice.\nmanager: https://app3.harness.io\n---\n${secret('a', 'T', token)}stringData: {T: "${token}", host: "https://app3.harness.io", b: custom-delegate}\nname: custom-delegate\n`;
  for (const shown of [masked(text), masked(`${text}{ broken`)]) {
    assert.ok(!shown.includes(token.slice(0, 8)), shown);
    assert.match(shown, /^# Put the token in the place of \*\*\*, twice\.$/m);
    assert.match(shown, /^manager: https:\/\/app3\.harness\.io$/m);
    assert.match(shown, /^name: custom-delegate$/m);
  }
});

test('a token that is a secret in one of the texts is hidden in the other, and makes no lines differ', () => {
  const old = '0123456789abcdef0123456789abcdef';
  const text = (token: string) => `# token is ${old}\n${secret('a', 'T', token)}`;
  const both = maskedTexts(text(old), text('PUT_YOUR_DELEGATE_TOKEN'));
  assert.match(both.before, /^# token is \*\*\*$/m);
  assert.match(both.after, /^# token is \*\*\*$/m);
  const encoded = maskedTexts(text(old), `# token is ${old}\n${secret('a', 'T', btoa(old))}`);
  assert.ok(!/0123456/.test(encoded.before + encoded.after));
  const shown = maskedTexts(text(btoa(old)), text(old)).before;
  assert.ok(!shown.includes(old) && !shown.includes(btoa(old)), shown);
});

test('what scripts give to programs is hidden, in manifests and in Dockerfiles', () => {
  const hex = '0123456789abcdef0123456789abcdef';
  const lines = [
    'docker login -u bob --password hunter22x acme',
    'docker login -u bob -p hunter22x acme',
    'curl -u "$USER:hunter22x" https://a',
    'curl -u \\\n  bob:hunter22x https://a',
    `curl -H "Authorization: Bearer ${hex}" x`,
    `curl -H "Authorization: Bearer ${'hunter01.'.repeat(100)}" x`,
    'curl -H "Authorization: token hunter22x" x',
    'docker login \\\n  -u bob \\\n  -p hunter22x acme',
    'docker login --password \\\r\n  hunter22x acme',
    'docker login -p "hunt;er22x hunter9" a; helm registry login --password \'hun&hunter22x\'',
  ];
  for (const line of lines) {
    const script = line.replaceAll('\n', '\n            ');
    const manifest = deployment({
      env: `        - name: INIT_SCRIPT\n          value: |\n            ${script}\n`,
    });
    for (const shown of [masked(manifest), maskedTexts('', `RUN ${line}\n`, 'lines').after])
      assert.ok(shown.includes('***') && !/hunter|0123/.test(shown), shown);
  }
  const quoted = 'x = "docker login --password \\"hunter22x\\" a; curl -u \\"bob:hunter22x\\" b"\n';
  for (const kind of ['terraform', 'manifest'] as const)
    assert.ok(
      !maskedTexts('', quoted.replace('=', kind === 'manifest' ? ':' : '='), kind).after.includes('hunter'),
    );
  const harmless = 'RUN docker run -u jenkins:docker i; gh repo create --private my; chown -u 1000:root x\n';
  assert.equal(maskedTexts('', harmless, 'lines').after, harmless);
  const env = maskedTexts(
    '',
    `FROM a\nENV DELEGATE_TOKEN ${hex}\nARG TOKEN_FILE /run/token1234567890\n`,
    'lines',
  );
  assert.equal(env.after, 'FROM a\nENV DELEGATE_TOKEN ***\nARG TOKEN_FILE /run/token1234567890\n');
});

test('where the token comes from is no secret', () => {
  const answers = (from: string) => `delegate:\n  token:\n    from: ${from}\n    secretName: a\n`;
  const both = maskedTexts(answers('file'), answers('later'), 'answers');
  assert.deepEqual(both, {before: answers('file'), after: answers('later')});
  assert.match(maskedTexts('', answers('0123456789abcdef'), 'answers').after, /from: \*\*\*/);
});
