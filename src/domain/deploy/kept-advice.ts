import {kubectlCommand, type CommandPlace} from './kubectl-command.ts';
import type {ObjectRef} from './object-ref.ts';

const USUAL = 'Look at what was kept, and set it right by hand.';

/**
 * What to do about an object that an undo keeps although something of what was applied stays with it. One line.
 * The cluster keeps the pod templates of a Deployment; a later apply does not know that it was set back.
 */
export function keptAdvice({kind, name, namespace}: ObjectRef, {context}: CommandPlace): string {
  if (kind === 'Secret') return 'Put the old content back by hand, from where you keep it.';
  if (kind !== 'Deployment') return USUAL;
  const place = {context, ...(namespace === undefined ? {} : {namespace})};
  const undo = kubectlCommand(place, 'rollout', 'undo', `deployment/${name}`);
  return `Go back by hand, and apply the manifest of before, too, or the next apply brings this back: ${undo}`;
}
