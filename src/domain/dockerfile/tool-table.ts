import type {Answers} from '../answers.ts';
import type {ResolvedTool} from '../catalogue/types.ts';
import {resolveTools, type ToolAnswers} from '../tools.ts';
import {downloadOf, downloadTemplates, hostOf, pipIndexUrl, repositoryUrl} from './download-urls.ts';
import {versionedCommand} from './tool-lines.ts';

/** A line about one tool, for the Dockerfile's comment and for previews. */
export interface ToolTableRow {
  readonly name: string;
  /** `newest` when the package repository decides. */
  readonly version: string;
  /** Its command, when another version answers to the plain name. */
  readonly calledAs?: string;
  readonly source: string;
  readonly integrity: string;
}

/** Every tool that goes into the image: where it comes from and how it is verified. */
export const toolTable = (answers: ToolAnswers): ToolTableRow[] =>
  resolveTools(answers).map((tool) => ({
    name: tool.name,
    version: tool.version || 'newest',
    ...(tool.isDefault ? {} : {calledAs: versionedCommand(tool)}),
    source: sourceText(tool, answers),
    integrity: integrityText(tool, answers.dockerfile),
  }));

function sourceText(tool: ResolvedTool, {dockerfile, base}: ToolAnswers): string {
  const {install} = tool;
  if (install.kind === 'package') return 'package of the base image';
  if (install.kind === 'script') return 'its own installer';
  if (install.kind === 'repository') {
    return `packages of ${hostOf(repositoryUrl(install.repoUrl, {dockerfile, base}))}`;
  }
  const upstream = install.kind === 'pip' ? 'pypi.org' : hostOf(downloadOf(tool)?.url ?? '');
  const used =
    install.kind === 'pip' ? pipHost(dockerfile) : hostOf(downloadTemplates(tool, dockerfile)?.url ?? '');
  const name = tool.source === 'harness' ? 'Harness mirror' : upstream;
  return used === upstream ? name : `${name}, through ${used}`;
}

const pipHost = ({mirrorUrl}: Answers['dockerfile']): string => hostOf(pipIndexUrl(mirrorUrl));

function integrityText(tool: ResolvedTool, dockerfile: Answers['dockerfile']): string {
  if (tool.integrity === 'signed-package') return 'signed package';
  if (tool.integrity === 'none') return 'no checksum published; pin one with sha256';
  if (tool.integrity === 'pinned') {
    const arches = tool.arches.filter((arch) => tool.sha256[arch] !== undefined);
    return arches.length === tool.arches.length
      ? 'pinned sha256'
      : `pinned sha256 for ${arches.join(', ')} only`;
  }
  const checksum = downloadTemplates(tool, dockerfile)?.checksum;
  return checksum ? `checksum from ${hostOf(checksum.url)}` : 'checked by its installer';
}
