import {at, listAt, textAt} from '../deploy/json.ts';
import {PATTERNS} from '../patterns.ts';
import {sanitiseLine} from '../text.ts';
import {shownTime} from './shown-text.ts';

export interface PickedPod {
  readonly name: string;
  /** Of the delegate's container; safe to print. */
  readonly image: string;
  /** It runs the image that the workload says now. */
  readonly isCurrent: boolean;
}

interface Wanted {
  /** Name of the delegate's container. */
  readonly container: string;
  /** As the workload says it now. */
  readonly image: string;
}

/**
 * The pod to look into: ready, not on its way out, of the current image if there is one, and the newest of those.
 * `undefined` when no pod is ready. Names that Kubernetes does not allow are left out: they end up in a command.
 */
export function pickPod(pods: readonly unknown[], {container, image}: Wanted): PickedPod | undefined {
  const ready = pods.filter((pod) => isReady(pod)).map((pod) => ({pod, own: imageIn(pod, container)}));
  const [best] = ready.toSorted((a, b) => {
    const byImage = Number(b.own === image) - Number(a.own === image);
    return byImage === 0 ? createdAt(b.pod).localeCompare(createdAt(a.pod)) : byImage;
  });
  if (best === undefined) return undefined;
  return {
    name: textAt(best.pod, 'metadata', 'name') ?? '',
    image: sanitiseLine(best.own ?? '', {maxLength: 300}),
    isCurrent: best.own === image,
  };
}

const createdAt = (pod: unknown): string => shownTime(pod, 'metadata', 'creationTimestamp') ?? '';

const isReady = (pod: unknown): boolean =>
  PATTERNS.dnsSubdomain.test(textAt(pod, 'metadata', 'name') ?? '') &&
  at(pod, 'metadata', 'deletionTimestamp') === undefined &&
  textAt(pod, 'status', 'phase') === 'Running' &&
  listAt(pod, 'status', 'conditions').some(
    (condition) => textAt(condition, 'type') === 'Ready' && textAt(condition, 'status') === 'True',
  );

/** What the pod was made with; its status may name the same image in another way. */
const imageIn = (pod: unknown, container: string): string | undefined =>
  textAt(
    listAt(pod, 'spec', 'containers').find((each) => textAt(each, 'name') === container),
    'image',
  );
