import {findKind} from './kinds.ts';
import {listAt, objectAt, textAt} from './json.ts';
import {objectKey, objectTitle, type ObjectRef} from './object-ref.ts';
import type {ManifestObject} from './read-manifest.ts';

/** One question to the cluster: may I? */
export interface Permission {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly name?: string;
  readonly namespace?: string;
  /** Completes "may not …": `create Deployment custom-del`. */
  readonly what: string;
  /**
   * `apply`: nothing works without it. `role`: needed unless you hold every right of the role yourself.
   * `watch`: the rollout cannot be followed without it. `reasons`: fewer reasons can be shown without it.
   */
  readonly need: 'apply' | 'role' | 'watch' | 'reasons';
}

const RBAC = 'rbac.authorization.k8s.io';

/**
 * Every permission that an apply of the objects needs. Server-side apply patches, and needs create as well for
 * what does not exist. `existing`: `objectKey`s of objects that do. Kinds that we do not know are left out.
 */
export function applyPermissions(
  objects: readonly ManifestObject[],
  existing: ReadonlySet<string>,
): Permission[] {
  return objects.flatMap(({ref, value}) => {
    const row = findKind(ref.group, ref.kind);
    if (row === undefined) return [];
    const common = {
      group: ref.group,
      resource: row.resource,
      ...(ref.namespace ? {namespace: ref.namespace} : {}),
    };
    const verbs = existing.has(objectKey(ref)) ? ['patch'] : ['create', 'patch'];
    return [
      ...verbs.map((verb): Permission => ({
        ...common,
        verb,
        ...(verb === 'create' ? {} : {name: ref.name}),
        what: `${verb} ${objectTitle(ref)}`,
        need: 'apply',
      })),
      ...rolePermissions(ref, value),
    ];
  });
}

/** Who gives rights away must hold them, or hold `escalate` or `bind`. Source: Kubernetes docs, RBAC. */
function rolePermissions(ref: ObjectRef, value: unknown): Permission[] {
  if (ref.group !== RBAC) return [];
  const namespace = ref.namespace ? {namespace: ref.namespace} : {};
  if (ref.kind === 'Role' || ref.kind === 'ClusterRole') {
    if (listAt(value, 'rules').length === 0) return [];
    const resource = ref.kind === 'Role' ? 'roles' : 'clusterroles';
    return [
      {
        verb: 'escalate',
        group: RBAC,
        resource,
        name: ref.name,
        ...namespace,
        what: `put rights into ${objectTitle(ref)}`,
        need: 'role',
      },
    ];
  }
  const role = objectAt(value, 'roleRef');
  const roleName = textAt(role, 'name');
  if (roleName === undefined) return [];
  const resource = textAt(role, 'kind') === 'Role' ? 'roles' : 'clusterroles';
  return [
    {
      verb: 'bind',
      group: RBAC,
      resource,
      name: roleName,
      ...namespace,
      what: `bind ${textAt(role, 'kind') ?? 'role'} ${roleName}`,
      need: 'role',
    },
  ];
}

/** What is watched, and what a lack of it costs. */
const WATCHED: readonly (readonly [
  group: string,
  resource: string,
  need: Permission['need'],
  verbs: readonly string[],
])[] = [
  ['apps', 'deployments', 'watch', ['get', 'list', 'watch']],
  ['apps', 'replicasets', 'reasons', ['list', 'watch']],
  ['', 'pods', 'reasons', ['get', 'list', 'watch']],
  ['', 'events', 'reasons', ['list', 'watch']],
];

/** Every permission that following a rollout in a namespace needs. */
export const watchPermissions = (namespace: string): Permission[] => [
  ...WATCHED.flatMap(([group, resource, need, verbs]) =>
    verbs.map((verb): Permission => ({verb, group, resource, namespace, need, what: `${verb} ${resource}`})),
  ),
  {
    verb: 'get',
    group: '',
    resource: 'pods',
    subresource: 'log',
    namespace,
    need: 'reasons',
    what: 'read logs of pods',
  },
];

/** The object to create to ask one question; the answer has `status.allowed`. */
export const accessReview = ({verb, group, resource, subresource, name, namespace}: Permission): object => ({
  apiVersion: 'authorization.k8s.io/v1',
  kind: 'SelfSubjectAccessReview',
  spec: {
    resourceAttributes: {
      verb,
      group,
      resource,
      ...(subresource === undefined ? {} : {subresource}),
      ...(name === undefined ? {} : {name}),
      ...(namespace === undefined ? {} : {namespace}),
    },
  },
});
