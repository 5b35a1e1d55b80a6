import {numberAt, textAt} from '../domain/deploy/json.ts';
import type {AppliedObject, RolloutInput} from '../domain/rollout/types.ts';
import type {RunRecord} from '../services/run-record.ts';

export interface Found {
  /** Of the Deployment. */
  readonly name: string;
  readonly deployment: unknown;
  /** The run that put it there, when it is known. */
  readonly record?: RunRecord;
}

/** What was applied: as it was written down, or as the Deployment is now. */
export function knownOf({name, deployment, record}: Found): RolloutInput[] {
  const uid = record?.deployment.uid ?? textAt(deployment, 'metadata', 'uid');
  const generation = record?.deployment.generation ?? numberAt(deployment, 'metadata', 'generation');
  const applied: AppliedObject = {
    kind: 'Deployment',
    name,
    ...(uid === undefined ? {} : {uid}),
    ...(generation === undefined ? {} : {generation}),
    ...(record?.deployment.image === undefined ? {} : {image: record.deployment.image}),
  };
  const others = (record?.undo ?? []).map(({ref}): AppliedObject => ({kind: ref.kind, name: ref.name}));
  return [
    ...(record === undefined ? [] : [{type: 'baseline' as const, deployment: record.baseline}]),
    {
      type: 'applied',
      objects: [applied, ...others.filter(({kind}) => kind !== 'Deployment')],
      ...(record?.serverTime === undefined ? {} : {serverTime: record.serverTime}),
    },
  ];
}
