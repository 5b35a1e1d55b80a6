import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import type {PartialAnswers} from '../../src/domain/answers.ts';
import {delegateProblems} from '../../src/domain/delegate-problems.ts';
import {fieldOf} from '../../src/domain/fields.ts';
import {arbitraryAnswers, completeAnswers} from '../helpers/arbitrary-answers.ts';

/** Answers about which there is nothing to say. */
const QUIET: PartialAnswers = {delegate: {permissions: 'namespace-admin'}};
const found = (delegate: PartialAnswers['delegate'], rest: PartialAnswers = {}) =>
  delegateProblems(completeAnswers({...rest, delegate: {...QUIET.delegate, ...delegate}})).map(
    ({field, code, severity}) => `${severity} ${field} ${code}`,
  );

const openshift: PartialAnswers = {cluster: {type: 'openshift'}};
const cases: readonly (readonly [string, readonly string[], PartialAnswers['delegate'], PartialAnswers?])[] =
  [
    ['nothing to say', [], {}],
    ['OpenShift with auto', [], {}, openshift],
    [
      'token from a Secret without a name',
      ['error delegate.token.secretName missing'],
      {token: {from: 'secret'}},
    ],
    ['token from a Secret with a name', [], {token: {from: 'secret', secretName: 'theirs'}}],
    [
      'name of a Secret that is not used',
      ['warning delegate.token.secretName ignored'],
      {token: {from: 'later', secretName: 'theirs'}},
    ],
    [
      'replicas beside the autoscaler',
      ['warning delegate.replicas ignored', 'notice delegate.autoscaling.enabled autoscaling-memory'],
      {replicas: 2, autoscaling: {enabled: true}},
    ],
    ['replicas without the autoscaler', [], {replicas: 2}],
    [
      'fewest above most',
      ['error delegate.autoscaling.max invalid', 'notice delegate.autoscaling.enabled autoscaling-memory'],
      {autoscaling: {enabled: true, min: 5, max: 4}},
    ],
    ['fewest above most, autoscaling off', [], {autoscaling: {enabled: false, min: 5, max: 4}}],
    [
      'fewest equal to most',
      ['notice delegate.autoscaling.enabled autoscaling-memory'],
      {autoscaling: {enabled: true, min: 4, max: 4}},
    ],
    ['proxy port alone', ['error delegate.proxy.host missing'], {proxy: {port: 3128}}],
    ['proxy host alone', ['error delegate.proxy.port missing'], {proxy: {host: 'p', noProxy: ['10.0.0.1']}}],
    [
      'proxy host with a port in it',
      ['error delegate.proxy.host invalid'],
      {proxy: {host: 'p:3128', port: 3128, noProxy: ['10.0.0.1']}},
    ],
    [
      'proxy without exceptions',
      ['notice delegate.proxy.noProxy no-proxy-empty'],
      {proxy: {host: 'p', port: 3128}},
    ],
    ['exceptions without a proxy', ['warning delegate.proxy.host ignored'], {proxy: {noProxy: ['.corp']}}],
    ['credentials without a proxy', ['warning delegate.proxy.host ignored'], {proxy: {secretName: 'px'}}],
    [
      'INIT_SCRIPT without root',
      ['warning delegate.initScript init-script-without-root'],
      {initScript: 'microdnf install jq'},
    ],
    ['INIT_SCRIPT with root', [], {initScript: 'microdnf install jq', securityContext: 'root'}],
    ['an empty INIT_SCRIPT', [], {initScript: ''}],
    ['root for nothing', ['warning delegate.securityContext root-unneeded'], {securityContext: 'root'}],
    [
      'root on OpenShift',
      ['warning delegate.securityContext scc-needed'],
      {securityContext: 'root', initScript: 'id'},
      openshift,
    ],
    [
      'uid 1001 on OpenShift',
      ['warning delegate.securityContext scc-needed'],
      {securityContext: 'non-root'},
      openshift,
    ],
    [
      'anyuid on OpenShift',
      ['warning delegate.securityContext scc-needed'],
      {securityContext: 'anyuid'},
      openshift,
    ],
    [
      'anyuid on Kubernetes',
      ['warning delegate.securityContext openshift-only'],
      {securityContext: 'anyuid'},
    ],
    ['a uid of the cluster on Kubernetes', [], {securityContext: 'cluster-uid'}],
    [
      'cluster-admin for the default account',
      [
        'warning delegate.permissions cluster-admin',
        'notice delegate.serviceAccount.name shared-service-account',
      ],
      {permissions: 'cluster-admin', serviceAccount: {name: 'default', create: false}},
    ],
    [
      'cluster-admin for an account of its own',
      ['warning delegate.permissions cluster-admin'],
      {permissions: 'cluster-admin'},
    ],
    ['the default account with rights in the namespace only', [], {serviceAccount: {name: 'default'}}],
    [
      'an account that must exist',
      ['notice delegate.serviceAccount.create service-account-expected'],
      {serviceAccount: {name: 'sa', create: false}},
    ],
    [
      'annotations of an account that is not made',
      ['warning delegate.serviceAccount.annotations ignored'],
      {serviceAccount: {name: 'default', create: false, annotations: {a: 'b'}}},
    ],
    ['namespace default', ['warning delegate.namespace shared-namespace'], {namespace: 'default'}],
    ['namespace kube-system', ['warning delegate.namespace shared-namespace'], {namespace: 'kube-system'}],
    ['another Service name', ['notice delegate.serviceName service-name'], {serviceName: 'delegate-two'}],
    [
      'a Service name that begins with a digit',
      ['error delegate.serviceName invalid', 'notice delegate.serviceName service-name'],
      {serviceName: '2nd'},
    ],
    [
      'two dots in a name',
      ['error delegate.caSecret invalid', 'notice delegate.caSecret ca-not-in-image'],
      {caSecret: 'a..b'},
    ],
    ['a dash before a dot', ['error image.pullSecret invalid'], {}, {image: {pullSecret: 'a-.b'}}],
    ['placeholder as account', ['error delegate.accountId placeholder'], {accountId: 'YOUR_ACCOUNT_ID'}],
    [
      'a variable that the manifest sets',
      ['error delegate.env.ACCOUNT_ID duplicate'],
      {env: {ACCOUNT_ID: 'a'}},
    ],
    [
      'the token as a variable',
      ['error delegate.env.DELEGATE_TOKEN duplicate'],
      {env: {DELEGATE_TOKEN: 'a'}},
    ],
    ['a default of the manifest in another value', [], {env: {JAVA_OPTS: '-Xms1G', POLL_FOR_TASKS: 'true'}}],
    ['a proxy variable without a proxy', [], {env: {PROXY_HOST: 'p'}}],
    ['a secret as a variable', ['warning delegate.env.DB_PASSWORD secret-in-env'], {env: {DB_PASSWORD: 'x'}}],
    ['a file with a secret', [], {env: {DB_PASSWORD_FILE: '/run/x', CREDENTIALS_PATH: '/x'}}],
    [
      'a page of Harness as manager',
      ['warning delegate.managerUrl not-the-manager'],
      {managerUrl: 'https://app.harness.io/ng/account/abc/home'},
    ],
    [
      'a query in the manager URL',
      ['warning delegate.managerUrl not-the-manager'],
      {managerUrl: 'https://app.harness.io/x?a=b'},
    ],
    ['a cluster of Harness', [], {managerUrl: 'https://app.harness.io/gratis/'}],
    ['certificates without root', ['notice delegate.caSecret ca-not-in-image'], {caSecret: 'ca'}],
    ['certificates in the image too', [], {caSecret: 'ca'}, {dockerfile: {caDirectory: 'certs'}}],
    [
      'paths for certificates that nobody gives',
      ['warning delegate.caBuildPaths ignored'],
      {caBuildPaths: ['/a']},
    ],
    ['a toleration without key', ['error delegate.tolerations.0 invalid'], {tolerations: [{value: 'a'}]}],
    ['a toleration of everything', [], {tolerations: [{operator: 'Exists'}]}],
    [
      'Exists with a value',
      ['error delegate.tolerations.1 invalid'],
      {
        tolerations: [
          {key: 'a', value: 'b'},
          {key: 'a', operator: 'Exists', value: 'b'},
        ],
      },
    ],
    [
      'a private registry without pull Secret',
      ['notice image.pullSecret pull-secret'],
      {},
      {image: {registry: 'acr', host: 'acme.azurecr.io'}},
    ],
    [
      'a private registry with pull Secret',
      [],
      {},
      {image: {registry: 'acr', host: 'acme.azurecr.io', pullSecret: 'regcred'}},
    ],
  ];
for (const [name, expected, delegate, rest] of cases) {
  test(`delegate: ${name}`, () => assert.deepEqual(found(delegate, rest), expected));
}

test('an SCC problem ends with the command that solves it', () => {
  const [problem] = delegateProblems(
    completeAnswers({
      ...openshift,
      delegate: {...QUIET.delegate, securityContext: 'anyuid', namespace: 'ns'},
    }),
  );
  assert.match(problem?.message ?? '', /oc adm policy add-scc-to-user anyuid -z custom-del -n ns$/);
});

test('any problem: a field that exists, one line of text, no value of a variable', () => {
  fc.assert(
    fc.property(arbitraryAnswers(), (answers) => {
      const env = Object.fromEntries(
        Object.keys(answers.delegate.env).map((key) => [`${key}_TOKEN`, 'hunter2-hunter2']),
      );
      for (const problem of delegateProblems({...answers, delegate: {...answers.delegate, env}})) {
        assert.ok(fieldOf(problem.field));
        assert.match(problem.message, /^\S.{20,300}[^ ]$/);
        assert.doesNotMatch(problem.message, /!|hunter2/);
      }
    }),
    {numRuns: 150},
  );
});
