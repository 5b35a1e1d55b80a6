import {compareVersions} from '../catalogue/compare-versions.ts';
import type {ResolvedTool} from '../catalogue/types.ts';
import {toolPath} from './downloads-run.ts';

/** ENV instructions: PATH with every default version in front, what tools ask for, and both Helms. */
export function environmentInstructions(tools: readonly ResolvedTool[]): string[] {
  const path = toolPath(tools);
  const variables = Object.entries({
    ...Object.assign({}, ...tools.map((tool) => tool.env)),
    ...helmPaths(tools),
  });
  return [
    ...(path === '' ? [] : [`ENV PATH=${path}:$PATH`]),
    ...variables.map(([name, value]) => `ENV ${name}=${String(value)}`),
  ];
}

/**
 * With Helm 2 and 3 in one image, the delegate is told which is which.
 * Source: Harness docs, delegate environment variables.
 */
function helmPaths(tools: readonly ResolvedTool[]): Record<string, string> {
  const helms = tools.filter((tool) => tool.name === 'helm');
  const two = preferred(helms.filter(isHelm2));
  const three = preferred(helms.filter((tool) => !isHelm2(tool)));
  return two && three ? {HELM_PATH: `${two.directory}/helm`, HELM3_PATH: `${three.directory}/helm`} : {};
}

const isHelm2 = (tool: ResolvedTool): boolean => tool.version.startsWith('2.');

/** The default version if it is among them, else the newest. */
const preferred = (tools: readonly ResolvedTool[]): ResolvedTool | undefined =>
  tools.find((tool) => tool.isDefault) ?? [...tools].sort((a, b) => compareVersions(b.version, a.version))[0];
