import {kindNamed, type Cluster} from '../cluster.ts';
import {microTime, numberAt, textAt, timestamp, type JsonMap, type KubeObject} from '../objects.ts';

/** One thing to tell about an object. */
export type Notice = {
  about: KubeObject;
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  /** `spec.containers{name}` when it is about a container. */
  container?: string;
};

export type Recorder = (notice: Notice) => void;

/** Where events come from: a controller, or the kubelet of a node. */
export type Source = {component: string; host?: string};

const SIMILAR_LIMIT = 10;
const BURST = 25;
const REFILL_SECONDS = 300;
const WRITER = {manager: 'kube-controller-manager'};

const involved = ({about, container}: Notice): JsonMap => ({
  kind: about.kind,
  ...(about.metadata.namespace === undefined ? {} : {namespace: about.metadata.namespace}),
  name: about.metadata.name,
  uid: about.metadata.uid ?? '',
  apiVersion: about.apiVersion,
  resourceVersion: about.metadata.resourceVersion ?? '',
  ...(container === undefined ? {} : {fieldPath: `spec.containers{${container}}`}),
});

/** False when the namespace is gone or going: nothing new may be made in it. */
const takesNew = ({store}: Cluster, namespace: string): boolean =>
  textAt(store.get('namespaces', undefined, namespace), 'status', 'phase') === 'Active';

/**
 * Records events as client-go's recorder does: the same event again counts up; more than ten alike become one
 * "combined" event; an object that is told about too often is left in peace. Source: client-go, events_cache.go.
 */
export function createRecorder(cluster: Cluster, source: Source): Recorder {
  const {store, clock, random} = cluster;
  const kind = kindNamed(cluster, 'Event');
  const names = new Map<string, string>();
  const similar = new Map<string, Set<string>>();
  const budgets = new Map<string, number>();

  const mayTell = (uid: string): boolean => {
    const left = budgets.get(uid) ?? BURST;
    if (left <= 0) return false;
    budgets.set(uid, left - 1);
    clock.after(REFILL_SECONDS, () => budgets.set(uid, (budgets.get(uid) ?? 0) + 1));
    return true;
  };

  return (notice) => {
    const {about, type, reason, container} = notice;
    const {uid = '', namespace = 'default'} = about.metadata;
    const group = [uid, container ?? '', type, reason].join('|');
    const messages = similar.get(group) ?? new Set();
    similar.set(group, messages.add(notice.message));
    const combined = messages.size >= SIMILAR_LIMIT;
    const message = combined ? `(combined from similar events): ${notice.message}` : notice.message;
    const key = combined ? group : `${group}|${notice.message}`;
    if (!mayTell(uid)) return;

    const now = timestamp(clock.now());
    const known = store.get('events', namespace, names.get(key) ?? '');
    if (known) {
      store.update(
        kind,
        {...known, message, count: Number(known['count'] ?? 1) + 1, lastTimestamp: now},
        WRITER,
      );
      return;
    }
    const name = `${about.metadata.name}.${random.hex(16)}`;
    names.set(key, name);
    if (!takesNew(cluster, namespace)) return;
    store.create(
      kind,
      {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: {name, namespace},
        involvedObject: involved(notice),
        reason,
        message,
        source: source.host === undefined ? {component: source.component} : source,
        firstTimestamp: now,
        lastTimestamp: now,
        count: 1,
        type,
        eventTime: null,
        reportingComponent: combined ? '' : source.component,
        reportingInstance: combined ? '' : (source.host ?? ''),
      },
      WRITER,
    );
  };
}

/** Records events as the scheduler does: with an exact time and a series in place of a count. */
export function createSchedulerRecorder(cluster: Cluster): (notice: Notice & {action: string}) => void {
  const {store, clock, random} = cluster;
  const kind = kindNamed(cluster, 'Event');
  const names = new Map<string, string>();
  return (notice) => {
    const {about, type, reason, message, action} = notice;
    const {uid = '', namespace = 'default'} = about.metadata;
    const key = [uid, type, reason, action].join('|');
    const now = microTime(clock.now());
    const known = store.get('events', namespace, names.get(key) ?? '');
    if (known) {
      const count = (numberAt(known, 'series', 'count') ?? 1) + 1;
      store.update(kind, {...known, message, series: {count, lastObservedTime: now}}, WRITER);
      return;
    }
    if (!takesNew(cluster, namespace)) return;
    const name = `${about.metadata.name}.${random.hex(16)}`;
    names.set(key, name);
    store.create(
      kind,
      {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: {name, namespace},
        involvedObject: involved(notice),
        reason,
        message,
        source: {},
        firstTimestamp: null,
        lastTimestamp: null,
        type,
        eventTime: now,
        action,
        reportingComponent: 'default-scheduler',
        reportingInstance: 'default-scheduler-practice',
      },
      WRITER,
    );
  };
}
