import type {Cluster} from '../cluster.ts';
import {applyFields} from '../fields/apply.ts';
import {withServerDefaults} from '../fields/defaults.ts';
import {unknownFields} from '../fields/schema.ts';
import {undecodable} from '../fields/validate.ts';
import {apiVersionOf, resourceOf} from '../kinds.ts';
import {mapAt, timestamp} from '../objects.ts';
import {isKept} from '../scenarios/keep-secrets.ts';
import {badRequest, internal} from './api-error.ts';
import {bodyObject, isDryRun, type Answer, type ApiRequest} from './request.ts';
import {answer, checkNamespace, placed, raise, storeChanged, storeNew} from './store-object.ts';
import type {Target} from './target.ts';

/** Server-side apply: makes the object, or merges what this manager wants into it. */
export function applyObject(cluster: Cluster, target: Target, request: ApiRequest): Answer {
  const {kind, name = '', namespace} = target;
  const manager = request.query.get('fieldManager');
  if (manager === null || manager === '')
    throw badRequest(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
  const body = bodyObject(request);
  if (mapAt(body, 'metadata')['managedFields'] !== undefined)
    throw badRequest('metadata.managedFields must be nil');
  const wanted = placed(cluster, target, body);
  const [unknown] = unknownFields(wanted, kind.kind);
  if (unknown !== undefined)
    throw internal(
      `failed to create typed patch object (${namespace ?? ''}/${name}; ${apiVersionOf(kind)}, Kind=${kind.kind}): .${unknown}: field not declared in schema`,
    );
  checkNamespace(cluster, target, name);
  const found = cluster.store.get(resourceOf(kind), namespace, name);
  // Manifests may bring a Secret after the Deployment that asks for it: it is made as if there had been none.
  const giveWay = found !== undefined && isKept(found);
  const live = giveWay ? undefined : found;
  raise(undecodable(wanted, 'apply', kind));
  const time = timestamp(cluster.clock.now());
  const force = request.query.get('force') === 'true';
  const merged = applyFields({live, wanted, manager, force, time});
  if (giveWay && !isDryRun(request)) cluster.store.remove(kind, namespace, name);
  if (!live) {
    const complete = withServerDefaults(merged);
    // One moment for the creation and for who owns the fields, as on a server.
    const made = {...complete, metadata: {...complete.metadata, creationTimestamp: time}};
    return answer(cluster, 201, storeNew(cluster, kind, made, request));
  }
  return answer(cluster, 200, storeChanged({cluster, target, request, live, wanted: merged, asIs: true}));
}
