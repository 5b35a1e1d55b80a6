import {kindNamed} from '../../cluster.ts';
import {isOurNamespace, WEBHOOK_OBJECT} from '../furniture.ts';
import {onAdded, type Actor} from './actor.ts';

/** Gives every new namespace a quota that is too small for a delegate. */
export const addsQuota: Actor = (cluster) => {
  const kind = kindNamed(cluster, 'ResourceQuota');
  onAdded(cluster, 'namespaces', ({metadata}) => {
    if (!isOurNamespace(metadata.name)) return;
    const spec = {hard: {'requests.memory': '512Mi', pods: '20'}};
    cluster.store.create(
      kind,
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: {name: 'team-quota', namespace: metadata.name},
        spec,
      },
      {manager: 'platform-team'},
    );
  });
};

/** Marks every new namespace, as an admission plugin of the cluster would. */
export const marksNamespaces =
  (mark: {labels?: Record<string, string>; annotations?: Record<string, string>}): Actor =>
  (cluster) => {
    const kind = kindNamed(cluster, 'Namespace');
    onAdded(cluster, 'namespaces', (namespace) => {
      if (!isOurNamespace(namespace.metadata.name)) return;
      const {labels, annotations} = namespace.metadata;
      const metadata = {
        ...namespace.metadata,
        labels: {...labels, ...mark.labels},
        annotations: {...annotations, ...mark.annotations},
      };
      cluster.store.update(kind, {...namespace, metadata}, {manager: 'platform-team'});
    });
  };

/** Puts an admission webhook for pods into the cluster. */
export const installsWebhook: Actor = (cluster) => {
  cluster.store.create(kindNamed(cluster, 'ValidatingWebhookConfiguration'), WEBHOOK_OBJECT, {
    manager: 'platform-team',
  });
};
