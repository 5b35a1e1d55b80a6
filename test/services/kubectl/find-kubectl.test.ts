import assert from 'node:assert/strict';
import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, test, type TestContext} from 'node:test';
import type {UserError} from '../../../src/domain/user-error.ts';
import {findKubectl} from '../../../src/services/kubectl/find-kubectl.ts';
import {listContexts, recheckTarget} from '../../../src/services/kubectl/target.ts';
import {needs} from '../../helpers/needs.ts';
import {temporaryDirectory} from '../../helpers/temporary-directory.ts';

const POSIX = {skip: process.platform === 'win32' && 'needs a POSIX shell'};

/** A directory with a script that says it is kubectl. */
async function pretend(
  t: TestContext,
  script: string,
  mode = 0o755,
): Promise<{directory: string; env: {PATH: string}}> {
  const directory = join(temporaryDirectory(t), 'bin');
  await mkdir(directory);
  await writeFile(join(directory, 'kubectl'), script);
  await chmod(join(directory, 'kubectl'), mode);
  return {directory, env: {PATH: directory}};
}

const failure = async (promise: Promise<unknown>): Promise<UserError> => {
  try {
    await promise;
  } catch (error) {
    return error as UserError;
  }
  throw new assert.AssertionError({message: 'it should have failed'});
};

describe('finding kubectl', POSIX, () => {
  test('its absolute path and its version; warnings on stderr are no failure', async (t) => {
    const {directory, env} = await pretend(
      t,
      `#!/bin/sh\necho 'WARNING: old' >&2\necho '{"clientVersion":{"gitVersion":"v1.33.1"}}'\n`,
    );
    assert.deepEqual(await findKubectl({env, cwd: '/', more: {A: 'b'}}), {
      path: join(directory, 'kubectl'),
      version: 'v1.33.1',
      env: {A: 'b'},
    });
  });

  const broken: readonly (readonly [name: string, script: string, mode: number, says: RegExp])[] = [
    ['not executable', '#!/bin/sh\n', 0o644, /is there, but you may not run it/],
    ['made for another machine', '\u007fELF\u0002\u0001\u0001 nonsense', 0o755, /does not work\. ./],
    ['failing', '#!/bin/sh\necho "no such plugin" >&2; exit 1\n', 0o755, /does not work\. no such plugin/],
    ['silent', '#!/bin/sh\nexit 0\n', 0o755, /does not work\. It did not tell its version/],
    ['talking nonsense', '#!/bin/sh\necho "Client Version: v1.9"\n', 0o755, /It did not tell its version/],
  ];
  for (const [name, script, mode, says] of broken) {
    test(`a kubectl that is ${name}`, async (t) => {
      const {env} = await pretend(t, script, mode);
      const error = await failure(findKubectl({env, cwd: '/', byHand: 'kubectl apply -f x'}));
      assert.match(error.message, says);
      assert.deepEqual(error.next, [
        'Install kubectl: https://kubernetes.io/docs/tasks/tools',
        'Or run where kubectl is: kubectl apply -f x',
      ]);
    });
  }

  test('none at all, or only one in the directory we work in', async (t) => {
    const {directory} = await pretend(t, '#!/bin/sh\n');
    assert.match(
      (await failure(findKubectl({env: {PATH: '/nowhere'}, cwd: '/'}))).message,
      /is not installed/,
    );
    assert.match(
      (await failure(findKubectl({env: {PATH: '.'}, cwd: directory}))).message,
      /in the directory you work in; it is not run/,
    );
  });
});

const config = (server: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Config',
  'current-context': 'b',
  clusters: [{name: 'one', cluster: {server}}],
  users: [
    {
      name: 'u',
      user: {
        token: 'very-secret',
        exec: {apiVersion: 'client.authentication.k8s.io/v1', command: 'kubelogin', interactiveMode: 'Never'},
      },
    },
  ],
  contexts: [
    {name: 'a', context: {cluster: 'one', user: 'u'}},
    {name: 'b', context: {cluster: 'one', user: 'u', namespace: 'ns'}},
    {name: 'c', context: {cluster: 'gone', user: 'u'}},
  ],
  ...more,
});

