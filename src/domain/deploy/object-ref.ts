import {findKind} from './kinds.ts';
import {textAt} from './json.ts';

/** Names one object of a cluster. */
export interface ObjectRef {
  /** API group; empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  /** Absent for objects that belong to no namespace. */
  readonly namespace?: string;
}

/** `apps/v1` or `v1`. */
export const apiVersionOf = ({group, version}: Pick<ObjectRef, 'group' | 'version'>): string =>
  group === '' ? version : `${group}/${version}`;

/** For people: `Deployment custom-del`. */
export const objectTitle = ({kind, name}: ObjectRef): string => `${kind} ${name}`;

/** As kubectl prints it: `deployment.apps/custom-del`. */
export const kubectlName = ({group, kind, name}: ObjectRef): string =>
  `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${name}`;

/** One text per object, for maps. The version does not count: one object is served in several. */
export const objectKey = ({group, kind, name, namespace = ''}: ObjectRef): string =>
  `${group}/${kind}/${namespace}/${name}`;

/**
 * The name of an object as it stands in a manifest or comes from the cluster; `undefined` when a part is
 * missing. An object of a namespaced kind that names no namespace gets the given one.
 */
export function objectRef(value: unknown, namespace?: string): ObjectRef | undefined {
  const apiVersion = textAt(value, 'apiVersion');
  const kind = textAt(value, 'kind');
  const name = textAt(value, 'metadata', 'name');
  if (!apiVersion || !kind || !name) return undefined;
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  const own = textAt(value, 'metadata', 'namespace') || undefined;
  const namespaced = findKind(group, kind)?.namespaced ?? own !== undefined;
  const effective = namespaced ? (own ?? namespace) : undefined;
  return {group, version, kind, name, ...(effective === undefined ? {} : {namespace: effective})};
}
