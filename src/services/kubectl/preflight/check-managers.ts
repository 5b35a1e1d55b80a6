import {objectTitle} from '../../../domain/deploy/object-ref.ts';
import type {Check, CheckResult, ObjectConflict} from './check.ts';
import {foreignOwners} from './check-trial.ts';

/** Whose fields would be taken over? Nothing is taken without consent. */
export const checkManagers: Check = async (state) => ({
  results: [...foreignOwners(state), ...byManager(state.conflicts)],
});

function byManager(conflicts: readonly ObjectConflict[]): CheckResult[] {
  const managers = [...new Set(conflicts.map(({manager}) => manager))];
  return managers.map((manager) => {
    const own = conflicts.filter((conflict) => conflict.manager === manager);
    const titles = [...new Set(own.map(({ref}) => objectTitle(ref)))];
    const fields = own.length === 1 ? 'one field' : `${own.length} fields`;
    return {
      id: 'managers',
      state: 'warn',
      text: `${manager} owns ${fields} of ${titles.join(', ')} that the manifest sets.`,
      next: 'Take them over when you apply, or leave them out of the manifest.',
      details: own.map(({ref, field}) => `${objectTitle(ref)} ${field}`),
    };
  });
}
