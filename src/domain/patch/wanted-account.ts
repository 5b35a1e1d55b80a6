import type {PatchWishes} from './patch-types.ts';

/** Account or manager, as a file shall have it. */
export interface WantedAccount {
  /** Of the delegate. */
  readonly variable: string;
  /** In the configuration of the upgrader. */
  readonly key: string;
  readonly flag: string;
  readonly value: string;
  /** Another value in the file gives way. */
  readonly isNamed: boolean;
}

const ROWS = [
  {wish: 'accountId', variable: 'ACCOUNT_ID', key: 'accountId', flag: '--account-id'},
  {wish: 'managerUrl', variable: 'MANAGER_HOST_AND_PORT', key: 'managerHost', flag: '--manager-url'},
] as const;

export const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** What is asked for of account and manager; the address without slashes at its end, as delegates want it. */
export const wantedAccount = (wishes: PatchWishes): WantedAccount[] =>
  ROWS.flatMap(({wish, ...row}) => {
    const value = wishes[wish];
    if (value === undefined) return [];
    return [{...row, value: withoutSlash(value), isNamed: wishes.named?.includes(wish) ?? false}];
  });
