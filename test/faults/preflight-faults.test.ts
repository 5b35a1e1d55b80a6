import '../helpers/force-color.ts';
import assert from 'node:assert/strict';
import {writeFileSync, readFileSync} from 'node:fs';
import {describe, test} from 'node:test';
import {manifestList} from '../../src/domain/deploy/manifest-list.ts';
import {readManifest} from '../../src/domain/deploy/read-manifest.ts';
import {faultCluster, FAULT_NAMESPACE, throughBothFronts, type BothFronts} from '../helpers/fault-fronts.ts';
import {refuse, type GivenAnswer, type Meddling} from '../helpers/fault-proxy.ts';
import {needs} from '../helpers/needs.ts';
import {smallManifest} from '../helpers/small-manifest.ts';

/** What both fronts have to show. */
interface Told {
  readonly lines: readonly RegExp[];
  /** On some screen; the lines’ patterns when not given. */
  readonly screen?: readonly RegExp[];
  readonly code: number;
  readonly asks: boolean;
}

function check(run: BothFronts, {lines, screen = lines, code, asks}: Told): void {
  for (const pattern of lines) assert.match(run.lines, pattern);
  const shown = run.screens.join('\n');
  for (const pattern of screen) assert.match(shown, pattern);
  assert.equal(run.end.exitCode, code, run.end.result.sentence);
  assert.equal(run.screens.length > 1, asks, 'whether it was asked to go on');
}

const isReview = ({method, path}: {method: string; path: string}) =>
  method === 'POST' && path.endsWith('/selfsubjectaccessreviews');

/** Says no to the access reviews that fit. */
const denies =
  (fits: (attributes: {verb: string; resource: string; subresource?: string}) => boolean): Meddling =>
  async (request) => {
    if (!isReview(request)) return undefined;
    const {code, body} = await request.behind();
    const review = body as {
      spec: {resourceAttributes: {verb: string; resource: string}};
      status: {allowed: boolean};
    };
    if (!fits(review.spec.resourceAttributes)) return {code, body};
    return {code, body: {...review, status: {allowed: false}}};
  };

/** Answers the trial of one kind; whatever else is let through. */
const atTrial =
  (plural: string, answer: GivenAnswer): Meddling =>
  ({method, path, query}) =>
    method === 'PATCH' && query.get('dryRun') === 'All' && path.includes(`/${plural}/`) ? answer : undefined;

const MANIFESTS = [smallManifest().replaceAll('PUT_YOUR_DELEGATE_TOKEN', 'ab'.repeat(16))];
const no = async (): Promise<boolean> => false;

