import type {Actor} from './actors/actor.ts';
import {evicts, losesNode} from './actors/node-actors.ts';
import {addsQuota, installsWebhook, marksNamespaces} from './actors/platform-actors.ts';
import {deletesSecret, renamesKey} from './actors/secret-actors.ts';
import {upgrades} from './actors/upgrader.ts';

/** Who and what else there may be, by name. */
export const ACTORS = {
  'deletes-secret': deletesSecret,
  'renames-key': renamesKey,
  upgrades,
  evicts,
  'loses-node': losesNode,
  'adds-quota': addsQuota,
  'restricts-namespaces': marksNamespaces({labels: {'pod-security.kubernetes.io/enforce': 'restricted'}}),
  'openshift-namespaces': marksNamespaces({
    labels: {
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/audit': 'restricted',
    },
    annotations: {'openshift.io/sa.scc.uid-range': '1000060000/10000', 'openshift.io/sa.scc.mcs': 's0:c8,c2'},
  }),
  'installs-webhook': installsWebhook,
} as const satisfies Record<string, Actor>;

export type ActorName = keyof typeof ACTORS;
