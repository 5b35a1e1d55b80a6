import {cleanJson} from '../domain/deploy/clean-json.ts';
import {isObject, listAt, numberAt, textAt} from '../domain/deploy/json.ts';
import type {ObjectState} from '../domain/deploy/object-outcome.ts';
import {objectKey} from '../domain/deploy/object-ref.ts';
import type {ManifestObject} from '../domain/deploy/read-manifest.ts';
import {templateText} from '../domain/rollout/facts/deployment-facts.ts';
import type {AppliedObject} from '../domain/rollout/types.ts';
import type {AppliedOutcome} from '../services/kubectl/apply/apply-types.ts';

export interface AppliedContext {
  /** The Deployment that is rolled out, and what it was before. */
  readonly deployment: {readonly object: ManifestObject; readonly before: ObjectState};
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
 * other images. The images alone may be the work of a webhook, the count that of an autoscaler.
 */
function isOvertaken(
  {generation, template}: Pick<AppliedOutcome, 'generation' | 'template'>,
  {object, before}: AppliedContext['deployment'],
): boolean {
  if (generation === undefined || before === 'unknown') return false;
  const known = isObject(before) ? (numberAt(before, 'metadata', 'generation') ?? generation) : 0;
  if (generation <= known + 1) return false;
  const live = new Map(
    listAt(template, 'spec', 'containers').map((one) => [textAt(one, 'name'), textAt(one, 'image')]),
  );
  return listAt(object.value, 'spec', 'template', 'spec', 'containers').some(
    (one) => live.get(textAt(one, 'name')) !== textAt(one, 'image'),
  );
}
