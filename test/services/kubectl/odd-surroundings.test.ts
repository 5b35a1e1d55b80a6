import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, test, type TestContext} from 'node:test';
import type {ObjectState} from '../../../src/domain/deploy/object-outcome.ts';
import {objectKey} from '../../../src/domain/deploy/object-ref.ts';
import {readManifest} from '../../../src/domain/deploy/read-manifest.ts';
import {apply} from '../../../src/services/kubectl/apply.ts';
import type {Connection} from '../../../src/services/kubectl/kubectl-types.ts';
import {preflight, type CheckResult, type PreflightReport} from '../../../src/services/kubectl/preflight.ts';
import {readObjects, readOne} from '../../../src/services/kubectl/read-objects.ts';
import {pretendKubectl} from './pretend-kubectl.ts';

const POSIX = {skip: process.platform === 'win32' && 'needs a POSIX shell'};
const HOSTILE = '\u001b]52;c;cm0=\u0007\u009b31m\u202ex';
/** No terminal sequence, no control character, nothing that turns text around. */
const UNSAFE = /\p{Cc}|\p{Cf}/u;

async function checks(
  connection: Connection,
  manifest: string,
): Promise<{results: CheckResult[]; report: PreflightReport}> {
  const running = preflight({connection, manifests: [manifest]});
  const results: CheckResult[] = [];
  for (;;) {
    const step = await running.next();
    if (step.done === true) return {results, report: step.value};
    results.push(step.value);
  }
}

const withTarget = (connection: Connection, target: Partial<Connection['target']>): Connection => ({
  ...connection,
  target: {...connection.target, ...target},
});

const ANSWERS = `case "$*" in
  *version*) echo '{"serverVersion":{"gitVersion":"v1.33.0"}}';;
  *security.openshift.io/v1*) echo '{"resources":[{"name":"securitycontextconstraints"}]}';;
  *get*ignore-not-found*) echo '{"kind":"List","apiVersion":"v1","items":[]}';;
  *--dry-run*) echo 'Error from server (Forbidden): no' >&2; exit 1;;
  *create*) echo 'Error from server (Forbidden): no' >&2; exit 1;;
`;

describe('hostile names in a manifest and a kubeconfig', POSIX, () => {
  const manifest = (names: {readonly name?: string; readonly namespace?: string}): string =>
    ['ConfigMap', 'Deployment']
      .map((kind) =>
        JSON.stringify({
          apiVersion: kind === 'ConfigMap' ? 'v1' : 'apps/v1',
          kind,
          metadata: {name: 'n', ...names},
          spec: {template: {spec: {serviceAccountName: HOSTILE, securityContext: {runAsUser: 1001}}}},
        }),
      )
      .join('\n---\n');
  const namespaceOf = (name: string) => JSON.stringify({kind: 'Namespace', metadata: {name}});
  const rows = {
    'the namespace is there': namespaceOf(`ns${HOSTILE}`),
    'the namespace is on its way out': JSON.stringify({
      kind: 'Namespace',
      metadata: {name: `ns${HOSTILE}`},
      status: {phase: 'Terminating', conditions: [{status: 'True', message: HOSTILE}]},
    }),
    'the namespace is not there': undefined,
  };
  for (const [name, namespace] of Object.entries(rows)) {
    test(`every line is safe to print: ${name}`, async (t) => {
      const {connection, directory} = await pretendKubectl(
        t,
        `${ANSWERS}
          *namespaces/*) if [ -e $D/namespace ]; then cat $D/namespace; else echo 'Error from server (NotFound): namespaces "ns${HOSTILE}" not found' >&2; exit 1; fi;;
        esac`,
      );
      if (namespace !== undefined) await writeFile(join(directory, 'namespace'), namespace);
      const target = {context: `c${HOSTILE}`, namespace: `ns${HOSTILE}`};
      for (const names of [{}, {namespace: 'other'}]) {
        const {results} = await checks(withTarget(connection, target), manifest(names));
        const texts = results.flatMap(({text, next = '', details = []}) => [text, next, ...details]);
        assert.ok(results.length >= 2 && results.some(({state}) => state === 'fail'));
        assert.deepEqual(
          texts.filter((text) => UNSAFE.test(text)),
          [],
        );
      }
    });
  }

  for (const names of [{name: `n${HOSTILE}`}, {namespace: `ns${HOSTILE}`}, {name: '--server=x'}]) {
    test(`${JSON.stringify(names)} in a manifest is refused before kubectl is called`, async (t) => {
      const {connection, directory} = await pretendKubectl(t, `${ANSWERS} esac`);
      const {results, report} = await checks(connection, manifest(names));
      assert.deepEqual(new Set(results.map(({id, state}) => `${id} ${state}`)), new Set(['manifest fail']));
      assert.equal(report.ok, false);
      assert.ok(results.every(({text}) => !UNSAFE.test(text)));
      await assert.rejects(callsIn(directory), {code: 'ENOENT'});
    });
  }

  test('names come after the end of the options', async (t) => {
    const {connection, directory} = await pretendKubectl(
      t,
      `case "$*" in *--raw*) echo 'Error from server (NotFound): the server could not find the requested resource' >&2;; esac; exit 1`,
    );
    const ref = {group: 'example.com', version: 'v1', kind: '--server=x', name: '--all'};
    await readObjects({connection, refs: [ref]});
    await readOne({connection, ref: {...ref, group: 'apps', kind: 'Deployment'}});
    const built = (await callsIn(directory)).filter((words) => !words.includes('--raw'));
    assert.deepEqual(
      built.map((words) => words.split(' -- ')[1]),
      ['--server=x.v1.example.com/--all', 'deployments.v1.apps --all'],
    );
  });

  test('advice to create a namespace names the cluster, quoted for a shell', async (t) => {
    const {connection} = await pretendKubectl(
      t,
      `${ANSWERS} *) echo 'Error from server (NotFound): namespaces "ns" not found' >&2; exit 1;; esac`,
    );
    const {results} = await checks(
      withTarget(connection, {context: 'my prod; rm -rf'}),
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n',
    );
    assert.equal(
      results.find(({id, state}) => id === 'namespace' && state === 'fail')?.next,
      "Create it: kubectl --context='my prod; rm -rf' create namespace ns",
    );
  });
});

