import {numberAt, textAt} from '../deploy/json.ts';
import type {FoundDelegate} from './find-delegates.ts';
import {itemsOf, type LiveObjects} from './live-objects.ts';
import {shownText} from './shown-text.ts';
import type {Autoscaler, LiveDelegate, LiveFinding} from './types.ts';

const targetOf = (autoscaler: unknown) => ({
  kind: textAt(autoscaler, 'spec', 'scaleTargetRef', 'kind') ?? '',
  name: textAt(autoscaler, 'spec', 'scaleTargetRef', 'name') ?? '',
});

/** The autoscalers that set the replicas of a workload. */
export function readAutoscalers(
  {kind, name}: Pick<FoundDelegate, 'kind' | 'name'>,
  {autoscalers}: Pick<LiveObjects, 'autoscalers'>,
): Pick<LiveDelegate, 'autoscalers' | 'autoscalersUnread'> {
  if ('unread' in autoscalers) return {autoscalers: [], autoscalersUnread: autoscalers.unread};
  const own = autoscalers.items.filter((each) => {
    const target = targetOf(each);
    return target.kind === kind && target.name === name;
  });
  return {
    autoscalers: own.map((each): Autoscaler => ({
      name: shownText(each, 'metadata', 'name') ?? '',
      min: numberAt(each, 'spec', 'minReplicas') ?? 1,
      max: numberAt(each, 'spec', 'maxReplicas') ?? 1,
    })),
  };
}

/**
 * An autoscaler beside the delegate that aims at a Deployment which is not there: an early manifest of Harness
 * names another one than it makes. Source: harness/delegate-kubernetes-manifest.
 */
export function strayAutoscalers({autoscalers, deployments}: LiveObjects): LiveFinding[] {
  if ('unread' in deployments) return [];
  const names = deployments.items.map((each) => textAt(each, 'metadata', 'name'));
  return itemsOf(autoscalers).flatMap((each) => {
    const {kind, name} = targetOf(each);
    const own = shownText(each, 'metadata', 'name') ?? '';
    if (kind !== 'Deployment' || names.includes(name) || !/delegate/.test(own)) return [];
    const missing = shownText(each, 'spec', 'scaleTargetRef', 'name') ?? '';
    return [
      {
        code: 'autoscaler-target',
        text: `Autoscaler ${own} aims at Deployment ${missing}, which is not there.`,
        next: 'Set its scaleTargetRef to the name of the delegate, or delete it.',
      },
    ];
  });
}
