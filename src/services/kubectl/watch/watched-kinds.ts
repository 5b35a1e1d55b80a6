import {isNamedAfter} from '../../../domain/rollout/is-named-after.ts';
import type {StreamKind} from '../../../domain/rollout/types.ts';
import {textAt} from '../../../domain/deploy/json.ts';

/** What is watched for one rollout. */
export interface Watched {
  /** Name of the Deployment. */
  readonly name: string;
  /** Label selector of its pods, as text. */
  readonly selector: string;
}

interface KindRequest {
  readonly group: string;
  readonly version: string;
  /**
   * Selectors of a list or watch. `busy`: the namespace holds more than one page of them. That narrows a list, never
   * a watch: what comes from now on may be ordinary and still matter, such as a scale-up.
   */
  readonly query: (watched: Watched, busy: boolean) => Readonly<Record<string, string>>;
  /** Which of the objects are worth handing on. */
  readonly wanted: (object: unknown, watched: Watched) => boolean;
}

const everything = () => true;
const byLabels = ({selector}: Watched) => ({labelSelector: selector});

/** Events have no labels; those of ours are about objects that are named after the Deployment. */
const aboutUs = (event: unknown, {name}: Watched): boolean => {
  const about = textAt(event, 'involvedObject', 'name') ?? textAt(event, 'regarding', 'name') ?? '';
  return isNamedAfter(about, name);
};

export const KIND_REQUESTS: Readonly<Record<StreamKind, KindRequest>> = {
  deployments: {
    group: 'apps',
    version: 'v1',
    query: ({name}) => ({fieldSelector: `metadata.name=${name}`}),
    wanted: everything,
  },
  replicasets: {group: 'apps', version: 'v1', query: byLabels, wanted: everything},
  pods: {group: '', version: 'v1', query: byLabels, wanted: everything},
  events: {
    group: '',
    version: 'v1',
    query: (_, busy): Readonly<Record<string, string>> => (busy ? {fieldSelector: 'type!=Normal'} : {}),
    wanted: aboutUs,
  },
};
