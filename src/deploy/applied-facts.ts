import {cleanJson} from '../domain/deploy/clean-json.ts';
import {isObject, listAt, numberAt, textAt} from '../domain/deploy/json.ts';
import {objectKey} from '../domain/deploy/object-ref.ts';
import {templateText} from '../domain/rollout/facts/deployment-facts.ts';
import type {AppliedObject} from '../domain/rollout/types.ts';
import type {AppliedOutcome} from '../services/kubectl/apply/apply-types.ts';
import type {RolledOut} from '../services/kubectl/preflight.ts';

export interface AppliedContext {
  readonly deployment: RolledOut;
  /** As the watch takes them out of what it reads: the same template is the same text then. */
  readonly secrets: readonly string[];
}

/** What the watch has to know of an object that was applied: of the Deployment also what it looks like as ours. */
export function appliedFacts(
  {ref, template, ...rest}: AppliedOutcome,
  {deployment, secrets}: AppliedContext,
): AppliedObject {
  const facts: AppliedObject = {...rest, kind: ref.kind, name: ref.name};
  if (template === undefined || objectKey(ref) !== objectKey(deployment.object.ref)) return facts;
  return isOvertaken({...rest, template}, deployment)
    ? {...facts, overtaken: true}
    : {...facts, template: templateText(cleanJson(template, secrets))};
}

/**
 * Whether what was read back is not ours any more: the Deployment was written more often than by us alone, and has
 * other images than the trial has shown, with whatever a webhook made of them. Written more often it may be by an
 * autoscaler, too.
 */
function isOvertaken(
  {generation, template}: Pick<AppliedOutcome, 'generation' | 'template'>,
  {object, before, tried = object.value}: RolledOut,
): boolean {
  if (generation === undefined || before === 'unknown') return false;
  const known = isObject(before) ? (numberAt(before, 'metadata', 'generation') ?? generation) : 0;
  if (generation <= known + 1) return false;
  const live = new Map(
    listAt(template, 'spec', 'containers').map((one) => [textAt(one, 'name'), textAt(one, 'image')]),
  );
  return listAt(tried, 'spec', 'template', 'spec', 'containers').some(
    (one) => live.get(textAt(one, 'name')) !== textAt(one, 'image'),
  );
}
