import {CLOUD_TOOLS} from './cloud-tools.ts';
import {DELIVERY_TOOLS} from './delivery-tools.ts';
import {HARNESS_TOOLS} from './harness-tools.ts';
import {INFRASTRUCTURE_TOOLS} from './infrastructure-tools.ts';
import {KUBERNETES_TOOLS} from './kubernetes-tools.ts';
import {SHELL_TOOLS} from './shell-tools.ts';
import type {ToolRow} from './types.ts';

/** Every tool that can be chosen by name, in the order in which lists and Dockerfiles show them. */
export const TOOLS: readonly ToolRow[] = [
  ...KUBERNETES_TOOLS,
  ...HARNESS_TOOLS,
  ...DELIVERY_TOOLS,
  ...INFRASTRUCTURE_TOOLS,
  ...CLOUD_TOOLS,
  ...SHELL_TOOLS,
];

const BY_NAME: ReadonlyMap<string, ToolRow> = new Map(TOOLS.map((tool) => [tool.name, tool]));

/** The row of a tool name; `undefined` for a name that the catalogue does not have. */
export const findTool = (name: string): ToolRow | undefined => BY_NAME.get(name);
