/** What to send to the API of Harness. */
export interface ListDelegatesRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Asks for the delegates of that name, connected or not, in the account and in all of its organizations and
 * projects. Source: Harness docs, delegate details API.
 */
export const listDelegatesRequest = (name: string): ListDelegatesRequest => ({
  path: '/ng/api/delegate-setup/listDelegates',
  query: {all: 'true'},
  body: {filterType: 'Delegate', delegateName: name},
});