describe(
  'what can be known before the first change is told in both fronts',
  {...needs('kubectl'), concurrency: 3},
  () => {
    const versions = [
      ['older', 4],
      ['newer', -4],
    ] as const;
    for (const [word, by] of versions) {
      test(`a kubectl that is much ${word} than the server is a warning, and it goes on`, async (t) => {
        const {connection, practice} = await faultCluster(t, {
          meddle: async (request) => {
            if (request.path !== '/version') return undefined;
            const {body} = await request.behind();
            const version = body as {minor: string};
            const minor = String(Number(version.minor) + by);
            return {body: {...version, minor, gitVersion: `v1.${minor}.2`}};
          },
        });
        const run = await throughBothFronts({connection, manifests: MANIFESTS, confirm: no});
        check(run, {
          lines: [
            new RegExp(`kubectl is 4 versions ${word} than the server`),
            /It mostly works; a kubectl of version 1\.\d+/,
          ],
          code: 3,
          asks: true,
        });
        assert.deepEqual(practice.snapshot('Deployment').items, []);
      });
    }

    test('a kubeconfig without a current context, beside a file that is not there: it is named, and the checks go on', async (t) => {
      const {connection, kubeconfig} = await faultCluster(t);
      const {'current-context': _, ...config} = JSON.parse(readFileSync(kubeconfig, 'utf8')) as object & {
        'current-context'?: string;
      };
      writeFileSync(kubeconfig, JSON.stringify(config));
      const {env} = connection.kubectl;
      const kubectl = {...connection.kubectl, env: {...env, KUBECONFIG: `${kubeconfig}-gone:${kubeconfig}`}};
      const run = await throughBothFronts({
        connection: {...connection, kubectl},
        manifests: MANIFESTS,
        confirm: no,
      });
      check(run, {
        lines: [/KUBECONFIG names .*kubeconfig-gone, which does not exist\./, /kubectl \S+, server \d/],
        code: 3,
        asks: true,
      });
    });

    const unreachable: readonly (readonly [name: string, answer: GivenAnswer, says: RegExp])[] = [
      [
        'a proxy that answers with its own page',
        {code: 502, body: '<html><title>502 Bad Gateway</title></html>'},
        /A proxy|proxy/i,
      ],
      [
        'a page that asks to log in to the network',
        {code: 200, body: '<html>Welcome to the hotel</html>'},
        /web page|not a Kubernetes/i,
      ],
      [
        'a server that is not ready',
        refuse(503, 'ServiceUnavailable', 'the server is currently unable to handle the request'),
        /has trouble itself/,
      ],
    ];
    for (const [name, answer, says] of unreachable) {
      test(`${name} is told in one sentence with what to do`, async (t) => {
        const {connection} = await faultCluster(t, {meddle: () => answer, namespace: false});
        const run = await throughBothFronts({connection, manifests: MANIFESTS});
        check(run, {lines: [says], code: 3, asks: false});
        assert.ok(run.end.result.next.length > 0);
        assert.doesNotMatch(run.lines, /<html>/);
      });
    }

    test('what may not be applied is refused with the verb and the object, and nothing is asked', async (t) => {
      const {connection} = await faultCluster(t, {
        meddle: denies(({verb, resource}) => verb === 'create' && resource === 'deployments'),
      });
      const run = await throughBothFronts({connection, manifests: MANIFESTS});
      check(run, {
        lines: [/You may not create Deployment custom-del/, /Ask an administrator for these permissions/],
        code: 3,
        asks: false,
      });
    });

    test('a Deployment that may not be followed and reasons that may not be read are warnings', async (t) => {
      const blind = await faultCluster(t, {
        meddle: denies(({verb, resource}) => verb === 'watch' && resource === 'deployments'),
      });
      const unseen = await throughBothFronts({
        connection: blind.connection,
        manifests: MANIFESTS,
        confirm: no,
      });
      check(unseen, {
        lines: [/You may not follow the Deployment; the rollout would be applied unseen/],
        code: 3,
        asks: true,
      });
      const dull = await faultCluster(t, {
        meddle: denies(({resource, subresource}) => resource === 'events' || subresource === 'log'),
      });
      const run = await throughBothFronts({connection: dull.connection, manifests: MANIFESTS, confirm: no});
      check(run, {
        lines: [/You may not read events and logs of pods: fewer reasons can be shown/],
        code: 3,
        asks: true,
      });
    });

    test('a role that may not be bound offers permissions inside the namespace', async (t) => {
      const binding = {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: {name: 'custom-del-cluster-admin'},
        roleRef: {apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin'},
        subjects: [{kind: 'ServiceAccount', name: 'custom-del', namespace: FAULT_NAMESPACE}],
      };
      const manifests = [...MANIFESTS, JSON.stringify(binding)];
      const hold = await faultCluster(t, {meddle: denies(({verb}) => verb === 'bind')});
      const careful = await throughBothFronts({connection: hold.connection, manifests, confirm: no});
      check(careful, {
        lines: [/You may bind ClusterRole cluster-admin only if you hold all of its rights yourself/],
        code: 3,
        asks: true,
      });
      const none = await faultCluster(t, {
        meddle: denies(({resource}) => resource === 'clusterrolebindings'),
      });
      const refused = await throughBothFronts({connection: none.connection, manifests});
      check(refused, {
        lines: [
          /You may not create ClusterRoleBinding/,
          /Choose permissions inside the namespace only, or: ask an administrator/,
        ],
        code: 3,
        asks: false,
      });
    });

    test('a namespace that is missing is in the preview where the manifest has it, else how to make it is told', async (t) => {
      const {connection} = await faultCluster(t, {namespace: false});
      const made = await throughBothFronts({connection, manifests: MANIFESTS, confirm: no});
      check(made, {
        lines: [/new +Namespace harness-delegate-ng/],
        screen: [/Press y to apply/],
        code: 3,
        asks: true,
      });
      const {objects} = readManifest(MANIFESTS[0] ?? '', '');
      const without = objects.filter(({ref}) => ref.kind !== 'Namespace').map(({value}) => value);
      const refused = await throughBothFronts({connection, manifests: [manifestList(without)]});
      check(refused, {
        lines: [
          /no namespace harness-delegate-ng/,
          /kubectl --context=practice create namespace harness-delegate-ng/,
        ],
        code: 3,
        asks: false,
      });
    });

    test('a namespace that is going is refused with what holds it up', async (t) => {
      const {connection} = await faultCluster(t, {
        meddle: ({method, path}) =>
          method === 'GET' && path === `/api/v1/namespaces/${FAULT_NAMESPACE}`
            ? {
                body: {
                  apiVersion: 'v1',
                  kind: 'Namespace',
                  metadata: {name: FAULT_NAMESPACE, uid: 'n', deletionTimestamp: '2026-11-21T20:00:00Z'},
                  status: {
                    phase: 'Terminating',
                    conditions: [
                      {
                        type: 'NamespaceFinalizersRemaining',
                        status: 'True',
                        message:
                          'Some content in the namespace has finalizers remaining: example.com/lock in 1 resource instances',
                      },
                    ],
                  },
                },
              }
            : undefined,
      });
      const run = await throughBothFronts({connection, manifests: MANIFESTS, opens: ' '});
      const isGoing = [
        /Namespace harness-delegate-ng is being deleted/,
        /Wait until it is gone, or choose another namespace/,
      ];
      const why = /finalizers remaining: example\.com\/lock in 1 resource/;
      check(run, {lines: [...isGoing, why], screen: isGoing, code: 3, asks: false});
      assert.match(run.panel, why);
    });

    test('an object that another tool looks after is named with its owner', async (t) => {
      const {connection} = await faultCluster(t, {
        serving: true,
        namespace: false,
        meddle: async (request) => {
          if (request.method !== 'GET' || !request.path.endsWith('/deployments/custom-del')) return undefined;
          const {code, body} = await request.behind();
          const {metadata, ...rest} = body as {metadata: object};
          return {
            code,
            body: {...rest, metadata: {...metadata, labels: {'app.kubernetes.io/managed-by': 'Helm'}}},
          };
        },
      });
      const run = await throughBothFronts({connection, manifests: MANIFESTS, confirm: no});
      check(run, {
        lines: [
          /Deployment custom-del is there already and is looked after by Helm/,
          /kubectl-client-side-apply owns \d+ fields/,
        ],
        code: 3,
        asks: true,
      });
    });

    const trials: readonly (readonly [name: string, answer: GivenAnswer, says: readonly RegExp[]])[] = [
      [
        'an admission webhook that denies an object',
        refuse(
          403,
          'Forbidden',
          'admission webhook "policy.example.com" denied the request: image is not signed',
        ),
        [/policy\.example\.com/, /image is not signed/],
      ],
      [
        'an admission webhook that is down',
        refuse(
          500,
          'InternalError',
          'Internal error occurred: failed calling webhook "policy.example.com": failed to call webhook: Post "https://policy.svc:443/": dial tcp: connection refused',
        ),
        [/policy\.example\.com/],
      ],
      [
        'a quota of objects that is used up',
        refuse(
          403,
          'Forbidden',
          'deployments.apps "custom-del" is forbidden: exceeded quota: team, requested: count/deployments.apps=1, used: count/deployments.apps=5, limited: count/deployments.apps=5',
        ),
        [/The quota of the namespace is used up: exceeded quota: team/, /Raise the quota/],
      ],
      [
        'a field that cannot be changed',
        refuse(
          422,
          'Invalid',
          'Deployment.apps "custom-del" is invalid: spec.selector: Invalid value: v1.LabelSelector{}: field is immutable',
        ),
        [/spec\.selector/, /Deploy under a new name, or delete the old object first/],
      ],
    ];
    for (const [name, answer, says] of trials) {
      test(`${name} refuses in the trial, before the apply`, async (t) => {
        const {connection, practice} = await faultCluster(t, {meddle: atTrial('deployments', answer)});
        const run = await throughBothFronts({connection, manifests: MANIFESTS});
        check(run, {lines: [/Deployment custom-del: /, ...says], code: 3, asks: false});
        assert.deepEqual(practice.snapshot('Secret', FAULT_NAMESPACE).items, [], 'nothing was applied');
      });
    }

    test('what a webhook adds is in the changes, and what the server warns of is listed', async (t) => {
      const {connection} = await faultCluster(t, {
        meddle: async (request) => {
          if (request.method !== 'PATCH' || !request.path.includes('/deployments/')) return undefined;
          const {code, body} = await request.behind();
          const {metadata, ...rest} = body as {metadata: object};
          return {
            code,
            body: {...rest, metadata: {...metadata, labels: {'example.com/added-by': 'a-webhook'}}},
            headers: {warning: '299 - "[require-owner] the label owner is missing"'},
          };
        },
      });
      const run = await throughBothFronts({connection, manifests: MANIFESTS, confirm: no, opens: 'c'});
      check(run, {
        lines: [/The server warns: \[require-owner\] the label owner is missing/],
        code: 3,
        asks: true,
      });
      for (const shown of [run.panel, run.dryRunLines])
        assert.match(shown, /\+ +example\.com\/added-by: a-webhook/);
    });

    test('a context that another shell changes after the preview is refused before the apply', async (t) => {
      const {connection, kubeconfig, practice} = await faultCluster(t);
      const run = await throughBothFronts({
        connection,
        manifests: MANIFESTS,
        confirm: async () => {
          const text = readFileSync(kubeconfig, 'utf8');
          writeFileSync(kubeconfig, text.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:1'));
          return true;
        },
      });
      check(run, {
        lines: [/The context practice now means http:\/\/127\.0\.0\.1:1, not /],
        code: 3,
        asks: true,
      });
      assert.deepEqual(practice.snapshot('Secret', FAULT_NAMESPACE).items, []);
    });

    test('a login that has expired at the start is asked for, and the checks begin anew', async (t) => {
      let isKnown = false;
      const {connection} = await faultCluster(t, {
        meddle: () => (isKnown ? undefined : refuse(401, 'Unauthorized', 'Unauthorized')),
        namespace: false,
      });
      const run = await throughBothFronts({
        connection,
        manifests: MANIFESTS,
        login: async () => (isKnown = true),
        confirm: no,
      });
      check(run, {
        lines: [/does not accept your login any more/, /kubectl \S+, server \d/],
        code: 3,
        asks: true,
      });
      assert.deepEqual(
        run.events.filter(({type}) => type === 'target' || type === 'login-needed').map(({type}) => type),
        ['target', 'login-needed', 'target'],
      );
    });
  },
);

describe('an apply that goes wrong half way', {...needs('kubectl'), concurrency: 2}, () => {
  const isApply = ({method, query}: {method: string; query: URLSearchParams}) =>
    method === 'PATCH' && !query.has('dryRun');

  test('three of four objects: each one’s end is told, code 5, and the same apply again does the rest', async (t) => {
    let isBroken = true;
    const {connection, practice} = await faultCluster(t, {
      meddle: (request) =>
        isBroken && isApply(request) && request.path.includes('/deployments/')
          ? refuse(500, 'InternalError', 'Internal error occurred: etcdserver: request timed out')
          : undefined,
    });
    const run = await throughBothFronts({connection, manifests: MANIFESTS});
    check(run, {
      lines: [/Applied in part: .*1 absent/, /Deployment custom-del: not there/],
      screen: [/Applied in part: .*1 absent/, /Deployment custom-del absent/],
      code: 5,
      asks: true,
    });
    assert.equal(practice.snapshot('Secret', FAULT_NAMESPACE).items.length, 1);
    isBroken = false;
    const again = await throughBothFronts({connection, manifests: MANIFESTS});
    const applied = again.events.find(({type}) => type === 'applied');
    assert.equal(applied?.type === 'applied' && applied.objects.created, 1);
    assert.equal(applied?.type === 'applied' && applied.objects.absent, 0);
    assert.equal(practice.snapshot('Deployment', FAULT_NAMESPACE).items.length, 1);
  });

  test('a login that expires in the middle: what became of the objects is not known, and that is said', async (t) => {
    let isExpired = false;
    const {connection} = await faultCluster(t, {
      meddle: (request) => {
        if (isApply(request) && request.path.includes('/secrets/')) isExpired = true;
        return isExpired ? refuse(401, 'Unauthorized', 'Unauthorized') : undefined;
      },
    });
    const run = await throughBothFronts({connection, manifests: MANIFESTS});
    check(run, {
      lines: [/Deployment custom-del: what became of it is not known/],
      screen: [/does not accept your login any more|not known/],
      code: 8,
      asks: true,
    });
  });

  test('a login that expires in the middle and is renewed: what became of each object is read back and told', async (t) => {
    let isExpired = false;
    const {connection, practice} = await faultCluster(t, {
      meddle: (request) => {
        if (isApply(request) && request.path.includes('/deployments/')) isExpired = true;
        return isExpired ? refuse(401, 'Unauthorized', 'Unauthorized') : undefined;
      },
    });
    const logIn = async (): Promise<boolean> => {
      isExpired = false;
      return true;
    };
    const run = await throughBothFronts({connection, manifests: MANIFESTS, login: logIn});
    check(run, {
      lines: [
        /Login .*does not accept your login any more/,
        /Deployment custom-del: not there/,
        /Applied in part: .*1 absent/,
      ],
      screen: [/The login to .* has run out/, /Applied in part: .*1 absent.*Apply again: what is done stays/],
      code: 5,
      asks: true,
    });
    assert.ok(!run.lines.includes('not known'));
    assert.equal(run.events.filter(({type}) => type === 'login-needed').length, 1);
    assert.equal(practice.snapshot('Secret', FAULT_NAMESPACE).items.length, 1);
  });
});
