import {apiVersionOf, type Kind} from '../kinds.ts';
import type {JsonMap} from '../objects.ts';
import type {Answer, ApiRequest} from './request.ts';
import {REVIEWS} from './review.ts';

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
/** Verbs of subresources, where they are not the usual ones. */
const SUBRESOURCE_VERBS: Readonly<Record<string, readonly string[]>> = {
  exec: ['create', 'get'],
  log: ['get'],
};
const verbsOf = (subresource: string): readonly string[] =>
  SUBRESOURCE_VERBS[subresource] ?? ['get', 'patch', 'update'];

const aggregatedKind = (kind: Kind): JsonMap => ({
  resource: kind.plural,
  responseKind: {group: kind.group, version: kind.version, kind: kind.kind},
  scope: kind.namespaced ? 'Namespaced' : 'Cluster',
  singularResource: kind.singular,
  verbs: VERBS,
  shortNames: kind.shortNames,
  ...(kind.inAll ? {categories: ['all']} : {}),
  subresources: kind.subresources.map((name) => ({
    subresource: name,
    responseKind: {
      group: name === 'scale' ? 'autoscaling' : kind.group,
      version: kind.version,
      kind: name === 'scale' ? 'Scale' : kind.kind,
    },
    verbs: verbsOf(name),
  })),
});

const legacyKind = (kind: Kind): JsonMap[] => [
  {
    name: kind.plural,
    singularName: kind.singular,
    namespaced: kind.namespaced,
    kind: kind.kind,
    verbs: VERBS,
    shortNames: kind.shortNames,
    ...(kind.inAll ? {categories: ['all']} : {}),
  },
  ...kind.subresources.map((name) => ({
    name: `${kind.plural}/${name}`,
    singularName: '',
    namespaced: kind.namespaced,
    kind: name === 'scale' ? 'Scale' : kind.kind,
    verbs: verbsOf(name),
  })),
];

type Group = {
  group: string;
  version: string;
  kinds: readonly Kind[];
  reviews: readonly (typeof REVIEWS)[number][];
};

/** The groups that are served, each in one version. */
export function groupsOf(kinds: readonly Kind[]): Group[] {
  const names = [...new Set([...kinds.map(({group}) => group), ...REVIEWS.map(({group}) => group)])];
  return names.map((group) => ({
    group,
    version: kinds.find((kind) => kind.group === group)?.version ?? 'v1',
    kinds: kinds.filter((kind) => kind.group === group),
    reviews: REVIEWS.filter((review) => review.group === group),
  }));
}

const aggregatedGroup = ({group, version, kinds, reviews}: Group): JsonMap => ({
  metadata: group === '' ? {} : {name: group},
  versions: [
    {
      version,
      freshness: 'Current',
      resources: [
        ...kinds.map(aggregatedKind),
        ...reviews.map(({kind, plural, namespaced}) => ({
          resource: plural,
          responseKind: {group, version, kind},
          scope: namespaced ? 'Namespaced' : 'Cluster',
          singularResource: kind.toLowerCase(),
          verbs: ['create'],
        })),
      ],
    },
  ],
});

const legacyGroup = ({group, version}: Group): JsonMap => ({
  name: group,
  versions: [{groupVersion: apiVersionOf({group, version}), version}],
  preferredVersion: {groupVersion: apiVersionOf({group, version}), version},
});

const legacyResources = ({group, version, kinds, reviews}: Group): JsonMap => ({
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion: apiVersionOf({group, version}),
  resources: [
    ...kinds.flatMap(legacyKind),
    ...reviews.map(({kind, plural, namespaced}) => ({
      name: plural,
      singularName: kind.toLowerCase(),
      namespaced,
      kind,
      verbs: ['create'],
    })),
  ],
});

/** Answers discovery requests; undefined when the path is none. The newest form goes to clients that ask for it. */
export function discovery(request: ApiRequest, kinds: readonly Kind[]): Answer | undefined {
  const groups = groupsOf(kinds);
  const path = request.path.replace(/\/$/, '');
  const core = path === '/api';
  if (core || path === '/apis') {
    const asked = groups.filter(({group}) => (group === '') === core);
    if (/v=v2;as=APIGroupDiscoveryList/.test(request.headers['accept'] ?? ''))
      return {
        code: 200,
        body: {
          kind: 'APIGroupDiscoveryList',
          apiVersion: 'apidiscovery.k8s.io/v2',
          metadata: {},
          items: asked.map(aggregatedGroup),
        },
        headers: {'content-type': AGGREGATED},
      };
    return {
      code: 200,
      body: core
        ? {kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: []}
        : {kind: 'APIGroupList', apiVersion: 'v1', groups: asked.map(legacyGroup)},
    };
  }
  const one = groups.find(
    ({group, version}) => path === (group === '' ? '/api/v1' : `/apis/${group}/${version}`),
  );
  if (one) return {code: 200, body: legacyResources(one)};
  const named = groups.find(({group}) => group !== '' && path === `/apis/${group}`);
  return named && {code: 200, body: {kind: 'APIGroup', apiVersion: 'v1', ...legacyGroup(named)}};
}
