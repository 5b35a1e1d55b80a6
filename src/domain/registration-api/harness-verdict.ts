import {describeMs} from '../rollout/describe-ms.ts';
import type {HarnessAnswer, HarnessDelegate} from './harness-delegate.ts';

/** What Harness's answer means for the delegate. */
export interface HarnessVerdict {
  readonly state: 'connected' | 'disconnected' | 'not-found' | 'malformed';
  /** One sentence. */
  readonly text: string;
  /** What to do; always there but for `connected`. */
  readonly next?: string;
  /** Worth knowing though it is connected: a sentence, and what to do. */
  readonly notes: readonly {readonly text: string; readonly next: string}[];
}

interface Asked {
  readonly name: string;
  readonly accountId: string;
  /** Unix time in ms. */
  readonly now: number;
}

/** Reads the answer for a person. */
export function harnessVerdict(answer: HarnessAnswer, {name, accountId, now}: Asked): HarnessVerdict {
  switch (answer.state) {
    case 'malformed':
      return {
        state: 'malformed',
        text: 'Harness answered with something that is not a list of delegates.',
        next: 'Check --manager-url: it is the address that you open in the browser.',
        notes: [],
      };
    case 'not-found':
      return {
        state: 'not-found',
        text: `Harness knows no delegate ${name} in account ${accountId}.`,
        next: 'A new delegate takes a minute to register. Then check the account id, the token and the log of the pod.',
        notes: [],
      };
    case 'found':
      return foundVerdict(answer.delegate, answer.others, now);
  }
}

function foundVerdict(delegate: HarnessDelegate, others: number, now: number): HarnessVerdict {
  const {name, connected, replicas, autoUpgrade, lastHeartbeat} = delegate;
  const live = replicas.filter((replica) => replica.connected);
  const versions = [...new Set(live.map(({version}) => version).filter((version) => version !== ''))];
  const notes = [...upgradeNotes(delegate), ...expiryNotes(delegate, now), ...scopeNotes(others, name)];
  if (!connected) {
    const heard = lastHeartbeat === undefined ? 'never' : `${describeMs(now - lastHeartbeat)} ago`;
    return {
      state: 'disconnected',
      text: `Harness knows ${name}, but it is not connected; it was last heard ${heard}.`,
      next: 'Look at the log of the pod, and at the way from the cluster to Harness.',
      notes,
    };
  }
  const count = replicas.length === 0 ? '' : `, ${live.length} of ${replicas.length} replicas`;
  const version = versions.length === 0 ? '' : `, version ${versions.join(' and ')}`;
  return {state: 'connected', text: `connected${count}${version}, ${UPGRADE_WORDS[autoUpgrade]}`, notes};
}

const UPGRADE_WORDS = {
  on: 'auto-upgrade on',
  off: 'auto-upgrade off',
  detecting: 'auto-upgrade not known yet',
  unknown: 'auto-upgrade not known',
} as const;

function upgradeNotes({autoUpgrade}: HarnessDelegate): HarnessVerdict['notes'] {
  if (autoUpgrade === 'on')
    return [
      {
        text: 'Harness sees auto-upgrade as on: an upgrader of this delegate called within the last hour or so.',
        next: 'npx delegate-tui status says whether it is still on in the cluster; Harness may need 90 minutes to see that it is off.',
      },
    ];
  if (autoUpgrade !== 'detecting') return [];
  return [
    {
      text: 'Harness is still finding out whether auto-upgrade is on.',
      next: 'Ask again in 90 minutes; npx delegate-tui status looks in the cluster now.',
    },
  ];
}

function expiryNotes({replicas}: HarnessDelegate, now: number): HarnessVerdict['notes'] {
  const expired = replicas.find(
    ({expiringAt}) => expiringAt !== undefined && expiringAt > 0 && expiringAt < now,
  );
  return expired === undefined
    ? []
    : [
        {
          text: `Harness no longer supports version ${expired.version} of this delegate.`,
          next: 'Build on a newer version; delegate-tui latest asks Harness for it.',
        },
      ];
}

const scopeNotes = (others: number, name: string): HarnessVerdict['notes'] =>
  others === 0
    ? []
    : [
        {
          text: `${others} more delegate${others === 1 ? ' is' : 's are'} called ${name} in other scopes of the account.`,
          next: 'Give each delegate a name of its own, so that it is clear which one is meant.',
        },
      ];
