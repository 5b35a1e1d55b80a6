import type {RunPlace} from '../deploy/deploy-types.ts';
import {containerOf} from '../deploy/image-of.ts';
import {readManifest} from '../domain/deploy/read-manifest.ts';
import type {DeployMessage} from '../wizard/deploy/effects.ts';
import type {DeployContext} from './context.ts';

const LINES = 100;
/** Of a Deployment that was not made from a manifest we know. Source: Harness, kubernetes manifest of a delegate. */
const USUAL_CONTAINER = 'delegate';

function containerIn({manifests, delegate}: DeployContext): string {
  const objects = manifests.flatMap((text) => readManifest(text, delegate.namespace).objects);
  const deployment = objects.find(({ref}) => ref.kind === 'Deployment');
  return containerOf(deployment?.value) ?? USUAL_CONTAINER;
}

/** Reads the last lines of a pod's log, because somebody asked for them. Does not throw. */
export async function readPodLog(
  context: DeployContext,
  place: RunPlace | undefined,
  {run, pod}: {readonly run: number; readonly pod: string},
): Promise<DeployMessage> {
  const failed = (message: string): DeployMessage => ({type: 'failed', where: 'read-log', run, message});
  if (place === undefined) return failed('There is no cluster to ask yet. Try again in a moment.');
  const {readLog} = await import('../services/kubectl/logs.ts');
  const {connection} = place;
  const {state, lines, text} = await readLog({connection, pod, container: containerIn(context), tail: LINES});
  if (state === 'unread') return failed(`${text} Press l to try again.`);
  return {type: 'log-read', run, pod, lines: state === 'read' ? lines : [text]};
}