describe('what "not found" means', POSIX, () => {
  const ref = {group: 'apps', version: 'v1', kind: 'Deployment', name: 'd', namespace: 'ns'};
  const GONE = `echo 'Error from server (NotFound): deployments.apps "d" not found' >&2; exit 1`;
  const NO_PATH = `echo 'Error from server (NotFound): the server could not find the requested resource' >&2; exit 1`;
  const THERE = `echo '{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"}}'`;
  const rows: readonly (readonly [what: string, raw: string, built: string, is: string, calls: number])[] = [
    ['the object is not there', GONE, THERE, 'absent', 1],
    ['the address is not known, kubectl finds it', NO_PATH, THERE, 'there', 2],
    ['the address is not known, kubectl says that it is not there', NO_PATH, GONE, 'absent', 2],
    ['no address leads anywhere', NO_PATH, NO_PATH, 'unknown', 2],
    [
      'the cluster does not serve that kind',
      NO_PATH,
      `echo "error: the server doesn't have a resource type \\"deployments\\"" >&2; exit 1`,
      'absent',
      2,
    ],
  ];
  for (const [what, raw, built, is, calls] of rows) {
    test(`${what}: ${is}`, async (t) => {
      const {connection, directory} = await pretendKubectl(
        t,
        `case "$*" in *--raw*) ${raw};; *) echo built >> $D/built; ${built};; esac`,
      );
      const {state, failure} = await readOne({connection, ref});
      assert.equal(typeof state === 'object' ? 'there' : (state ?? 'absent'), is);
      assert.equal(failure === undefined, is !== 'unknown');
      assert.equal((await callsIn(directory)).length, calls);
    });
  }

  test('where nobody answers, one object is asked for and not every one', async (t) => {
    const {connection, directory} = await pretendKubectl(
      t,
      'echo "Unable to connect to the server: dial tcp 10.0.0.1:443: i/o timeout" >&2; exit 1',
    );
    const refs = ['a', 'b', 'c', 'd'].map((name) => ({...ref, name}));
    const {states, failure} = await readObjects({connection, refs});
    assert.deepEqual([...new Set(states.values())], ['unknown']);
    assert.deepEqual([states.size, failure?.kind], [4, 'timeout']);
    assert.equal((await callsIn(directory)).length, 2);
  });
});

async function callsIn(directory: string): Promise<string[]> {
  return (await readFile(join(directory, 'calls'), 'utf8')).trim().split('\n');
}

/** From here to the end of the test, temporary files go nowhere. */
function withoutTemporary(t: TestContext, directory: string): void {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = join(directory, 'missing');
  t.after(() => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  });
}

describe('nowhere to put temporary files', POSIX, () => {
  const MANIFEST = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n';
  const SAYS = /^Temporary files cannot be written in .*missing: it does not exist\.$/;

  test('the checks refuse, with what to do', async (t) => {
    const {connection, directory} = await pretendKubectl(
      t,
      `${ANSWERS} *namespaces/*) echo '{"kind":"Namespace","metadata":{"name":"ns"}}';; esac`,
    );
    withoutTemporary(t, directory);
    const {results, report} = await checks(connection, MANIFEST);
    assert.deepEqual([report.ok, report.failure?.kind], [false, 'disk']);
    const refused = results.find(({state}) => state === 'fail');
    assert.equal(refused?.id, 'trial');
    assert.match(refused.text, SAYS);
    assert.match(refused.next ?? '', /TMPDIR/);
  });

  test('an apply changes nothing, and tells so', async (t) => {
    const {connection, directory} = await pretendKubectl(
      t,
      `echo '{"kind":"List","apiVersion":"v1","items":[]}'`,
    );
    const {objects} = readManifest(MANIFEST, 'ns');
    const before = new Map<string, ObjectState>(objects.map(({ref}) => [objectKey(ref), undefined]));
    withoutTemporary(t, directory);
    const step = await apply({connection, objects, before}).next();
    assert.ok(step.done === true);
    assert.deepEqual([step.value.state, step.value.failure?.kind], ['failed', 'disk']);
    assert.match(step.value.failure?.message ?? '', SAYS);
    assert.ok(!(await callsIn(directory)).some((words) => words.includes(' apply ')));
  });
});
