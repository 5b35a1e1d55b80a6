import {kindNamed, type Cluster} from '../../cluster.ts';
import {mapAt, type KubeObject} from '../../objects.ts';
import {onAdded, type Actor} from './actor.ts';

/** Does something to the first token Secret that is made, and leaves later ones alone: they are the way out. */
const onFirstTokenSecret = (cluster: Cluster, act: (secret: KubeObject) => void): void => {
  let done = false;
  onAdded(cluster, 'secrets', (secret) => {
    if (done || !/(^|-)account-token$/.test(secret.metadata.name)) return;
    done = true;
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