describe('contexts of the kubeconfig', needs('kubectl'), () => {
  const setUp = async (
    t: TestContext,
    files: Readonly<Record<string, string>>,
    members: readonly string[] = Object.keys(files),
  ) => {
    const directory = temporaryDirectory(t);
    for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
    const kubeconfig = members.map((name) => join(directory, name)).join(':');
    return {
      directory,
      kubectl: await findKubectl({more: {KUBECONFIG: kubeconfig, KUBECACHEDIR: join(directory, 'cache')}}),
    };
  };

  test('the current one first, without secrets and without what has no server', async (t) => {
    const {kubectl} = await setUp(t, {config: JSON.stringify(config('https://10.0.0.1:6443'))});
    const {contexts, notices} = await listContexts(kubectl);
    const common = {cluster: 'one', server: 'https://10.0.0.1:6443', user: 'u', plugin: 'kubelogin'};
    assert.deepEqual(contexts, [
      {context: 'b', ...common, namespace: 'ns', current: true},
      {context: 'a', ...common, namespace: 'default', current: false},
    ]);
    assert.deepEqual(notices, []);
  });

  test('a list of files: a missing one is named, the others count', async (t) => {
    const {kubectl, directory} = await setUp(t, {config: JSON.stringify(config('https://10.0.0.1'))}, [
      'missing',
      'config',
    ]);
    const {contexts, notices} = await listContexts(kubectl);
    assert.equal(contexts.length, 2);
    assert.deepEqual(notices, [`KUBECONFIG names ${join(directory, 'missing')}, which does not exist.`]);
  });

  test('a broken file is named with its line', async (t) => {
    const {kubectl, directory} = await setUp(t, {
      good: JSON.stringify(config('https://10.0.0.1')),
      bad: 'apiVersion: v1\nclusters:\n  - a: b\n   c: d\n',
    });
    const error = await failure(listContexts(kubectl));
    assert.match(
      error.message,
      new RegExp(`^The kubeconfig file ${join(directory, 'bad')}, line \\d cannot be read: `),
    );
    assert.deepEqual(error.next, ['Repair the file, or leave it out of KUBECONFIG.']);
  });

  test('a member that cannot be opened is named beside a good one', async (t) => {
    const {kubectl, directory} = await setUp(t, {good: JSON.stringify(config('https://10.0.0.1'))}, [
      'good',
      // Whatever the user may do, a directory cannot be read as a file.
      '.',
    ]);
    const error = await failure(listContexts(kubectl));
    assert.equal(error.message, `The kubeconfig file ${directory} cannot be read: is a directory.`);
  });

  test('without a current context all are listed, and none is taken for it', async (t) => {
    const {kubectl} = await setUp(t, {
      config: JSON.stringify(config('https://10.0.0.1', {'current-context': undefined})),
    });
    const {contexts} = await listContexts(kubectl);
    assert.deepEqual(
      contexts.map(({context, current}) => [context, current]),
      [
        ['a', false],
        ['b', false],
      ],
    );
  });

  test('no configuration at all is said, and nobody looks at localhost', async (t) => {
    const {kubectl, directory} = await setUp(t, {}, ['missing']);
    const error = await failure(listContexts(kubectl));
    assert.equal(error.message, 'There is no cluster in your kubeconfig.');
    assert.equal(error.next[0], `KUBECONFIG names ${join(directory, 'missing')}, which does not exist.`);
  });

  test('a context that means another cluster now is refused', async (t) => {
    const {kubectl, directory} = await setUp(t, {config: JSON.stringify(config('https://10.0.0.1'))});
    const [first] = (await listContexts(kubectl)).contexts;
    assert.ok(first);
    await recheckTarget(kubectl, first);
    await writeFile(join(directory, 'config'), JSON.stringify(config('https://10.9.9.9')));
    assert.equal(
      (await failure(recheckTarget(kubectl, first))).message,
      'The context b now means https://10.9.9.9, not https://10.0.0.1.',
    );
  });
});
