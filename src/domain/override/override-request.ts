import type {Answers} from '../answers.ts';
import {imageRef} from '../image-ref.ts';
import {managerUrl} from '../manifest/manager-url.ts';

/** Longest time that Harness keeps an override, in days. Source: Harness docs, delegate upgrades and expiration. */
export const OVERRIDE_DAYS = 180;

/** A request to Harness Manager; everything it says stands in its address. */
export interface OverrideRequest {
  readonly method: 'PUT' | 'GET';
  readonly url: string;
}

const PATH = '/ng/api/delegate-setup/override-delegate-tag';

/** Without what a page's address may carry behind its path. */
const base = (answers: Answers): string =>
  managerUrl(answers)
    .replace(/[?].*$/, '')
    .replace(/\/+$/, '');

const address = (answers: Answers, query: readonly (readonly [string, string])[]): string =>
  `${base(answers)}${PATH}?${query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;

/**
 * The request after which Harness's upgrader installs our image in the place of its own, for delegates of the
 * account that carry all of the delegate's tags; without tags for every delegate of the account.
 * Source: Harness docs, use automatic upgrade with custom delegate images.
 */
export const overrideRequest = (answers: Answers): OverrideRequest => ({
  method: 'PUT',
  url: address(answers, [
    ['accountIdentifier', answers.delegate.accountId],
    ['delegateTag', imageRef(answers)],
    ...answers.delegate.tags.map((tag) => ['tags', tag] as const),
    ['validTillNextRelease', 'false'],
    ['validForDays', String(OVERRIDE_DAYS)],
  ]),
});

/** The request that lists the overrides which hold now. */
export const overrideList = (answers: Answers): OverrideRequest => ({
  method: 'GET',
  url: address(answers, [['accountIdentifier', answers.delegate.accountId]]),
});
