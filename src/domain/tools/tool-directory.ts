/** Where the delegate looks for client tools. Source: harness/delegate-dockerfile. */
const CLIENT_TOOLS = '/opt/harness-delegate/client-tools';

/** `…/client-tools/kubectl/v1.35.3`; `plain` versions, such as commit hashes, stand without the v. */
export const toolDirectory = (name: string, version: string, plain = false): string =>
  `${CLIENT_TOOLS}/${name}/${plain ? version : `v${version}`}`;
