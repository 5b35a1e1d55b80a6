import {kindNamed} from '../../cluster.ts';
import type {Deployment} from '../../controllers/workloads.ts';
import {listAt, textAt} from '../../objects.ts';
import type {Actor} from './actor.ts';

const UPGRADER_IMAGE = 'harness/delegate:26.10.91001';

/** Puts Harness's own image in the place of the one that was deployed, as the delegate's upgrader does. */
export const upgrades: Actor = (cluster) => {
  const kind = kindNamed(cluster, 'Deployment');
  const {store, clock} = cluster;
  const known = new Map(
    (store.list('deployments.apps') as Deployment[]).map((one) => [one.metadata.uid, imageOf(one)]),
  );
  let done = false;
  store.subscribe(({resource, type, object}) => {
    const deployment = object as Deployment;
    if (done || resource !== 'deployments.apps' || type === 'DELETED') return;
    if (known.get(deployment.metadata.uid) === imageOf(deployment)) return;
    done = true;
    clock.after(8, () => {
      const now = store.get('deployments.apps', deployment.metadata.namespace, deployment.metadata.name) as
        | Deployment
        | undefined;
      if (!now) return;
      const {template} = now.spec;
      const [first, ...others] = listAt(template, 'spec', 'containers') as Record<string, unknown>[];
      const containers = [{...first, image: UPGRADER_IMAGE}, ...others];
      store.update(
        kind,
        {...now, spec: {...now.spec, template: {...template, spec: {...template.spec, containers}}}},
        {manager: 'upgrader'},
      );
    });
  });
};
const imageOf = ({spec}: Deployment): string => textAt(spec, 'template', 'spec', 'containers', 0, 'image');
