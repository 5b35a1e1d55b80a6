import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {deploymentNamed, LONG, NAMESPACE} from './world.ts';

export const CONTEXT = 'soak';
const MARK = 'DELEGATE_TUI_SOAK';

/** What the programs of one run find: a kubeconfig, and a home of their own. */
export interface Workplace {
  readonly directory: string;
  readonly manifest: string;
  /** The text that tells its processes from others. */
  readonly mark: string;
  /** Environment of a program; those of one name remember the same runs. */
  readonly envFor: (name: string) => Record<string, string>;
  readonly remove: () => void;
}

export function openWorkplace(server: string): Workplace {
  const directory = mkdtempSync(join(tmpdir(), 'delegate-tui-soak-'));
  const file = (name: string, value: unknown): string => {
    const path = join(directory, name);
    writeFileSync(path, JSON.stringify(value), {mode: 0o600});
    return path;
  };
  const kubeconfig = file('kubeconfig', {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': CONTEXT,
    clusters: [{name: CONTEXT, cluster: {server}}],
    users: [{name: CONTEXT, user: {}}],
    contexts: [{name: CONTEXT, context: {cluster: CONTEXT, user: CONTEXT, namespace: NAMESPACE}}],
  });
  const mark = `${MARK}=${directory}`;
  return {
    directory,
    manifest: file('manifest.json', deploymentNamed(LONG, 'example/custom-delegate:1.0')),
    mark,
    envFor(name) {
      const home = join(directory, name);
      mkdirSync(home, {recursive: true});
      return {
        PATH: process.env['PATH'] ?? '',
        HOME: home,
        XDG_STATE_HOME: join(home, 'state'),
        XDG_CACHE_HOME: join(directory, 'cache'),
        KUBECONFIG: kubeconfig,
        KUBECACHEDIR: join(directory, 'kube'),
        CLOUDSDK_CONFIG: home,
        DELEGATE_TUI_CONFIG_DIR: join(home, 'config'),
        [MARK]: directory,
      };
    },
    remove: () => rmSync(directory, {recursive: true, force: true}),
  };
}
