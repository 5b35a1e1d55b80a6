import {at, listAt, numberAt, objectAt, textAt} from '../../deploy/json.ts';
import {findPlaceholders} from '../../deploy/find-placeholders.ts';
import {objectRef} from '../../deploy/object-ref.ts';
import {isPlaceholder} from '../../token.ts';
import {accountOf, podSpecOf, type Scene} from '../scene.ts';
import {isTokenGap, tokenPlaces, tokenReaders} from '../token-places.ts';
import type {FindingRow, Hit, Looked} from './finding-row.ts';

const CLEAR_VARIABLE = /^(?:DELEGATE_TOKEN|ACCOUNT_SECRET|UPGRADER_TOKEN)$/;

/** Bindings of cluster-admin to the account of the delegate. */
const clusterAdmin = (scene: Scene): Hit[] =>
  scene.source.objects
    .filter(
      ({kind, value}) =>
        kind === 'ClusterRoleBinding' &&
        textAt(value, 'roleRef', 'name') === 'cluster-admin' &&
        listAt(value, 'subjects').some(
          (subject) =>
            textAt(subject, 'name') === accountOf(scene) &&
            (textAt(subject, 'namespace') ?? '') === scene.delegate.namespace,
        ),
    )
    .map((object) => ({
      object,
      path: ['roleRef'],
      message: `lets pipelines do anything in the cluster${accountOf(scene) === 'default' ? ', and every pod that runs as the account default' : ''}; bind a smaller role when they need less`,
    }));

const clearTokens = ({delegate}: Scene): Hit[] =>
  listAt(delegate.container, 'env').flatMap((entry, index) => {
    const value = at(entry, 'value');
    const isToken = CLEAR_VARIABLE.test(textAt(entry, 'name') ?? '');
    if (!isToken || typeof value !== 'string' || isPlaceholder(value)) return [];
    return [
      {
        object: delegate.object,
        path: [...delegate.containerPath, 'env', index],
        message:
          'holds the token in clear text, for everybody who may read the Deployment; put it into a Secret and name that with --token-from secret --token-secret NAME',
      },
    ];
  });

const tokensInFile = (scene: Scene): Hit[] => {
  const first = tokenReaders(scene)
    .flatMap((reader) => tokenPlaces(scene, reader))
    .find((place) => place.part !== 'env' && !isTokenGap(place));
  return first === undefined
    ? []
    : [
        {
          ...first,
          message:
            'holds the token, which anybody can decode; keep this file out of git and readable by you alone',
        },
      ];
};

const open = (scene: Scene, name: string, flag: string): Hit[] =>
  listAt(scene.delegate.container, 'env').flatMap((entry, index) => {
    const value = at(entry, 'value');
    const isOpen =
      value === null || value === undefined || (typeof value === 'string' && isPlaceholder(value));
    if (textAt(entry, 'name') !== name || at(entry, 'valueFrom') !== undefined || !isOpen) return [];
    return [
      {
        object: scene.delegate.object,
        path: [...scene.delegate.containerPath, 'env', index],
        message: `${name} is empty, so the delegate cannot register; give it with ${flag}`,
      },
    ];
  });

const openTokens = (scene: Scene): Hit[] =>
  tokenReaders(scene)
    .flatMap((reader) => tokenPlaces(scene, reader).map((place) => ({...place, reader})))
    .filter(
      (place) => isTokenGap(place) && (place.reader.object === scene.delegate.object || place.value !== ''),
    )
    .map(({object, path}) => ({
      object,
      path,
      message:
        'waits for the token; give it with --token-file FILE, or name a Secret that has it with --token-from secret --token-secret NAME',
    }));

/** Whatever else reads `YOUR_…`, beside what other rows told. */
function placeholders(looked: Looked): Hit[] {
  const told = new Set(
    [
      ...openTokens(looked),
      ...open(looked, 'ACCOUNT_ID', ''),
      ...open(looked, 'MANAGER_HOST_AND_PORT', ''),
    ].map(({object, path = []}) => `${looked.source.objects.indexOf(object)}/${path.join('.')}`),
  );
  return looked.source.objects.flatMap((object, index) => {
    const ref = objectRef(object.value);
    if (ref === undefined) return [];
    return findPlaceholders([{ref, value: object.value}])
      .filter(({path}) => ![...told].some((each) => `${index}/${path}.`.startsWith(`${each}.`)))
      .filter(
        ({path}) =>
          !path.endsWith('.image') &&
          !(object.kind === 'Secret' && at(object.value, ...path.split('.')) === ''),
      )
      .map(({path}) => ({
        object,
        path: stepsOf(object.value, path),
        message: 'is a placeholder; put the value there that belongs to you',
      }));
  });
}

/** `data.config.yaml` names two steps, not three. */
function stepsOf(value: unknown, path: string): (string | number)[] {
  if (path === '') return [];
  for (const key of Object.keys(objectAt({value: value ?? {}}, 'value'))) {
    if (path === key) return [key];
    if (path.startsWith(`${key}.`)) return [key, ...stepsOf(at(value, key), path.slice(key.length + 1))];
  }
  const [first = '', ...rest] = path.split('.');
  return [Number(first), ...stepsOf(at(value, Number(first)), rest.join('.'))];
}

function rootUid(looked: Looked): Hit[] {
  const {delegate, wishes} = looked;
  const own = numberAt(delegate.container, 'securityContext', 'runAsUser');
  const uid = own ?? numberAt(podSpecOf(looked), 'securityContext', 'runAsUser');
  if (uid === undefined || (uid !== 0 && wishes.clusterType !== 'openshift')) return [];
  const path =
    own === undefined
      ? ['spec', 'template', 'spec', 'securityContext']
      : [...delegate.containerPath, 'securityContext'];
  const message =
    wishes.clusterType === 'openshift'
      ? `runAsUser ${uid} is refused by OpenShift, and no pod appears; let the cluster choose with --security-context cluster-uid`
      : 'root is needed only by an INIT_SCRIPT that installs packages, and OpenShift refuses it; change it with --security-context auto, on OpenShift with --cluster openshift too';
  return [{object: delegate.object, path: [...path, 'runAsUser'], message}];
}

/** About rights, uid, token and account. */
export const ACCESS_FINDINGS: readonly FindingRow[] = [
  {code: 'token-open', severity: 'error', find: openTokens},
  {code: 'account-open', severity: 'error', find: (looked) => open(looked, 'ACCOUNT_ID', '--account-id ID')},
  {
    code: 'manager-open',
    severity: 'error',
    find: (looked) => open(looked, 'MANAGER_HOST_AND_PORT', '--manager-url URL'),
  },
  {code: 'placeholder', severity: 'error', find: placeholders},
  {code: 'token-clear', severity: 'warning', find: clearTokens},
  {code: 'token-in-file', severity: 'notice', find: tokensInFile},
  {code: 'cluster-admin', severity: 'notice', find: clusterAdmin},
  {code: 'root-uid', severity: 'warning', find: rootUid},
];
