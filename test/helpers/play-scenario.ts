import {parseAllDocuments} from 'yaml';
import {createObject, patchObject} from '../../src/practice/api/write.ts';
import type {Clock} from '../../src/practice/clock.ts';
import type {Cluster} from '../../src/practice/cluster.ts';
import {apiVersionOf} from '../../src/practice/kinds.ts';
import {playCluster} from '../../src/practice/play-cluster.ts';
import {textAt, type JsonMap} from '../../src/practice/objects.ts';
import {seededRandom} from '../../src/practice/random.ts';
import type {Scenario} from '../../src/practice/scenarios.ts';
import {MANIFEST_TOKEN} from './fault-secrets.ts';
import {planOfPreset} from './golden-plans.ts';
import {manualClock, type ManualClock} from './manual-clock.ts';

/** The manifest of the preset "kubernetes", with a token in it. */
export function practiceManifest(): string {
  const file = planOfPreset('kubernetes').files.find(({path}) => path.endsWith('harness-delegate.yaml'));
  return (file?.content ?? '').replaceAll('PUT_YOUR_DELEGATE_TOKEN', MANIFEST_TOKEN);
}

/** One request to the API without HTTP: server-side apply, or POST. */
function send(
  cluster: Cluster,
  object: JsonMap,
  {method = 'PATCH', query = {}}: {method?: 'PATCH' | 'POST'; query?: Record<string, string>} = {},
): JsonMap {
  const kind = cluster.kinds.find(
    (one) => one.kind === object['kind'] && apiVersionOf(one) === object['apiVersion'],
  );
  if (!kind) throw new Error(`not served: ${textAt(object, 'kind')}`);
  const namespace = textAt(object, 'metadata', 'namespace');
  const name = textAt(object, 'metadata', 'name');
  const target = {kind, ...(kind.namespaced ? {namespace} : {}), ...(method === 'PATCH' ? {name} : {})};
  const answer = (method === 'PATCH' ? patchObject : createObject)(cluster, target, {
    method,
    path: '',
    query: new URLSearchParams({fieldManager: 'delegate-tui', fieldValidation: 'Strict', ...query}),
    headers: {'content-type': method === 'PATCH' ? 'application/apply-patch+yaml' : 'application/json'},
    body: Buffer.from(JSON.stringify(object)),
  });
  return answer.body as JsonMap;
}

/** A cluster that plays a scenario, always with the same names. */
export const clusterOf = (scenario: Scenario, clock: Clock): Cluster =>
  playCluster({
    scenario,
    clock,
    random: seededRandom(7),
    delegate: {name: 'custom-del', namespace: 'harness-delegate-ng'},
  });

/** Applies the manifest, whoever owns the fields. */
export function applyManifest(cluster: Cluster): void {
  for (const document of parseAllDocuments(practiceManifest()))
    send(cluster, document.toJS() as JsonMap, {query: {force: 'true'}});
}

/** A cluster that plays a scenario on a clock that is turned by hand, with the manifest applied. */
export async function playScenario(scenario: Scenario): Promise<{cluster: Cluster; clock: ManualClock}> {
  const clock = manualClock();
  const cluster = clusterOf(scenario, clock);
  await clock.advance(5);
  applyManifest(cluster);
  return {cluster, clock};
}
