import {kindNamed} from '../../cluster.ts';
import {mapAt, type KubeObject} from '../../objects.ts';
import {onAdded, type Actor} from './actor.ts';

const isTokenSecret = ({metadata}: KubeObject): boolean => /(^|-)account-token$/.test(metadata.name);

/** Deletes the delegate's token Secret as soon as it is there. */
export const deletesSecret: Actor = (cluster) => {
  const kind = kindNamed(cluster, 'Secret');
  onAdded(cluster, 'secrets', (secret) => {
    if (isTokenSecret(secret))
      cluster.clock.after(0.05, () =>
        cluster.store.remove(kind, secret.metadata.namespace, secret.metadata.name),
      );
  });
};

/** Keeps the delegate's token under another key. */
export const renamesKey: Actor = (cluster) => {
  const kind = kindNamed(cluster, 'Secret');
  onAdded(cluster, 'secrets', (secret) => {
    if (!isTokenSecret(secret)) return;
    cluster.clock.after(0.05, () => {
      const data = Object.fromEntries(
        Object.entries(mapAt(secret, 'data')).map(([name, value]) => [name.toLowerCase(), value]),
      );
      cluster.store.update(kind, {...secret, data}, {manager: 'secret-sync'});
    });
  });
};
