import {PATTERNS} from '../patterns.ts';

/** Where Harness is, and which account is meant. */
export interface Whereabouts {
  readonly accountId?: string;
  readonly managerUrl?: string;
}

export interface AccessRequest {
  readonly apiKey: string | undefined;
  /** What flags or answers say: a person chose it. */
  readonly said: Whereabouts;
  /** What the live delegate is told. Whoever may change the cluster has written it. */
  readonly live: Whereabouts;
  /** The practice cluster talks to no Harness. */
  readonly practice: boolean;
}

export type AccessChoice =
  | {readonly access: {readonly apiKey: string; readonly accountId: string; readonly managerUrl: string}}
  /** Why Harness is not asked, and what to do. */
  | {readonly skipped: string; readonly next: string};

/** Hosts of Harness's own service: an API key of it may go there without anybody saying so. */
const OWN_HOST = /^https:\/\/(?:[a-z0-9-]+\.)*harness\.io(?:[:/]|$)/;

/**
 * Whether Harness can be asked about a delegate, and where. The API key goes to an address that only the cluster
 * names when that is one of Harness's own; any other has to be said by the person.
 */
export function chooseAccess({apiKey, said, live, practice}: AccessRequest): AccessChoice {
  if (apiKey === undefined)
    return {
      skipped: 'Harness is not asked: there is no API key in the environment.',
      next: 'Set HARNESS_PLATFORM_API_KEY to ask it whether the delegate is connected.',
    };
  if (practice && said.managerUrl === undefined)
    return {
      skipped: 'Harness is not asked: nothing in the practice cluster talks to it.',
      next: 'Verify a delegate of a real cluster to ask Harness.',
    };
  const accountId = said.accountId ?? live.accountId;
  const managerUrl = said.managerUrl ?? live.managerUrl;
  if (accountId === undefined || managerUrl === undefined)
    return {
      skipped: `Harness is not asked: the ${accountId === undefined ? 'account id' : 'manager URL'} is not known.`,
      next: `Give it with ${accountId === undefined ? '--account-id' : '--manager-url'}.`,
    };
  if (said.managerUrl === undefined && !(OWN_HOST.test(managerUrl) && PATTERNS.httpUrl.test(managerUrl)))
    return {
      skipped: `Harness is not asked: only the cluster says that its address is ${managerUrl}.`,
      next: 'If your API key may be sent there, say so with --manager-url.',
    };
  return {access: {apiKey, accountId, managerUrl}};
}
