import {kindNamed, type Cluster} from '../cluster.ts';
import {listAt, textAt, valueAt, type KubeObject} from '../objects.ts';

/** What is wrong with the token Secret that was made beforehand; nothing when left out. */
export type TokenSecret = 'missing' | 'other-key';

const WRITER = {manager: 'secret-store'};
const LABEL = 'app.kubernetes.io/managed-by';
const KEEPER = 'practice';
/** Source: Harness's delegate manifest. */
const TOKEN_KEY = 'DELEGATE_TOKEN';
/** Nothing to hide: it opens nothing. */
const VALUE = Buffer.from('practice').toString('base64');
const WORKLOADS: readonly string[] = ['Deployment', 'CronJob'];

/** True for a Secret of the pretend cluster's own, which gives way to one of the same name that is applied. */
export const isKept = ({kind, metadata}: KubeObject): boolean =>
  kind === 'Secret' && metadata.labels?.[LABEL] === KEEPER;

/** True for a Secret with a delegate's token in it. */
export const holdsToken = (secret: KubeObject): boolean => valueAt(secret, 'data', TOKEN_KEY) !== undefined;

/** Names of the Secrets that a workload's pods cannot do without, with the keys that are asked of each. */
export function wantedSecrets(workload: KubeObject): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>();
  const want = (source: unknown, name: string): void => {
    if (name === '' || valueAt(source, 'optional') === true) return;
    const keys = wanted.get(name) ?? new Set<string>();
    const key = textAt(source, 'key');
    wanted.set(name, key === '' ? keys : keys.add(key));
  };
  for (const path of [['template'], ['jobTemplate', 'spec', 'template']]) {
    const pod = valueAt(workload, 'spec', ...path, 'spec');
    for (const container of [...listAt(pod, 'initContainers'), ...listAt(pod, 'containers')]) {
      for (const variable of listAt(container, 'env')) {
        const source = valueAt(variable, 'valueFrom', 'secretKeyRef');
        want(source, textAt(source, 'name'));
      }
      for (const one of listAt(container, 'envFrom')) {
        const source = valueAt(one, 'secretRef');
        want(source, textAt(source, 'name'));
      }
    }
    for (const volume of listAt(pod, 'volumes')) {
      const source = valueAt(volume, 'secret');
      want(source, textAt(source, 'secretName'));
    }
  }
  return wanted;
}

/**
 * Gives the cluster the Secrets that manifests leave to others to make. Their namespace mostly comes with the
 * manifest, so they appear with the workload that asks for them, before its pods do. Each is made once: one that is
 * deleted stays away.
 */
export function keepSecrets(cluster: Cluster, tokenSecret?: TokenSecret): void {
  const {store} = cluster;
  const kind = kindNamed(cluster, 'Secret');
  const made = new Set<string>();
  store.subscribe(({type, object}) => {
    if (type === 'DELETED' || !WORKLOADS.includes(object.kind)) return;
    const {namespace = ''} = object.metadata;
    const home = store.get('namespaces', undefined, namespace)?.metadata.uid ?? '';
    for (const [name, keys] of wantedSecrets(object)) {
      const isToken = keys.has(TOKEN_KEY);
      const place = `${home}/${name}`;
      if (made.has(place) || store.get('secrets', namespace, name)) continue;
      made.add(place);
      if (isToken && tokenSecret === 'missing') continue;
      const named = (key: string): string =>
        key === TOKEN_KEY && tokenSecret === 'other-key' ? key.toLowerCase() : key;
      const metadata = {name, namespace, labels: {[LABEL]: KEEPER}};
      const data = Object.fromEntries([...keys].map((key) => [named(key), VALUE]));
      store.create(kind, {apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', data}, WRITER);
    }
  });
}
