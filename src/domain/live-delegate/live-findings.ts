import {textAt} from '../deploy/json.ts';
import type {FoundDelegate} from './find-delegates.ts';
import type {LiveDelegate, LiveFinding} from './types.ts';

type Read = Omit<LiveDelegate, 'findings'>;

interface FindingRow {
  readonly code: string;
  readonly fits: (delegate: Read, found: FoundDelegate) => boolean;
  readonly text: (delegate: Read) => string;
  readonly next: string;
}

/** What should be looked after, beside auto-upgrade. */
const ROWS: readonly FindingRow[] = [
  {
    code: 'no-delegate',
    fits: (_, {isDelegate}) => !isDelegate,
    text: ({kind, name}) => `${kind} ${name} does not look like a delegate: it has no ACCOUNT_ID.`,
    next: 'Check the name; without --name all delegates of the namespace are listed.',
  },
  {
    code: 'legacy',
    fits: ({kind}) => kind === 'StatefulSet',
    text: ({name}) => `StatefulSet ${name} is a legacy delegate, which Harness no longer supports.`,
    next: 'Install a new delegate beside it with delegate-tui, then delete this one.',
  },
  {
    code: 'harness-image',
    fits: ({image}) => image.byHarness,
    text: () => 'It runs an image of Harness: tools of your own are not in it.',
    next: 'Apply the manifest with your own image, once auto-upgrade is off.',
  },
  {
    code: 'clear-token',
    fits: ({token}) => token.from === 'clear-text' || token.from === 'config-map',
    text: ({token}) =>
      `The token stands in clear text ${token.from === 'clear-text' ? 'in the workload' : 'in a ConfigMap'}, for everybody who may read it.`,
    next: 'Put it into a Secret, refer to that with secretKeyRef, and create a new token in Harness.',
  },
  {
    code: 'no-token',
    fits: ({token}, {isDelegate}) => isDelegate && token.from === 'nowhere',
    text: () => 'It refers to no Secret with a token, so it cannot register.',
    next: 'Set DELEGATE_TOKEN from a Secret.',
  },
  {
    code: 'shared-selector',
    fits: (_, {workload}) => isSharedSelector(workload),
    text: () =>
      'Its selector is the same for every delegate made from that manifest; a second one would share pods.',
    next: 'Keep one delegate in this namespace, or make it anew with its own name as selector.',
  },
];

/** Source: harness/delegate-kubernetes-manifest of 2023, where the label is the word delegate. */
const isSharedSelector = (workload: unknown): boolean =>
  textAt(workload, 'spec', 'selector', 'matchLabels', 'harness.io/name') === 'delegate' &&
  textAt(workload, 'metadata', 'name') !== 'delegate';

/** What should be looked after in one delegate, in the order of the rows. */
export const liveFindings = (delegate: Read, found: FoundDelegate): LiveFinding[] =>
  ROWS.filter(({fits}) => fits(delegate, found)).map(({code, text, next}) => ({
    code,
    text: text(delegate),
    next,
  }));
