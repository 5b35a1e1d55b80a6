import type {DeployChange} from '../../../domain/deploy/events.ts';
import {maskedDiff} from '../../../domain/deploy/masked-diff.ts';
import {isObject, textAt} from '../../../domain/deploy/json.ts';
import {objectKey, objectTitle} from '../../../domain/deploy/object-ref.ts';
import type {ManifestObject} from '../../../domain/deploy/read-manifest.ts';
import type {KubectlFailure} from '../classify-error.ts';
import {conflictsIn, tryObjects} from '../try-objects.ts';
import type {Trial} from '../trial/trial-call.ts';
import {withSignal, type Check, type CheckResult, type PreflightState} from './check.ts';

/** The server applies everything without keeping it, and shows what would come of it. */
export const checkTrial: Check = async (state) => {
  const {connection, objects, namespaceExists} = state;
  // In a namespace that does not exist yet the server refuses everything, whatever it is.
  const asked = namespaceExists ? objects : objects.filter(({ref}) => ref.namespace === undefined);
  const {trials, warnings, failure} = await tryObjects({connection, objects: asked, ...withSignal(state)});
  if (failure !== undefined) {
    state.failure = failure;
    return {
      stop: true,
      results: [
        {
          id: 'trial',
          state: 'fail',
          text: failure.message,
          next: failure.next,
          details: failure.raw.split('\n'),
        },
      ],
    };
  }
  state.tried = new Map(
    trials.flatMap((trial) => (trial.result === 'accepted' ? [[objectKey(trial.ref), trial.object]] : [])),
  );
  state.changes = objects.map((object) => changeOf(state, object, trials));
  state.conflicts = conflictsIn(trials);
  return {
    results: [
      ...trialResults(trials, objects.length),
      ...warningResult(warnings),
      ...changesResult(state.changes),
    ],
  };
};

function changeOf(
  {before}: PreflightState,
  {ref, value}: ManifestObject,
  trials: readonly Trial[],
): DeployChange {
  const trial = trials.find((each) => objectKey(each.ref) === objectKey(ref));
  const known = before.get(objectKey(ref));
  // Not asked yet: all of it will be new, and nothing but what the manifest says is known.
  if (trial === undefined && known === undefined)
    return {ref, kind: 'new', diff: maskedDiff(undefined, value)};
  if (trial?.result !== 'accepted' || known === 'unknown') return {ref, kind: 'unchecked'};
  const diff = maskedDiff(known, trial.object);
  if (known === undefined) return {ref, kind: 'new', diff};
  return diff.lines.length === 0 ? {ref, kind: 'unchanged'} : {ref, kind: 'changed', diff};
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

function trialResults(trials: readonly Trial[], total: number): CheckResult[] {
  const refused = trials.flatMap((trial) => (trial.result === 'refused' ? [trial] : []));
  const [first] = refused;
  if (first !== undefined) {
    const more = refused.length > 1 ? ` ${count(refused.length - 1, 'other object')} refused too.` : '';
    return [
      {
        id: 'trial',
        state: 'fail',
        text: `${objectTitle(first.ref)}: ${first.failure.message}${more}`,
        next: adviceFor(first.failure),
        details: refused.map(({ref, failure}) => `${objectTitle(ref)}: ${failure.message}`),
      },
    ];
  }
  const later = total - trials.length;
  const text = `The server accepts ${later === 0 ? `all ${count(total, 'object')}` : count(trials.length, 'object')}.`;
  return [
    {
      id: 'trial',
      state: 'ok',
      text: later === 0 ? text : `${text} ${later} more can be checked once the namespace exists.`,
    },
  ];
}

const IMMUTABLE = /immutable|may not change|cannot be updated|cannot change roleRef/i;

const adviceFor = (failure: KubectlFailure): string =>
  IMMUTABLE.test(failure.raw)
    ? 'Deploy under a new name, or delete the old object first; what depends on it ends then.'
    : failure.next;

const warningResult = (warnings: readonly string[]): CheckResult[] => {
  const [first] = warnings;
  if (first === undefined) return [];
  const state = 'warn';
  return [
    {
      id: 'trial',
      state,
      text: `The server warns: ${first}`,
      next: 'Pods may be refused later; read the warning before you go on.',
      details: warnings,
    },
  ];
};

function changesResult(changes: readonly DeployChange[]): CheckResult[] {
  const titles = (kind: DeployChange['kind']) =>
    changes.filter((change) => change.kind === kind).map(({ref}) => objectTitle(ref));
  const parts = [
    ...(titles('new').length > 0 ? [`${titles('new').length} new`] : []),
    ...(titles('changed').length > 0
      ? [
          `${titles('changed').length} changed (${titles('changed').slice(0, 3).join(', ')}${titles('changed').length > 3 ? ', …' : ''})`,
        ]
      : []),
    ...(titles('unchanged').length > 0 ? [`${titles('unchanged').length} unchanged`] : []),
  ];
  return parts.length === 0 ? [] : [{id: 'changes', state: 'ok', text: `Changes: ${parts.join(', ')}.`}];
}

/** Who looks after an object that is there already, when it is not us: its label says so. */
export function foreignOwners({objects, before}: PreflightState): CheckResult[] {
  return objects.flatMap(({ref, value}) => {
    const known = before.get(objectKey(ref));
    if (!isObject(known) || ref.kind === 'Namespace') return [];
    const label = (object: unknown) => textAt(object, 'metadata', 'labels', 'app.kubernetes.io/managed-by');
    const owner = label(known);
    if (owner === undefined || owner === label(value) || owner === 'delegate-tui') return [];
    return [
      {
        id: 'managers' as const,
        state: 'warn' as const,
        text: `${objectTitle(ref)} is there already and is looked after by ${owner}.`,
        next: `Choose another name, or tell ${owner} to let go of it.`,
      },
    ];
  });
}
