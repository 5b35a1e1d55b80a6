import {at, numberAt, textAt} from '../domain/deploy/json.ts';
import {labelSelector} from '../domain/deploy/label-selector.ts';
import {UNATTENDED} from '../domain/deploy/watch-options.ts';
import type {FoundDelegate} from '../domain/live-delegate/find-delegates.ts';
import {sanitiseLine} from '../domain/text.ts';
import type {DeployControls} from './controls.ts';
import {follow} from './follow.ts';
import {knownOf} from './known-of.ts';
import type {StatusEvent} from './status-events.ts';
import type {EndStatus, StatusRequest} from './status-request.ts';

interface Looked {
  readonly request: StatusRequest;
  readonly found: FoundDelegate;
  /** For the end. */
  readonly delegate: {
    readonly name: string;
    readonly image: string;
    readonly next: readonly string[];
    readonly autoUpgrade?: 'off' | 'on';
  };
}

interface Around {
  readonly end: EndStatus;
  readonly controls: Pick<DeployControls, 'leave'>;
}

/** How the rollout stands at this moment, and the end. */
export async function* statusRollout(
  looked: Looked,
  around: Around,
): AsyncGenerator<StatusEvent, void, undefined> {
  if (looked.found.kind === 'StatefulSet') return yield countedEnd(looked, around);
  const {request, found, delegate} = looked;
  const {name, workload, container} = found;
  const containerName = textAt(container, 'name');
  const {outcome, view, afterMs} = yield* follow(
    {
      ...request,
      name,
      selector: labelSelector(at(workload, 'spec', 'selector')),
      known: knownOf({
        name,
        deployment: workload,
        ...(request.record === undefined ? {} : {record: request.record}),
      }),
      options: UNATTENDED,
      once: true,
      ...(containerName === undefined ? {} : {container: containerName}),
    },
    around.controls,
  );
  if (outcome === 'complete') yield {type: 'registered', ...view.registration};
  const image = request.record?.deployment.image;
  const isReplaced = image !== undefined && image !== textAt(container, 'image');
  yield around.end(isReplaced && outcome === 'complete' ? 'superseded' : outcome, {
    ...delegate,
    view,
    afterMs,
    ...(isReplaced && outcome === 'complete'
      ? {
          reason: `The Deployment now uses ${delegate.image}, not ${sanitiseLine(image)} as it was applied.`,
          next: [...delegate.next, 'Once auto-upgrade is off, apply again.'],
        }
      : {}),
  });
}

/** A StatefulSet is not followed; its counts say enough for one look. */
function countedEnd({found: {workload}, delegate}: Looked, {end}: Around): StatusEvent {
  const wanted = numberAt(workload, 'spec', 'replicas') ?? 1;
  const ready = numberAt(workload, 'status', 'readyReplicas') ?? 0;
  const current = textAt(workload, 'status', 'currentRevision');
  const isNew = current === textAt(workload, 'status', 'updateRevision');
  const state = `StatefulSet ${delegate.name}: ${ready} of ${wanted} ready`;
  return end('progressing', {
    ...delegate,
    reason: isNew ? `${state}.` : `${state}, an update is under way.`,
  });
}
