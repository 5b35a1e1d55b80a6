import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {readManifest} from '../../../src/domain/deploy/read-manifest.ts';
import {checkManifest} from '../../../src/services/kubectl/preflight/check-manifest.ts';
import {checkSecrets} from '../../../src/services/kubectl/preflight/check-secrets.ts';
import {pretendKubectl} from './pretend-kubectl.ts';

const POSIX = {skip: process.platform === 'win32' && 'needs a POSIX shell'};

const workload = (pod: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec: {template: {spec: ${pod}}}\n`;
const VARIABLE = (rest = '') =>
  workload(
    `{containers: [{name: c, env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: DELEGATE_TOKEN${rest}}}}]}]}`,
  );
const ENV_FROM = workload('{containers: [{name: c, envFrom: [{secretRef: {name: s}}]}]}');
const VOLUME = workload('{containers: [], volumes: [{name: v, secret: {secretName: s}}]}');
const PULL = workload('{containers: [], imagePullSecrets: [{name: s}]}');
const SECRET = '---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\n';

const ABSENT = `echo 'Error from server (NotFound): secrets "s" not found' >&2; exit 1`;
const FORBIDDEN = `echo 'Error from server (Forbidden): secrets "s" is forbidden' >&2; exit 1`;
const THERE = `echo '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"}}'`;

interface Case {
  readonly manifest: string;
  readonly answer: string;
  readonly namespaceExists?: boolean;
  /** Nothing when left out. */
  readonly says?: RegExp;
}

const CASES: Readonly<Record<string, Case>> = {
  'a variable': {
    manifest: VARIABLE(),
    answer: ABSENT,
    says: /^warn Secret s is not in namespace \S+ yet; no pod starts without it\. Create it: kubectl --context=\S+ -n \S+ create secret generic s --from-file=DELEGATE_TOKEN=FILE$/,
  },
  'all variables': {manifest: ENV_FROM, answer: ABSENT, says: /no pod starts .* --from-file=KEY=FILE$/},
  'all variables, of a token by its name': {
    manifest: ENV_FROM.replace('name: s}', 'name: d-upgrader-token}'),
    answer: ABSENT.replace('"s"', '"d-upgrader-token"'),
    says: /--from-file=UPGRADER_TOKEN=FILE$/,
  },
  'a volume': {manifest: VOLUME, answer: ABSENT, says: /no pod starts/},
  'a pull secret': {
    manifest: PULL,
    answer: ABSENT,
    says: /may not be pulled .*--from-file=\.dockerconfigjson=FILE$/,
  },
  'a namespace that is not there yet': {
    manifest: VARIABLE(),
    answer: 'exit 9',
    namespaceExists: false,
    says: /Create it once the namespace is there: kubectl/,
  },
  'a Secret that is there': {manifest: VARIABLE(), answer: THERE},
  'a Secret of the manifest': {manifest: VARIABLE() + SECRET, answer: ABSENT},
  'a Secret that is optional': {manifest: VARIABLE(', optional: true'), answer: ABSENT},
  'a Secret that may not be read': {manifest: VARIABLE(), answer: FORBIDDEN},
  'no Secret': {manifest: workload('{containers: [{name: c}]}'), answer: ABSENT},
};

describe('Secrets that pods refer to', POSIX, () => {
  for (const [name, {manifest, answer, namespaceExists = true, says}] of Object.entries(CASES)) {
    test(name, async (t) => {
      const {connection} = await pretendKubectl(t, answer);
      const {results} = await checkSecrets({
        connection,
        objects: readManifest(manifest, connection.target.namespace).objects,
        signal: undefined,
        namespaceExists,
        before: new Map(),
        tried: new Map(),
        changes: [],
        conflicts: [],
        failure: undefined,
      });
      const told = results.map(({state, text, next}) => `${state} ${text} ${next}`);
      if (says === undefined) assert.deepEqual(told, []);
      else assert.match(told.join('\n'), says);
    });
  }
});

const MANIFESTS: Readonly<Record<string, readonly [text: string, says: RegExp]>> = {
  'no Deployment': [
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n',
    /^warn The manifest holds no Deployment, .* Go on if that is meant/,
  ],
  'Helm values': ['delegateName: d\ndelegateToken: t\n', /^fail These are Helm values, .*helm upgrade/],
  'the placeholder': [
    `${VARIABLE()}${SECRET}stringData: {DELEGATE_TOKEN: PUT_YOUR_DELEGATE_TOKEN}\n`,
    /^fail Secret s still has a placeholder/,
  ],
  'an empty token': [
    `${VARIABLE()}${SECRET}data: {DELEGATE_TOKEN: ""}\n`,
    /^fail Secret s still has a placeholder/,
  ],
  'a delegate': [VARIABLE(), /^$/],
};

for (const [name, [text, says]] of Object.entries(MANIFESTS))
  test(`a manifest with ${name}`, () => {
    const results = checkManifest(readManifest(text, 'ns'), 'ns');
    assert.match(results.map(({state, text: words, next}) => `${state} ${words} ${next}`).join('\n'), says);
  });
