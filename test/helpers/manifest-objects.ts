import {Deployment} from 'kubernetes-models/apps/v1';
import {HorizontalPodAutoscaler} from 'kubernetes-models/autoscaling/v2';
import {CronJob} from 'kubernetes-models/batch/v1';
import {ClusterRoleBinding, Role, RoleBinding} from 'kubernetes-models/rbac.authorization.k8s.io/v1';
import {ConfigMap, Namespace, Secret, Service, ServiceAccount} from 'kubernetes-models/v1';
import {parseAllDocuments} from 'yaml';

/** A Kubernetes object as a YAML reader returns it; tests look into it freely. */
export type Read = any;

const MODELS = [
  Namespace,
  ServiceAccount,
  ClusterRoleBinding,
  Role,
  RoleBinding,
  Secret,
  HorizontalPodAutoscaler,
  Deployment,
  Service,
  ConfigMap,
  CronJob,
];

/** The objects of a manifest as a YAML reader of that version sees them. Throws on errors and warnings of the reader. */
export function readObjects(text: string, version: '1.1' | '1.2' = '1.1'): Read[] {
  return (parseAllDocuments(text, {version}) as {errors: Error[]; warnings: Error[]; toJS(): Read}[]).map(
    (document) => {
      for (const problem of [...document.errors, ...document.warnings]) throw problem;
      return document.toJS();
    },
  );
}

/** The one object of that kind, whose name ends in `suffix`. */
export function only(objects: readonly Read[], kind: string, suffix = ''): Read {
  const found = objects.filter((object) => object.kind === kind && object.metadata.name.endsWith(suffix));
  if (found.length !== 1) throw new Error(`${found.length} objects of kind ${kind} ending in "${suffix}"`);
  return found[0];
}

/** Throws when the object breaks the schema of its API version, or holds a field that the schema does not know. */
export function validateObject(object: Read): void {
  const Model = MODELS.find((model) => model.apiVersion === object.apiVersion && model.kind === object.kind);
  if (!Model) throw new Error(`no schema for ${object.apiVersion} ${object.kind}`);
  const unread = new Set<string>();
  // On the object itself: a model would be a copy, and making it reads every field.
  Model.prototype.validate.call(watched({value: object, path: object.kind, unread}));
  if (unread.size > 0) throw new Error(`unknown fields: ${[...unread].join(', ')}`);
}

/** The validator reads every field that it knows, so what it never reads is unknown. */
function watched({value, path, unread}: {value: unknown; path: string; unread: Set<string>}): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const target: object = Array.isArray(value) ? [] : {};
  for (const [key, item] of Object.entries(value)) {
    const name = `${path}.${key}`;
    const child = watched({value: item, path: name, unread});
    unread.add(name);
    Object.defineProperty(target, key, {
      enumerable: true,
      configurable: true,
      get: () => (unread.delete(name), child),
    });
  }
  return target;
}

/** Pod spec of the Deployment. */
export const podOf = (objects: readonly Read[]): Read => only(objects, 'Deployment').spec.template.spec;
/** The delegate container. */
export const containerOf = (objects: readonly Read[]): Read => podOf(objects).containers[0];
/** Environment variable of a container; the last one of that name, which is the one that counts. */
export const variable = (container: Read, name: string): Read =>
  container.env.findLast((entry: Read) => entry.name === name);
export const kindsAndNames = (objects: readonly Read[]): string[] =>
  objects.map(({kind, metadata}) => `${kind} ${metadata.name}`);
