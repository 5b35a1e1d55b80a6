import {isMap, listAt, mapAt, numberAt, textAt, valueAt, type KubeObject} from '../objects.ts';

/** A column of kubectl's human table; `wide` ones show with -o wide only. */
export type Column = {
  name: string;
  type: 'string' | 'integer';
  wide?: boolean;
  cell: (object: KubeObject, now: number) => string | number;
};

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const YEAR = 365 * DAY;
/** Up to how many seconds an age is told in which units. */
const AGES: readonly {below: number; unit: string; size: number; rest?: string; restSize?: number}[] = [
  {below: 2 * MINUTE, unit: 's', size: 1},
  {below: 10 * MINUTE, unit: 'm', size: MINUTE, rest: 's', restSize: 1},
  {below: 3 * HOUR, unit: 'm', size: MINUTE},
  {below: 8 * HOUR, unit: 'h', size: HOUR, rest: 'm', restSize: MINUTE},
  {below: 2 * DAY, unit: 'h', size: HOUR},
  {below: 8 * DAY, unit: 'd', size: DAY, rest: 'h', restSize: HOUR},
  {below: 2 * YEAR, unit: 'd', size: DAY},
  {below: 8 * YEAR, unit: 'y', size: YEAR, rest: 'd', restSize: DAY},
  {below: Number.POSITIVE_INFINITY, unit: 'y', size: YEAR},
];

/** How kubectl prints an age in seconds: `45s`, `5m3s`, `12d`. Source: Kubernetes, util/duration. */
export function humanAge(seconds: number): string {
  const row = AGES.find(({below}) => seconds < below);
  if (seconds < 0 || !row) return '0s';
  const whole = Math.floor(seconds / row.size);
  const rest = Math.floor((seconds - whole * row.size) / (row.restSize ?? row.size));
  return row.rest !== undefined && rest > 0 ? `${whole}${row.unit}${rest}${row.rest}` : `${whole}${row.unit}`;
}

const age = (time: string, now: number): string =>
  time === '' ? '<unknown>' : humanAge((now - Date.parse(time)) / 1000);
const text = (name: string, cell: Column['cell'], wide = false): Column => ({
  name,
  type: 'string',
  wide,
  cell,
});
const NAME = text('Name', ({metadata}) => metadata.name);
const AGE = text('Age', ({metadata}, now) => age(metadata.creationTimestamp ?? '', now));
const count = (object: KubeObject, ...path: string[]): number => numberAt(object, ...path) ?? 0;
const joined = (map: Record<string, unknown>): string =>
  Object.entries(map)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(',') || '<none>';
const containers = (object: KubeObject, ...path: string[]): unknown[] =>
  listAt(object, ...path, 'containers');

/** The word in the STATUS column of a pod. Source: Kubernetes, printers/internalversion. */
export function podStatus(pod: KubeObject): string {
  let word = textAt(pod, 'status', 'reason') || textAt(pod, 'status', 'phase') || 'Unknown';
  for (const status of [...listAt(pod, 'status', 'containerStatuses')].reverse()) {
    const waiting = textAt(status, 'state', 'waiting', 'reason');
    const ended = valueAt(status, 'state', 'terminated');
    if (waiting !== '') word = waiting;
    else if (isMap(ended)) word = textAt(ended, 'reason') || `ExitCode:${String(ended['exitCode'])}`;
  }
  return pod.metadata.deletionTimestamp === undefined ? word : 'Terminating';
}

const restarts = (pod: KubeObject): number =>
  listAt(pod, 'status', 'containerStatuses').reduce(
    (sum: number, status) => sum + (numberAt(status, 'restartCount') ?? 0),
    0,
  );
const readyOf = (pod: KubeObject): string => {
  const all = listAt(pod, 'status', 'containerStatuses');
  return `${all.filter((status) => valueAt(status, 'ready') === true).length}/${containers(pod, 'spec').length}`;
};
const images = (object: KubeObject): string =>
  containers(object, 'spec', 'template', 'spec')
    .map((one) => textAt(one, 'image'))
    .join(',');
const names = (object: KubeObject): string =>
  containers(object, 'spec', 'template', 'spec')
    .map((one) => textAt(one, 'name'))
    .join(',');

const WORKLOAD_WIDE = [
  text('Containers', names, true),
  text('Images', images, true),
  text('Selector', (object) => joined(mapAt(object, 'spec', 'selector', 'matchLabels')), true),
];

