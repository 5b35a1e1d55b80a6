import {CONTAINER_SECURITY, type EffectiveSecurityContext} from '../catalogue/security-contexts.ts';
import {PERMISSION_ROWS} from '../catalogue/permissions.ts';
import type {Permission} from '../choices.ts';
import {listAt, numberAt, objectAt, sameJson, textAt} from '../deploy/json.ts';
import {PATTERNS} from '../patterns.ts';
import {defined, notEmpty} from './defined.ts';
import {accountOf, type Scene} from './scene.ts';

/** What the bindings of the file give to the account of the delegate, where that is one of ours. */
export function permissionOf(scene: Scene): Permission | undefined {
  const account = accountOf(scene);
  const isBound = (value: unknown) =>
    listAt(value, 'subjects').some((subject) => textAt(subject, 'name') === account);
  const bound = scene.source.objects.filter(
    ({kind, value}) => kind.endsWith('RoleBinding') && isBound(value),
  );
  const roles = bound
    .filter(({kind}) => kind === 'ClusterRoleBinding')
    .map(({value}) => textAt(value, 'roleRef', 'name'));
  const known = PERMISSION_ROWS.find(
    ({clusterRole}) => clusterRole !== undefined && roles.includes(clusterRole),
  );
  if (known !== undefined) return known.name;
  const own = bound.find(
    ({kind, namespace}) => kind === 'RoleBinding' && namespace === scene.delegate.namespace,
  );
  const role = scene.source.objects.find(
    ({kind, name, namespace}) =>
      kind === 'Role' &&
      name === textAt(own?.value, 'roleRef', 'name') &&
      namespace === scene.delegate.namespace,
  );
  const everything = [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}];
  return role !== undefined && sameJson(role.value['rules'], everything) ? 'namespace-admin' : undefined;
}

/** The row of our security contexts that the container has, or nearly has. */
export function securityOf({delegate}: Scene): EffectiveSecurityContext | undefined {
  const own = objectAt(delegate.container, 'securityContext');
  const exact = (Object.keys(CONTAINER_SECURITY) as EffectiveSecurityContext[]).find((name) =>
    sameJson(CONTAINER_SECURITY[name], own),
  );
  return exact ?? (numberAt(own, 'runAsUser') === 0 ? 'root' : undefined);
}

/** The service account, and whether the file makes it. */
export function accountAnswers(scene: Scene): object | undefined {
  const account = accountOf(scene);
  const made = scene.source.objects.find(
    ({kind, name, namespace}) =>
      kind === 'ServiceAccount' && name === account && namespace === scene.delegate.namespace,
  );
  const annotations = notEmpty(strings(objectAt(made?.value, 'metadata', 'annotations')));
  return defined({
    name: PATTERNS.dnsSubdomain.test(account) ? account : undefined,
    create: made !== undefined,
    annotations,
  });
}

const strings = (map: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
