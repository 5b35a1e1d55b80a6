import {isDeepStrictEqual} from 'node:util';
import {badRequest, internal, invalid, type ApiError, type Cause} from '../api/api-error.ts';
import type {Kind} from '../kinds.ts';
import {listAt, mapAt, textAt, valueAt, type KubeObject} from '../objects.ts';

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const RBAC_KINDS = new Set(['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding']);
const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL_RULE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

/** Index of the first byte that is not base64, as Go counts it; -1 when all is well. */
export function badBase64At(text: string): number {
  const padding = /=*$/.exec(text)?.[0].length ?? 0;
  const body = text.slice(0, text.length - Math.min(padding, 2));
  const bad = /[^A-Za-z0-9+/\r\n]/.exec(body);
  if (bad) return bad.index;
  const kept = text.replace(/[\r\n]/g, '').length;
  return kept % 4 === 0 ? -1 : kept - (kept % 4);
}

/** How an object came in; the words for undecodable objects depend on it. */
export type Arrival = 'create' | 'apply' | 'patch';

/** The error for a Secret whose data is not base64, if it is one. */
export function undecodable(object: KubeObject, arrival: Arrival, kind: Kind): ApiError | undefined {
  if (object.kind !== 'Secret') return undefined;
  for (const value of Object.values(mapAt(object, 'data'))) {
    const at = badBase64At(String(value));
    if (at < 0) continue;
    const why = `illegal base64 data at input byte ${at}`;
    if (arrival === 'create')
      return badRequest(`Secret in version "v1" cannot be handled as a Secret: ${why}`);
    if (arrival === 'apply')
      return internal(
        `failed to convert new object (${object.metadata.namespace ?? ''}/${object.metadata.name}; /v1, Kind=Secret) to proper version: unable to convert unstructured object to /v1, Kind=Secret: error decoding from json: ${why}`,
      );
    return invalid(kind, object.metadata.name, [
      {field: 'patch', message: `error decoding from json: ${why}`},
    ]);
  }
  return undefined;
}

function nameCauses({kind, metadata}: KubeObject): Cause[] {
  if (metadata.name === '')
    return [
      {
        field: 'metadata.name',
        message: 'Required value: name or generateName is required',
        reason: 'FieldValueRequired',
      },
    ];
  if (RBAC_KINDS.has(kind)) return [];
  const strict = kind === 'Namespace' || kind === 'Service';
  if ((strict ? LABEL_NAME : NAME).test(metadata.name)) return [];
  return [
    {
      field: 'metadata.name',
      message: `Invalid value: ${JSON.stringify(metadata.name)}: ${strict ? LABEL_RULE : SUBDOMAIN_RULE}`,
    },
  ];
}

const required = (field: string, more = ''): Cause => ({
  field,
  message: `Required value${more}`,
  reason: 'FieldValueRequired',
});

function podCauses(spec: unknown, path: string): Cause[] {
  const containers = listAt(spec, 'containers');
  if (containers.length === 0) return [required(`${path}.containers`)];
  return containers.flatMap((container, index) => {
    const at = `${path}.containers[${index}]`;
    return [
      ...(textAt(container, 'name') === '' ? [required(`${at}.name`)] : []),
      ...(textAt(container, 'image') === '' ? [required(`${at}.image`)] : []),
    ];
  });
}

function deploymentCauses(object: KubeObject, before: KubeObject | undefined): Cause[] {
  const causes = podCauses(valueAt(object, 'spec', 'template', 'spec'), 'spec.template.spec');
  const labels = mapAt(object, 'spec', 'selector', 'matchLabels');
  const own = mapAt(object, 'spec', 'template', 'metadata', 'labels');
  if (valueAt(object, 'spec', 'selector') === undefined) causes.push(required('spec.selector'));
  else if (Object.entries(labels).some(([name, value]) => own[name] !== value))
    causes.push({
      field: 'spec.template.metadata.labels',
      message: `Invalid value: ${JSON.stringify(own)}: \`selector\` does not match template \`labels\``,
    });
  const selector = valueAt(object, 'spec', 'selector');
  if (before && !isDeepStrictEqual(selector, valueAt(before, 'spec', 'selector')))
    causes.push({
      field: 'spec.selector',
      message: `Invalid value: ${JSON.stringify(selector)}: field is immutable`,
    });
  return causes;
}

function bindingCauses(object: KubeObject, before: KubeObject | undefined): Cause[] {
  const role = valueAt(object, 'roleRef');
  return before && !isDeepStrictEqual(role, valueAt(before, 'roleRef'))
    ? [{field: 'roleRef', message: `Invalid value: ${JSON.stringify(role)}: cannot change roleRef`}]
    : [];
}

/** The error for an object that the API server would not store, in its words; undefined when it would. */
export function invalidObject(
  object: KubeObject,
  before: KubeObject | undefined,
  kind: Kind,
): ApiError | undefined {
  const causes = before ? [] : nameCauses(object);
  if (object.kind === 'Deployment') causes.push(...deploymentCauses(object, before));
  if (object.kind === 'Pod') causes.push(...podCauses(valueAt(object, 'spec'), 'spec'));
  if (object.kind === 'RoleBinding' || object.kind === 'ClusterRoleBinding')
    causes.push(...bindingCauses(object, before));
  return causes.length === 0 ? undefined : invalid(kind, object.metadata.name, causes);
}
