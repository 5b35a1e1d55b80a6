import {kindNamed, type Cluster} from '../../cluster.ts';
import {mapAt, type KubeObject} from '../../objects.ts';
import {holdsToken, wantedSecrets} from '../keep-secrets.ts';
import {onAdded, type Actor} from './actor.ts';

const managersOf = ({metadata}: KubeObject): string[] =>
  (metadata.managedFields ?? []).map(({manager}) => manager);

/** True when a Deployment waits for the Secret already and somebody else than who applied that now makes it. */
function isWayOut({store}: Cluster, secret: KubeObject): boolean {
  const {name, namespace} = secret.metadata;
  const waiting = store.list('deployments.apps', namespace).filter((one) => wantedSecrets(one).has(name));
  const managers = new Set(waiting.flatMap(managersOf));
  return waiting.length > 0 && !managersOf(secret).some((manager) => managers.has(manager));
}

/** Does something to the first token Secret that is made, and leaves later ones alone: they are the way out. */
const onFirstTokenSecret = (cluster: Cluster, act: (secret: KubeObject) => void): void => {
  let done = false;
  onAdded(cluster, 'secrets', (secret) => {
    if (done || !holdsToken(secret)) return;
    done = true;
    if (isWayOut(cluster, secret)) return;
    cluster.clock.after(0.05, () => act(secret));
  });
};

/** Deletes the delegate's token Secret as soon as it is there. */
export const deletesSecret: Actor = (cluster) =>
  onFirstTokenSecret(cluster, ({metadata}) =>
    cluster.store.remove(kindNamed(cluster, 'Secret'), metadata.namespace, metadata.name),
  );

/** Keeps the delegate's token under another key. */
export const renamesKey: Actor = (cluster) =>
  onFirstTokenSecret(cluster, (secret) => {
    const entries = Object.entries(mapAt(secret, 'data'));
    const data = Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
    cluster.store.update(kindNamed(cluster, 'Secret'), {...secret, data}, {manager: 'secret-sync'});
  });
