import type {StreamKind} from './types.ts';

/** Names of fields, and what is kept of each: `true` for all of it. Of a list it is said for each item. */
export interface Fields {
  readonly [name: string]: Fields | true;
}

const CONTAINER: Fields = {
  name: true,
  image: true,
  restartPolicy: true,
  resources: {limits: {memory: true}},
  startupProbe: {initialDelaySeconds: true, periodSeconds: true, failureThreshold: true},
};
const CONTAINER_STATUS: Fields = {
  name: true,
  image: true,
  state: true,
  lastState: true,
  restartCount: true,
  ready: true,
  started: true,
};

/**
 * What the rollout reads of an object, for kinds that come in thousands: nine tenths of a pod are nobody's concern
 * here. What is no field of this table never reaches the readers of facts.
 */
export const FIELDS_READ: Readonly<Partial<Record<StreamKind, Fields>>> = {
  pods: {
    metadata: {
      name: true,
      uid: true,
      resourceVersion: true,
      creationTimestamp: true,
      deletionTimestamp: true,
      ownerReferences: {uid: true, controller: true},
    },
    spec: {containers: CONTAINER, initContainers: CONTAINER},
    status: {
      phase: true,
      reason: true,
      message: true,
      conditions: {type: true, status: true, reason: true, message: true, lastTransitionTime: true},
      containerStatuses: CONTAINER_STATUS,
      initContainerStatuses: CONTAINER_STATUS,
    },
  },
};

/** The value with only those fields of it. Lists in lists are no part of any object that is read, and go. */
export function pickFields(value: unknown, fields: Fields | true): unknown {
  if (fields === true || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return value.map((item: unknown) => (Array.isArray(item) ? undefined : pickFields(item, fields)));
  }
  const kept: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(fields)) {
    if (!Object.hasOwn(value, name)) continue;
    kept[name] = pickFields((value as Readonly<Record<string, unknown>>)[name], inner);
  }
  return kept;
}
