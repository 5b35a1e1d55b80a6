import {readManifest} from '../../src/domain/deploy/read-manifest.ts';
import {manifestList} from '../../src/domain/deploy/manifest-list.ts';
import {exampleManifest} from '../../src/inputs/example-manifest.ts';

const NEEDED: readonly string[] = ['Namespace', 'ServiceAccount', 'Secret', 'Deployment'];

/** The delegate without its upgrader and without permissions: few requests to the server. */
export function smallManifest(): string {
  const {objects} = readManifest(exampleManifest({name: 'custom-del', namespace: 'harness-delegate-ng'}), '');
  const kept = objects.filter(({ref}) => NEEDED.includes(ref.kind) && !ref.name.includes('upgrader'));
  return manifestList(kept.map(({value}) => value));
}
