import {findPlaceholders} from '../../../domain/deploy/find-placeholders.ts';
import {objectTitle} from '../../../domain/deploy/object-ref.ts';
import {HELM_VALUES, type ManifestReading} from '../../../domain/deploy/read-manifest.ts';
import type {CheckResult} from './check.ts';

/** Needs no cluster: is there something to apply, is it complete, does it belong where it goes? */
export function checkManifest({objects, problems}: ManifestReading, namespace: string): CheckResult[] {
  const fail = (text: string, next: string): CheckResult => ({
    id: 'manifest',
    state: 'fail',
    text,
    next,
  });
  const broken = problems.map((problem) =>
    fail(
      problem,
      problem === HELM_VALUES ? 'Or choose the manifest of a delegate.' : 'Correct the manifest.',
    ),
  );
  if (broken.length > 0) return broken;
  const results: CheckResult[] = [];
  if (!objects.some(({ref}) => ref.kind === 'Deployment')) {
    results.push({
      id: 'manifest',
      state: 'warn',
      text: 'The manifest holds no Deployment, so no delegate is applied and none is watched.',
      next: 'Go on if that is meant; else apply the manifest of the delegate, too.',
    });
  }
  const gaps = findPlaceholders(objects);
  const [gap] = gaps;
  if (gap !== undefined) {
    results.push({
      ...fail(
        `${objectTitle(gap.ref)} still has a placeholder in ${gap.path}.`,
        'Put the delegate token there, or let the manifest use an existing Secret.',
      ),
      details: gaps.map(({ref, path}) => `${objectTitle(ref)}: ${path}`),
    });
  }
  const elsewhere = objects.find(({ref}) => ref.namespace !== undefined && ref.namespace !== namespace);
  if (elsewhere !== undefined) {
    results.push(
      fail(
        `${objectTitle(elsewhere.ref)} belongs to namespace ${elsewhere.ref.namespace ?? ''}, not to ${namespace}.`,
        'Choose that namespace as the target, or change the manifest.',
      ),
    );
  }
  return results;
}
