import {listAt, textAt, valueAt} from '../objects.ts';
import type {Store} from '../store.ts';
import type {Pod} from './workloads.ts';

/** The first volume of a pod whose Secret or ConfigMap is not there, in the kubelet's words. */
export function missingVolume(store: Store, {metadata, spec}: Pod): string | undefined {
  const {namespace} = metadata;
  for (const volume of listAt(spec, 'volumes')) {
    const secret = textAt(volume, 'secret', 'secretName');
    const map = textAt(volume, 'configMap', 'name');
    const failed = `MountVolume.SetUp failed for volume "${textAt(volume, 'name')}" :`;
    if (valueAt(volume, 'secret', 'optional') === true || valueAt(volume, 'configMap', 'optional') === true)
      continue;
    if (secret !== '' && !store.get('secrets', namespace, secret))
      return `${failed} secret "${secret}" not found`;
    if (map !== '' && !store.get('configmaps', namespace, map))
      return `${failed} configmap "${map}" not found`;
  }
  return undefined;
}
