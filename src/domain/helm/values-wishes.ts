import type {SecurityContext} from '../choices.ts';
import type {EditCode} from '../install/install-patch.ts';
import {isPlainObject} from '../merge.ts';
import type {PatchWishes} from '../patch/patch-types.ts';
import {withoutSlash} from '../patch/wanted-account.ts';
import {isPlaceholder} from '../token.ts';
import {valueAt} from '../value-at.ts';
import type {JsonValue} from '../yaml-edit/json-value.ts';
import {helmSecurity} from './helm-security.ts';
import {splitImage} from './split-image.ts';

/** One value as it shall be; `undefined` takes the key away. */
export interface ValueWish {
  readonly code: EditCode;
  readonly path: readonly string[];
  readonly to: JsonValue | undefined;
  /** Neither the old nor the new value is shown. */
  readonly secret?: boolean;
  /** Where the usual reason for the code does not hold. */
  readonly why?: string;
}

const ASKED = 'You asked for it.';
/** Why the image cannot be written as the file has it. */
const NOT_SPLIT =
  'The file gives the image as image.repository and image.tag, which cannot hold this reference. Give one with a tag, or remove these keys.';

const isWritten = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
/** Empty, or something that a person was meant to replace. */
const isOpen = (value: unknown): boolean =>
  !isWritten(value) || (typeof value === 'string' && isPlaceholder(value));

/** What the chart's values must say for these wishes; a sentence when they cannot. */
export function valueWishes(values: unknown, wishes: PatchWishes): ValueWish[] | string {
  const image = imageWishes(values, wishes.image);
  if (typeof image === 'string') return image;
  return [
    ...image,
    ...one('pull-policy', ['image', 'pullPolicy'], wishes.imagePullPolicy),
    {code: 'upgrader', path: ['upgrader', 'enabled'], to: false},
    ...one('pull-secret', ['imagePullSecret'], wishes.pullSecret),
    ...scaleWishes(values, wishes.replicas),
    ...resourceWishes(values, wishes),
    ...securityWishes(values, wishes),
    ...accountWishes(values, wishes),
    ...tokenWishes(values, wishes),
  ];
}

const one = (code: EditCode, path: readonly string[], to: JsonValue | undefined): ValueWish[] =>
  to === undefined ? [] : [{code, path, to}];

const ACCOUNT = [
  {code: 'account-id', wish: 'accountId', key: 'accountId'},
  {code: 'manager-url', wish: 'managerUrl', key: 'managerEndpoint'},
] as const;

/** Gaps are filled; another value gives way to one that was named. */
const accountWishes = (values: unknown, wishes: PatchWishes): ValueWish[] =>
  ACCOUNT.flatMap(({code, wish, key}) => {
    const value = wishes[wish];
    const wished = one(code, [key], value === undefined ? undefined : withoutSlash(value));
    if (isOpen(valueAt(values, [key]))) return wished;
    const isNamed = wishes.named?.includes(wish) ?? false;
    return isNamed ? wished.map((each) => ({...each, why: ASKED})) : [];
  });

/** `image.repository` wins over `delegateDockerImage`. Source: harness/delegate-helm-chart, Deployment. */
function imageWishes(values: unknown, image: string | undefined): ValueWish[] | string {
  const code = 'image';
  if (image === undefined) return [];
  if (!isWritten(valueAt(values, ['image', 'repository'])))
    return [{code, path: ['delegateDockerImage'], to: image}];
  const parts = splitImage(image);
  if (parts === undefined) return NOT_SPLIT;
  const hadRegistry = isWritten(valueAt(values, ['image', 'registry']));
  const whole = parts.registry === '' ? parts.repository : `${parts.registry}/${parts.repository}`;
  return [
    ...(hadRegistry ? one(code, ['image', 'registry'], parts.registry || 'docker.io') : []),
    {code, path: ['image', 'repository'], to: hadRegistry ? parts.repository : whole},
    {code, path: ['image', 'tag'], to: parts.tag},
  ];
}

/** The autoscaler wins over `replicas`. */
function scaleWishes(values: unknown, replicas: number | undefined): ValueWish[] {
  const code = 'replicas';
  if (replicas === undefined) return [];
  if (valueAt(values, ['autoscaling', 'enabled']) !== true) return [{code, path: ['replicas'], to: replicas}];
  const most = valueAt(values, ['autoscaling', 'maxReplicas']);
  return [
    {code, path: ['autoscaling', 'minReplicas'], to: replicas},
    ...(typeof most === 'number' && most < replicas
      ? one(code, ['autoscaling', 'maxReplicas'], replicas)
      : []),
  ];
}

/** `resources` wins over `cpu` and `memory`, and takes any quantity; what was not asked for is carried over. */
function resourceWishes(values: unknown, {cpu, memory}: PatchWishes): ValueWish[] {
  if (cpu === undefined && memory === undefined) return [];
  const isNew = !isWritten(valueAt(values, ['resources']));
  const old = (key: string, standard: number): string => {
    const value = valueAt(values, [key]);
    return typeof value === 'number' || typeof value === 'string' ? String(value) : String(standard);
  };
  const newCpu = cpu ?? (isNew ? old('cpu', 1) : undefined);
  const newMemory = memory ?? (isNew ? `${old('memory', 2048)}Mi` : undefined);
  return [
    ...one('resources', ['resources', 'requests', 'cpu'], newCpu),
    ...one('resources', ['resources', 'requests', 'memory'], newMemory),
    ...one('resources', ['resources', 'limits', 'memory'], newMemory),
  ];
}

const SECURITY = ['delegate', 'securityContext'];
/** Keys of the security context that a wish decides; one that it does not have would contradict it. */
const DECIDED: readonly string[] = [
  'runAsNonRoot',
  'runAsUser',
  'runAsGroup',
  'capabilities',
  'seccompProfile',
];

function securityWishes(values: unknown, {securityContext, clusterType}: PatchWishes): ValueWish[] {
  if (securityContext === undefined) return [];
  const code = 'security-context';
  const auto: Exclude<SecurityContext, 'auto'> = clusterType === 'openshift' ? 'cluster-uid' : 'non-root';
  const security = helmSecurity(securityContext === 'auto' ? auto : securityContext);
  const present = valueAt(values, SECURITY);
  const wished = Object.entries(security.securityContext as Readonly<Record<string, JsonValue>>);
  const left = isPlainObject(present)
    ? DECIDED.filter((key) => Object.hasOwn(present, key) && !Object.hasOwn(security.securityContext, key))
    : [];
  return [
    ...wished.map(([key, to]): ValueWish => ({code, path: [...SECURITY, key], to})),
    ...left.map((key): ValueWish => ({code, path: [...SECURITY, key], to: undefined})),
    ...('pod' in security ? one(code, ['delegate', 'pod', 'securityContext', 'fsGroup'], null) : []),
  ];
}

function tokenWishes(values: unknown, {token, tokenSecret}: PatchWishes): ValueWish[] {
  const old = valueAt(values, ['delegateToken']);
  if (tokenSecret !== undefined)
    return [
      {code: 'token-secret', path: ['existingDelegateToken'], to: tokenSecret},
      ...(old === undefined
        ? []
        : [{code: 'token-secret' as const, path: ['delegateToken'], to: undefined, secret: true}]),
    ];
  const isNeeded = isOpen(valueAt(values, ['existingDelegateToken'])) && isOpen(old);
  return token === undefined || !isNeeded
    ? []
    : [{code: 'token', path: ['delegateToken'], to: token, secret: true}];
}
