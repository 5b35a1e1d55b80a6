import {at, numberAt, textAt} from '../../deploy/json.ts';
import type {PlannedEdit} from '../patch-types.ts';
import {objectsBeside, setChange, type PatchRule, type Scene} from '../scene.ts';
import type {SourceObject} from '../source.ts';

/** CPU and memory of one replica. Limits of CPU are changed only where there is one. */
export const resourcesRule: PatchRule = (scene) => {
  const {delegate, wishes} = scene;
  const path = [...delegate.containerPath, 'resources'];
  const hasCpuLimit = at(delegate.container, 'resources', 'limits', 'cpu') !== undefined;
  const parts = [
    ['requests', 'cpu', wishes.cpu],
    ...(hasCpuLimit ? [['limits', 'cpu', wishes.cpu] as const] : []),
    ['requests', 'memory', wishes.memory],
    ['limits', 'memory', wishes.memory],
  ] as const;
  return parts.flatMap(([part, unit, value]) => {
    if (value === undefined || String(at(delegate.container, 'resources', part, unit)) === value) return [];
    return setChange(scene, {
      code: 'resources',
      object: delegate.object,
      path: [...path, part, unit],
      value,
      why:
        part === 'requests'
          ? 'What the cluster keeps free for one replica.'
          : 'The most that one replica may take.',
    });
  });
};

/** Autoscalers of the file that set the replicas of the delegate. */
export const ownAutoscalers = (scene: Scene): SourceObject[] =>
  objectsBeside(scene, 'HorizontalPodAutoscaler').filter(
    ({value}) => textAt(value, 'spec', 'scaleTargetRef', 'name') === scene.delegate.name,
  );

/** Replicas; those of the autoscaler where there is one, since it would set them anew. */
export const replicasRule: PatchRule = (scene) => {
  const {delegate, wishes} = scene;
  const {replicas} = wishes;
  if (replicas === undefined) return [];
  const autoscalers = [
    ...ownAutoscalers(scene),
    ...(wishes.fixAutoscaler === true ? strayAutoscalers(scene) : []),
  ];
  if (autoscalers.length > 0)
    return autoscalers.flatMap((object) => autoscalerChanges(scene, object, replicas));
  return setChange(scene, {
    code: 'replicas',
    object: delegate.object,
    path: ['spec', 'replicas'],
    value: replicas,
    why: 'So many delegates run side by side.',
  });
};

function autoscalerChanges(scene: Scene, object: SourceObject, replicas: number): PlannedEdit[] {
  const min = numberAt(object.value, 'spec', 'minReplicas') ?? 1;
  const max = numberAt(object.value, 'spec', 'maxReplicas') ?? min;
  const why =
    'The autoscaler sets the replicas of the Deployment, so its numbers are changed, and spec.replicas is not.';
  const change = {code: 'replicas', object, why};
  return [
    ...setChange(scene, {...change, path: ['spec', 'minReplicas'], value: replicas}),
    ...(max < replicas || max === min
      ? setChange(scene, {...change, path: ['spec', 'maxReplicas'], value: replicas})
      : []),
  ];
}

/** Autoscalers that aim at a workload which is not in the file. */
export function strayAutoscalers(scene: Scene): SourceObject[] {
  const names = scene.source.objects.filter(({kind}) => kind === 'Deployment').map(({name}) => name);
  return objectsBeside(scene, 'HorizontalPodAutoscaler').filter(({name, value}) => {
    const aimed = textAt(value, 'spec', 'scaleTargetRef', 'name') ?? '';
    return !names.includes(aimed) && (scene.delegates.length === 1 || name.includes(scene.delegate.name));
  });
}

/** Aims a stray autoscaler at the delegate, where that was asked for. */
export const autoscalerRule: PatchRule = (scene) =>
  scene.wishes.fixAutoscaler !== true
    ? []
    : strayAutoscalers(scene).flatMap((object) =>
        setChange(scene, {
          code: 'autoscaler-target',
          object,
          path: ['spec', 'scaleTargetRef', 'name'],
          value: scene.delegate.name,
          why: 'It aimed at a Deployment that this file does not make.',
        }),
      );
