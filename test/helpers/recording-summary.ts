import type {Condition, KubeObject} from '../../src/practice/objects.ts';
import {listAt, mapAt, numberAt, textAt, valueAt} from '../../src/practice/objects.ts';
import type {RecordedLine} from './recordings.ts';

/** What a recording tells, without names, times and the order of things that happen at the same time. */
export type RecordingSummary = {
  /** Generation, revision and counts of the Deployment's status, repetitions left out. */
  counts: string[];
  /** The Progressing condition, repetitions left out. */
  progressing: string[];
  /** Every other condition that the Deployment ever had. */
  conditions: Set<string>;
  /** Every state that a pod and its container ever were in. */
  pods: Set<string>;
  /** Every event: type, reason, what it is about, message. */
  events: Set<string>;
};

const COUNTS = [
  'observedGeneration',
  'replicas',
  'updatedReplicas',
  'readyReplicas',
  'availableReplicas',
  'unavailableReplicas',
];

/** Restarts from which on the recordings were cut at different times. */
const FEW_RESTARTS = 2;

function namesOf(): (text: string) => string {
  const names = new Map<string, string>();
  return (text) =>
    text
      .replace(
        /delegate-([bcdfghjklmnpqrstvwxz2456789]{8,10})(-[bcdfghjklmnpqrstvwxz2456789]{5})?/g,
        (_, hash: string, pod?: string) => {
          names.set(hash, names.get(hash) ?? `set${names.size + 1}`);
          return `${names.get(hash) ?? ''}${pod === undefined ? '' : '-pod'}`;
        },
      )
      .replace(/"(set\d)-"/g, '"$1-pod"')
      .replace(/(?<![a-z])rec(-[a-z]+)*/g, 'rec')
      .replace(/\([0-9a-f-]{36}\)/g, '(uid)')
      .replace(/in [\d.m]+s \([\d.m]+s/g, 'in N s (N s')
      .replace(/node-\d/g, 'node')
      .replace(/back-off [\dm]+s/g, 'back-off N s')
      .replace('(combined from similar events): ', '');
}

const conditionText = (one: Condition): string =>
  `${one.type}=${one.status} ${one.reason ?? ''} ${one.message ?? ''}`.trim();

function podText(type: string, pod: KubeObject): string | undefined {
  const container = listAt(pod, 'status', 'containerStatuses')[0];
  if ((numberAt(container, 'restartCount') ?? 0) > FEW_RESTARTS) return undefined;
  const conditions = (listAt(pod, 'status', 'conditions') as Condition[]).map(
    ({type: name, status, reason = ''}) => `${name}=${status} ${reason}`.trim(),
  );
  const state = mapAt(container, 'state');
  const last = numberAt(container, 'lastState', 'terminated', 'exitCode');
  return [
    type,
    textAt(pod, 'status', 'phase'),
    pod.metadata.deletionTimestamp === undefined ? '' : 'deleted',
    conditions.join(','),
    JSON.stringify(state['waiting'] ?? {}),
    state['running'] === undefined ? '' : 'running',
    `exit ${String(numberAt(state, 'terminated', 'exitCode'))} ${textAt(state, 'terminated', 'reason')}`,
    `before ${String(last)}`,
    `ready ${String(valueAt(container, 'ready'))} started ${String(valueAt(container, 'started'))} restarts ${String(valueAt(container, 'restartCount'))}`,
  ].join(' | ');
}

const withoutRepeats = (lines: readonly string[]): string[] =>
  lines.filter((line, index) => line !== lines[index - 1]);

/** Sums a recording up. */
export function summarize(lines: readonly RecordedLine[]): RecordingSummary {
  const clean = namesOf();
  const counts: string[] = [];
  const progressing: string[] = [];
  const conditions = new Set<string>();
  const pods = new Set<string>();
  const events = new Set<string>();
  for (const {kind, list, event} of lines) {
    for (const {metadata} of list?.items ?? []) clean(metadata.name);
    if (!event || event.type === 'BOOKMARK') continue;
    const {object} = event;
    const status = object['status'];
    if (kind === 'replicasets') clean(object.metadata.name);
    if (kind === 'deployments') {
      const revision = object.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? '';
      counts.push(
        [
          `generation ${object.metadata.generation ?? 0}`,
          `revision ${revision}`,
          ...COUNTS.map((name) => `${name} ${numberAt(status, name) ?? 0}`),
        ].join(', '),
      );
      for (const one of listAt(status, 'conditions') as Condition[]) {
        if (one.type === 'Progressing') progressing.push(clean(conditionText(one)));
        else conditions.add(clean(conditionText(one)));
      }
    }
    if (kind === 'pods') {
      const text = podText(event.type, object);
      if (text !== undefined) pods.add(clean(text));
    }
    if (kind === 'events')
      events.add(
        clean(
          `${textAt(object, 'type')} ${textAt(object, 'reason')} ${textAt(object, 'involvedObject', 'kind')} ${textAt(object, 'involvedObject', 'fieldPath')}: ${textAt(object, 'message')}`,
        ),
      );
  }
  return {counts: withoutRepeats(counts), progressing: withoutRepeats(progressing), conditions, pods, events};
}
