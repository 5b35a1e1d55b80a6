import {at, isObject, sameJson} from '../../deploy/json.ts';
import {CONTAINER_SECURITY} from '../../catalogue/security-contexts.ts';
import {effectiveSecurityContext} from '../../manifest/security.ts';
import type {YamlEdit} from '../../yaml-edit/edit-types.ts';
import type {JsonValue} from '../../yaml-edit/json-value.ts';
import {changeOf, shownValue, target, type PatchRule, type Scene} from '../scene.ts';

/** Fields that decide the uid and the SCC; others are left to their owner. */
const OURS = [
  'runAsNonRoot',
  'runAsUser',
  'runAsGroup',
  'allowPrivilegeEscalation',
  'capabilities',
  'seccompProfile',
];
/** What the cluster chooses, on the pod. OpenShift's restricted-v2 refuses other values. */
const OF_CLUSTER = ['runAsUser', 'runAsGroup', 'fsGroup', 'seccompProfile'];
const POD = ['spec', 'template', 'spec', 'securityContext'] as const;

/** The security context that was asked for, in the place of the fields that contradict it. */
export const securityRule: PatchRule = (scene) => {
  const {delegate, wishes} = scene;
  if (wishes.securityContext === undefined) return [];
  const {securityContext, clusterType = 'kubernetes'} = wishes;
  const effective = effectiveSecurityContext({
    delegate: {securityContext},
    cluster: {type: clusterType},
  } as Parameters<typeof effectiveSecurityContext>[0]);
  const wanted: Readonly<Record<string, JsonValue>> = CONTAINER_SECURITY[effective];
  const path = [...delegate.containerPath, 'securityContext'];
  return [
    ...contextChange(scene, path, wanted),
    ...(effective === 'cluster-uid' ? contextChange(scene, POD, {}, OF_CLUSTER) : []),
  ];
};

function contextChange(
  scene: Scene,
  path: readonly (string | number)[],
  wanted: Readonly<Record<string, JsonValue>>,
  fields: readonly string[] = OURS,
) {
  const {object} = scene.delegate;
  const old = at(object.value, ...path);
  const present = isObject(old) ? old : {};
  const gone = fields.filter((key) => key in present && !sameJson(present[key], wanted[key]));
  const added = Object.entries(wanted).filter(([key, value]) => !sameJson(present[key], value));
  const place = (key: string) => target(object, [...path, key]);
  const set = added.flatMap(([key, value]): YamlEdit[] =>
    typeof value === 'object' && value !== null
      ? [
          {...place(key), kind: 'remove'},
          {...place(key), kind: 'insert', value},
        ]
      : [{...place(key), kind: 'set', value}],
  );
  // What is added comes first, so that a mapping never runs empty in between.
  const scalars = set.filter(({kind}) => kind === 'set');
  const others = set.filter(({kind}) => kind !== 'set');
  const removed = gone
    .filter((key) => wanted[key] === undefined)
    .map((key): YamlEdit => ({...place(key), kind: 'remove'}));
  const edits = [...scalars, ...others, ...removed];
  if (edits.length === 0) return [];
  const after = {...present, ...wanted};
  for (const key of gone) if (wanted[key] === undefined) delete (after as Record<string, unknown>)[key];
  return [
    changeOf(scene, {
      code: 'security-context',
      object,
      path,
      edits,
      from: shownValue(old),
      to: shownValue(after),
      why: 'The container runs as you asked; other fields of it stay.',
    }),
  ];
}
