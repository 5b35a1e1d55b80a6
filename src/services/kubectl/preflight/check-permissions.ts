import {objectKey} from '../../../domain/deploy/object-ref.ts';
import {applyPermissions, watchPermissions, type Permission} from '../../../domain/deploy/permissions.ts';
import {askAccess} from '../ask-access.ts';
import {readObjects} from '../read-objects.ts';
import {unreachable} from '../unreachable.ts';
import {checkSecrets} from './check-secrets.ts';
import {withSignal, type Check, type CheckResult} from './check.ts';

/** Reads what is there already: the baseline of the rollout and of an undo, and the Secrets that pods refer to. */
export const takeSnapshot: Check = async (state) => {
  const refs = state.objects.map(({ref}) => ref);
  const {states, failure} = await readObjects({connection: state.connection, refs, ...withSignal(state)});
  state.before = states;
  // Where nobody answers, nobody is asked about more.
  const isOver = unreachable({failure}) !== undefined;
  const secrets = isOver ? [] : (await checkSecrets(state)).results;
  if (failure === undefined) return {results: secrets};
  return {
    results: [
      {
        id: 'changes',
        state: 'warn',
        text: 'Some objects may not be read; what changes in them cannot be shown, nor undone.',
        next: failure.next,
        details: [failure.message],
      },
      ...secrets,
    ],
  };
};

/** May we do all that is to be done? One question for everything. */
export const checkPermissions: Check = async (state) => {
  const {connection, objects, before} = state;
  const existing = new Set([...before].flatMap(([key, value]) => (value === undefined ? [] : [key])));
  const wanted = [...applyPermissions(objects, existing), ...watchPermissions(connection.target.namespace)];
  const answers = await askAccess({connection, permissions: wanted, ...withSignal(state)});
  if ('failure' in answers) {
    const {message, next} = answers.failure;
    return {
      results: [
        {
          id: 'permissions',
          state: 'warn',
          text: 'Permissions could not be asked for; the trial run shows most of them.',
          next,
          details: [message],
        },
      ],
    };
  }
  const denied = (need: Permission['need']) =>
    answers.denied.filter((permission) => permission.need === need);
  const unknown = objects.filter(
    ({ref}) =>
      !wanted.some(({what}) => what.endsWith(` ${ref.kind} ${ref.name}`)) && !existing.has(objectKey(ref)),
  );
  return {
    results: [
      ...applyResult(denied('apply'), unknown.length),
      ...roleResult(denied('role')),
      ...watchResult(denied('watch'), denied('reasons')),
    ],
  };
};

const ADMIN = 'Ask an administrator for these permissions, or let one apply the manifest.';
const listed = (permissions: readonly Permission[]): string[] => permissions.map(({what}) => what);

function applyResult(denied: readonly Permission[], unknown: number): CheckResult[] {
  const [first] = denied;
  if (first === undefined) {
    const rest = unknown === 0 ? '' : ` For ${unknown} of unknown kind only the trial run can tell.`;
    return [{id: 'permissions', state: 'ok', text: `You may apply everything in the manifest.${rest}`}];
  }
  const clusterWide = denied.some(
    ({group, namespace}) => namespace === undefined && group.startsWith('rbac.'),
  );
  const next = clusterWide
    ? `Choose permissions inside the namespace only, or: ${ADMIN.charAt(0).toLowerCase()}${ADMIN.slice(1)}`
    : ADMIN;
  const more = denied.length > 1 ? `, and ${denied.length - 1} more` : '';
  return [
    {
      id: 'permissions',
      state: 'fail',
      text: `You may not ${first.what}${more}.`,
      next,
      details: listed(denied),
    },
  ];
}

function roleResult(denied: readonly Permission[]): CheckResult[] {
  const [first] = denied;
  if (first === undefined) return [];
  return [
    {
      id: 'permissions',
      state: 'warn',
      text: `You may ${first.what} only if you hold all of its rights yourself.`,
      next: 'The trial run tells; if it refuses, ask an administrator.',
      details: listed(denied),
    },
  ];
}

function watchResult(watch: readonly Permission[], reasons: readonly Permission[]): CheckResult[] {
  if (watch.length > 0) {
    return [
      {
        id: 'watch',
        state: 'warn',
        text: 'You may not follow the Deployment; the rollout would be applied unseen.',
        next: ADMIN,
        details: listed(watch),
      },
    ];
  }
  if (reasons.length === 0) return [];
  const what = [
    ...new Set(reasons.map(({resource, subresource}) => (subresource === 'log' ? 'logs of pods' : resource))),
  ];
  return [
    {
      id: 'watch',
      state: 'warn',
      text: `You may not read ${what.join(' and ')}: fewer reasons can be shown.`,
      next: ADMIN,
      details: listed(reasons),
    },
  ];
}
