import {chmod, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {TestContext} from 'node:test';
import {findKubectl} from '../../../src/services/kubectl/find-kubectl.ts';
import type {Connection} from '../../../src/services/kubectl/kubectl-types.ts';
import {kubectlEnv} from '../../helpers/kubectl-env.ts';
import {temporaryDirectory} from '../../helpers/temporary-directory.ts';

export interface ConnectRequest {
  readonly server: string;
  /** A shell script that plays the login plugin. */
  readonly plugin?: string;
  readonly namespace?: string;
}

/** The real kubectl of this machine with a kubeconfig of its own. */
export async function connect(
  t: TestContext,
  {server, plugin, namespace = 'delegates'}: ConnectRequest,
): Promise<Connection> {
  const directory = temporaryDirectory(t);
  const user: {exec?: object; token?: string} =
    plugin === undefined
      ? {token: 'a-test-token'}
      : {
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1',
            interactiveMode: 'IfAvailable',
            command: join(directory, 'plugin'),
          },
        };
  if (plugin !== undefined) {
    await writeFile(join(directory, 'plugin'), `#!/bin/sh\n${plugin}\n`);
    await chmod(join(directory, 'plugin'), 0o755);
  }
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [{name: 'test-cluster', cluster: {server}}],
    users: [{name: 'tester', user}],
    contexts: [{name: 'test', context: {cluster: 'test-cluster', user: 'tester', namespace}}],
  };
  const kubeconfig = join(directory, 'config');
  await writeFile(kubeconfig, JSON.stringify(config));
  const kubectl = await findKubectl({
    more: {KUBECONFIG: kubeconfig, KUBECACHEDIR: join(directory, 'cache'), ...kubectlEnv(directory)},
  });
  return {
    kubectl,
    target: {
      context: 'test',
      cluster: 'test-cluster',
      server,
      namespace,
      user: 'tester',
      ...(plugin === undefined ? {} : {plugin: 'plugin'}),
    },
  };
}
