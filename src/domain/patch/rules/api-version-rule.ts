import {at, isObject, listAt, objectAt, textAt} from '../../deploy/json.ts';
import type {YamlEdit} from '../../yaml-edit/edit-types.ts';
import type {JsonValue} from '../../yaml-edit/json-value.ts';
import {changeOf, setChange, target, type PatchRule} from '../scene.ts';
import type {SourceObject} from '../source.ts';
import {removedVersion, type ApiVersionRow} from './api-versions.ts';

const SELECTOR = ['spec', 'selector'] as const;
const LABELS = ['spec', 'template', 'metadata', 'labels'] as const;
const REFERENCE = ['spec', 'scaleTargetRef', 'apiVersion'] as const;

/** Raises every removed API version whose fields can be carried over exactly. One of them keeps the whole file from being applied. */
export const apiVersionRule: PatchRule = (scene) =>
  scene.source.objects.flatMap((object) => {
    const row = removedVersion(object.apiVersion, object.kind);
    const more = row === undefined ? undefined : shapeEdits(object, row);
    const reference = textAt(object.value, ...REFERENCE) ?? '';
    const kind = textAt(object.value, 'spec', 'scaleTargetRef', 'kind') ?? '';
    const aimed = removedVersion(reference, kind)?.to;
    return [
      ...(row?.to === undefined || more === undefined
        ? []
        : [
            changeOf(scene, {
              code: 'api-version',
              object,
              path: ['apiVersion'],
              edits: [{...target(object, ['apiVersion']), kind: 'set' as const, value: row.to}, ...more],
              from: object.apiVersion,
              to: row.to,
              why: `Kubernetes ${row.removed} and later do not know ${object.apiVersion}${more.length > 0 ? '; the fields that differ are carried over' : ''}.`,
            }),
          ]),
      ...(object.kind === 'HorizontalPodAutoscaler' && aimed !== undefined
        ? setChange(scene, {
            code: 'api-version',
            object,
            path: REFERENCE,
            value: aimed,
            why: `The autoscaler finds the ${kind} under the version that is served.`,
          })
        : []),
    ];
  });

/** What changes beside the version; `undefined` when it cannot be carried over exactly. */
function shapeEdits(object: SourceObject, {shape, to}: ApiVersionRow): YamlEdit[] | undefined {
  if (to === undefined) return undefined;
  if (shape === 'selector') return selectorEdits(object);
  return shape === 'metrics' ? metricEdits(object) : [];
}

/** Without a selector, the old versions took the labels of the pods; that is what is written down. */
function selectorEdits(object: SourceObject): YamlEdit[] | undefined {
  if (at(object.value, 'spec', 'rollbackTo') !== undefined) return undefined;
  if (isObject(at(object.value, ...SELECTOR))) return [];
  const labels = objectAt(object.value, ...LABELS);
  if (Object.keys(labels).length === 0 || at(object.value, ...SELECTOR) !== undefined) return undefined;
  const value = {matchLabels: labels as JsonValue};
  return [{...target(object, SELECTOR), kind: 'insert', value, position: 'first'}];
}

/** Metrics of resources carry over; other kinds of metrics have other fields. */
function metricEdits(object: SourceObject): YamlEdit[] | undefined {
  const metrics = listAt(object.value, 'spec', 'metrics').map((metric, index) =>
    metricEdit(object, metric, index),
  );
  return metrics.includes(undefined) ? undefined : metrics.flatMap((edits) => edits ?? []);
}

const OLD_TARGETS = [
  ['targetAverageUtilization', 'Utilization', 'averageUtilization'],
  ['targetAverageValue', 'AverageValue', 'averageValue'],
] as const;

function metricEdit(object: SourceObject, metric: unknown, index: number): YamlEdit[] | undefined {
  const path = ['spec', 'metrics', index, 'resource'];
  if (textAt(metric, 'type') !== 'Resource') return undefined;
  const found = OLD_TARGETS.filter(([old]) => at(metric, 'resource', old) !== undefined);
  const [row] = found;
  if (row === undefined || found.length > 1) return undefined;
  const [old, type, field] = row;
  const value = {type, [field]: at(metric, 'resource', old) as JsonValue};
  return [
    {...target(object, [...path, 'target']), kind: 'insert', value},
    {...target(object, [...path, old]), kind: 'remove'},
  ];
}
