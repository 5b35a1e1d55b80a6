import {isObject, objectAt, type JsonObject} from './json.ts';

const SERVER_METADATA = [
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
];
/** Written by kubectl and by controllers, never by a manifest's author. */
const OTHERS_ANNOTATIONS = [
  'deployment.kubernetes.io/revision',
  'kubectl.kubernetes.io/last-applied-configuration',
];

/** An object without keys that are in the list. */
const without = (value: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));

/**
 * What someone wants of an object: without status and without what the server, kubectl and controllers
 * add to its metadata. Two states of an object compare by this; it can also be applied again.
 */
export function comparable(value: JsonObject): JsonObject {
  const metadata = objectAt(value, 'metadata');
  const {annotations, ...others} = without(metadata, SERVER_METADATA);
  const kept = without(isObject(annotations) ? annotations : {}, OTHERS_ANNOTATIONS);
  return {
    ...without(value, ['status']),
    metadata: {...others, ...(Object.keys(kept).length === 0 ? {} : {annotations: kept})},
  };
}