const eventTime = (event: KubeObject): string =>
  textAt(event, 'series', 'lastObservedTime') || textAt(event, 'lastTimestamp') || textAt(event, 'eventTime');

const BY_PLURAL: Readonly<Record<string, readonly Column[]>> = {
  pods: [
    NAME,
    text('Ready', readyOf),
    text('Status', podStatus),
    text('Restarts', restarts),
    AGE,
    text('IP', (pod) => textAt(pod, 'status', 'podIP') || '<none>', true),
    text('Node', (pod) => textAt(pod, 'spec', 'nodeName') || '<none>', true),
    text('Nominated Node', () => '<none>', true),
    text('Readiness Gates', () => '<none>', true),
  ],
  deployments: [
    NAME,
    text('Ready', (one) => `${count(one, 'status', 'readyReplicas')}/${count(one, 'spec', 'replicas')}`),
    {name: 'Up-to-date', type: 'integer', cell: (one) => count(one, 'status', 'updatedReplicas')},
    {name: 'Available', type: 'integer', cell: (one) => count(one, 'status', 'availableReplicas')},
    AGE,
    ...WORKLOAD_WIDE,
  ],
  replicasets: [
    NAME,
    {name: 'Desired', type: 'integer', cell: (one) => count(one, 'spec', 'replicas')},
    {name: 'Current', type: 'integer', cell: (one) => count(one, 'status', 'replicas')},
    {name: 'Ready', type: 'integer', cell: (one) => count(one, 'status', 'readyReplicas')},
    AGE,
    ...WORKLOAD_WIDE,
  ],
  namespaces: [NAME, text('Status', (one) => textAt(one, 'status', 'phase')), AGE],
  nodes: [
    NAME,
    text('Status', (node) =>
      listAt(node, 'status', 'conditions').some(
        (one) => textAt(one, 'type') === 'Ready' && textAt(one, 'status') === 'True',
      )
        ? 'Ready'
        : 'NotReady',
    ),
    text('Roles', () => '<none>'),
    AGE,
    text('Version', (node) => textAt(node, 'status', 'nodeInfo', 'kubeletVersion')),
  ],
  services: [
    NAME,
    text('Type', (one) => textAt(one, 'spec', 'type')),
    text('Cluster-IP', (one) => textAt(one, 'spec', 'clusterIP')),
    text('External-IP', () => '<none>'),
    text('Port(s)', (one) =>
      listAt(one, 'spec', 'ports')
        .map((port) => `${String(valueAt(port, 'port'))}/${textAt(port, 'protocol')}`)
        .join(','),
    ),
    AGE,
  ],
  secrets: [
    NAME,
    text('Type', (one) => textAt(one, 'type')),
    {name: 'Data', type: 'integer', cell: (one) => Object.keys(mapAt(one, 'data')).length},
    AGE,
  ],
  configmaps: [
    NAME,
    {name: 'Data', type: 'integer', cell: (one) => Object.keys(mapAt(one, 'data')).length},
    AGE,
  ],
  cronjobs: [
    NAME,
    text('Schedule', (one) => textAt(one, 'spec', 'schedule')),
    text('Timezone', (one) => textAt(one, 'spec', 'timeZone') || '<none>'),
    text('Suspend', (one) => (valueAt(one, 'spec', 'suspend') === true ? 'True' : 'False')),
    {name: 'Active', type: 'integer', cell: (one) => listAt(one, 'status', 'active').length},
    text('Last Schedule', (one, now) =>
      textAt(one, 'status', 'lastScheduleTime') === ''
        ? '<none>'
        : age(textAt(one, 'status', 'lastScheduleTime'), now),
    ),
    AGE,
  ],
  events: [
    text('Last Seen', (event, now) => age(eventTime(event), now)),
    text('Type', (event) => textAt(event, 'type')),
    text('Reason', (event) => textAt(event, 'reason')),
    text(
      'Object',
      (event) =>
        `${textAt(event, 'involvedObject', 'kind').toLowerCase()}/${textAt(event, 'involvedObject', 'name')}`,
    ),
    text('Message', (event) => textAt(event, 'message').trim()),
  ],
};

/** The columns of a resource; name and age where it has none of its own. */
export const columnsOf = (plural: string): readonly Column[] => BY_PLURAL[plural] ?? [NAME, AGE];
