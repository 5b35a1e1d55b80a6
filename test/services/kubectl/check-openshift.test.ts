import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import {readManifest} from '../../../src/domain/deploy/read-manifest.ts';
import {checkOpenshift} from '../../../src/services/kubectl/preflight/check-openshift.ts';
import {pretendKubectl} from './pretend-kubectl.ts';

const POSIX = {skip: process.platform === 'win32' && 'needs a POSIX shell'};
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: d}
spec: {template: {spec: {serviceAccountName: sa, containers: [{name: c, securityContext: {runAsUser: 1001}}]}}}
`;
const BINDING = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: {name: 'b', namespace: 'ns'},
  roleRef: {
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'ClusterRole',
    name: 'system:openshift:scc:nonroot-v2',
  },
  subjects: [{kind: 'ServiceAccount', name: 'sa', namespace: 'ns'}],
};
const review = (allowed: boolean) => JSON.stringify({kind: 'SubjectAccessReview', status: {allowed}});
const bindings = (...items: object[]) => JSON.stringify({kind: 'RoleBindingList', items});

interface Case {
  /** What the cluster answers; without an answer the question is forbidden. */
  readonly review?: string;
  readonly bindings?: string;
  readonly manifest?: string;
  readonly namespaceExists?: boolean;
  readonly says: RegExp;
}

const CASES: Readonly<Record<string, Case>> = {
  'the cluster says yes': {review: review(true), says: /^ok .*may use the SCC nonroot-v2\.$/},
  'the cluster says no': {review: review(false), says: /^warn OpenShift refuses these pods/},
  'a binding is there': {bindings: bindings(BINDING), says: /^ok /},
  'no binding is there': {
    bindings: bindings({...BINDING, subjects: []}),
    says: /^warn .*nothing in namespace ns gives it to service account sa\.$/,
  },
  'nothing may be read': {says: /^warn .*Only an administrator may ask whether service account sa has it\.$/},
  'the manifest brings the binding': {
    manifest: `${DEPLOYMENT}---\n${JSON.stringify(BINDING)}\n`,
    says: /^ok /,
  },
  'the namespace is new': {namespaceExists: false, says: /^warn .*nothing in namespace ns gives it/},
};

describe('the SCC of OpenShift', POSIX, () => {
  for (const [
    name,
    {review, bindings, manifest = DEPLOYMENT, namespaceExists = true, says},
  ] of Object.entries(CASES)) {
    test(name, async (t) => {
      const {connection, directory} = await pretendKubectl(
        t,
        `answer() { if [ -e "$1" ]; then cat "$1"; else echo 'Error from server (Forbidden): no' >&2; exit 1; fi; }
        case "$*" in
          *security.openshift.io/v1*) echo '{"resources":[{"name":"securitycontextconstraints"}]}';;
          *create*) answer $D/review;;
          *rolebindings*) answer $D/bindings;;
        esac`,
      );
      if (review !== undefined) await writeFile(join(directory, 'review'), review);
      if (bindings !== undefined) await writeFile(join(directory, 'bindings'), bindings);
      const {results} = await checkOpenshift({
        connection,
        objects: readManifest(manifest, 'ns').objects,
        signal: undefined,
        namespaceExists,
        before: new Map(),
        tried: new Map(),
        changes: [],
        conflicts: [],
        failure: undefined,
      });
      const [{state, text, next} = {state: 'fail', text: '', next: undefined}] = results;
      assert.match(`${state} ${text}`, says);
      if (state === 'warn') assert.match(next ?? '', /oc adm policy add-scc-to-user nonroot-v2 -z sa -n ns$/);
    });
  }
});
