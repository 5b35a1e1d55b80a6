import {listAt, textAt} from '../deploy/json.ts';
import {findDelegates, type FoundDelegate as LiveFound} from '../live-delegate/find-delegates.ts';
import type {LiveObjects} from '../live-delegate/live-objects.ts';
import type {YamlPath} from '../yaml-edit/edit-types.ts';
import type {Source, SourceObject} from './source.ts';

/** A delegate of a file. */
export interface FoundDelegate {
  /** Of the workload. */
  readonly name: string;
  /** Empty when the file names none. */
  readonly namespace: string;
  readonly object: SourceObject;
  /** From the object to its container. */
  readonly containerPath: YamlPath;
  readonly container: unknown;
  readonly variables: LiveFound['variables'];
  /** Objects of its namespace. */
  readonly live: LiveObjects;
  /** From 1. */
  readonly line: number;
}

/** The objects of a namespace, as they would be read from a cluster. */
export function liveObjects(source: Source, namespace: string): LiveObjects {
  const items = (kind: string) => ({
    items: source.objects
      .filter((object) => object.kind === kind && object.namespace === namespace)
      .map(({value}) => value),
  });
  return {
    deployments: items('Deployment'),
    statefulSets: items('StatefulSet'),
    cronJobs: items('CronJob'),
    jobs: items('Job'),
    autoscalers: items('HorizontalPodAutoscaler'),
    configMaps: items('ConfigMap'),
  };
}

const CONTAINERS = ['spec', 'template', 'spec', 'containers'] as const;

/** Manifests whose variables are elsewhere still say what they are by label and container. */
const isNamedDelegate = (value: unknown): boolean =>
  textAt(value, 'spec', 'template', 'metadata', 'labels', 'harness.io/name') !== undefined &&
  listAt(value, ...CONTAINERS).some((container) => textAt(container, 'name') === 'delegate');

/** Every workload of one kind that is a delegate by its variables, its image, or its label and container. */
export function findInSource(source: Source, kind: 'Deployment' | 'StatefulSet'): FoundDelegate[] {
  const workloads = source.objects.filter((object) => object.kind === kind);
  return workloads.flatMap((object) => {
    const live = liveObjects(source, object.namespace);
    const own = {items: [object.value]};
    const [found] = findDelegates({
      ...live,
      deployments: kind === 'Deployment' ? own : {items: []},
      statefulSets: kind === 'StatefulSet' ? own : {items: []},
    });
    const containers = listAt(object.value, ...CONTAINERS);
    const byName = containers.find((container) => textAt(container, 'name') === 'delegate');
    const container = found?.container ?? (isNamedDelegate(object.value) ? byName : undefined);
    if (container === undefined) return [];
    return [
      {
        name: object.name,
        namespace: object.namespace,
        object,
        containerPath: [...CONTAINERS, containers.indexOf(container)],
        container,
        variables: found?.variables ?? {named: new Map(), secrets: []},
        live,
        line: source.lineOf(object, ['metadata', 'name']),
      },
    ];
  });
}
