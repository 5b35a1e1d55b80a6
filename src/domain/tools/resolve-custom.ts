import type {CustomTool} from '../answers.ts';
import {ARCHES, type Download, type ResolvedTool} from '../catalogue/types.ts';
import {pinnedSums} from './pinned-sums.ts';
import {toolDirectory} from './tool-directory.ts';

/** A tool that the catalogue does not know, in the form of those that it knows. */
export function resolveCustom(tool: CustomTool): ResolvedTool {
  const version = tool.version.replace(/^v(?=\d)/, '');
  const fill = (template: string) => template.replaceAll('{version}', tool.version);
  const sha256 = pinnedSums(tool.sha256 ?? {});
  const directory = toolDirectory(tool.name, version);
  const upstream: Download = {
    url: fill(tool.url),
    archive: tool.archive ?? 'none',
    ...(tool.member === undefined ? {} : {member: fill(tool.member)}),
    arch: {amd64: tool.arch?.amd64 ?? 'amd64', arm64: tool.arch?.arm64 ?? 'arm64'},
  };
  return {
    name: tool.name,
    version,
    command: tool.name,
    source: 'custom',
    install: {kind: 'download', upstream},
    sha256,
    isDefault: true,
    directory,
    binDirectory: directory,
    versionArgs: tool.versionArgs ?? '--version',
    packages: [],
    env: {},
    arches: ARCHES,
    because: 'chosen',
    integrity: Object.keys(sha256).length > 0 ? 'pinned' : 'none',
  };
}
