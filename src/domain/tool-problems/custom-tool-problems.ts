import type {CustomTool} from '../answers.ts';
import {findTool, TOOLS} from '../catalogue/tools.ts';
import type {Problem} from '../problem.ts';
import type {ToolAnswers} from '../tools.ts';

/** Problems of tools that the user describes. */
export const customToolProblems = ({customTools}: Pick<ToolAnswers, 'customTools'>): Problem[] =>
  customTools.flatMap((tool, index) => [
    ...nameProblems(tool, index, customTools),
    ...archiveProblems(tool, `customTools.${index}`),
    ...checksumProblems(tool, `customTools.${index}`),
    ...urlProblems(tool, `customTools.${index}`),
  ]);

function nameProblems(tool: CustomTool, index: number, all: readonly CustomTool[]): Problem[] {
  const field = `customTools.${index}.name`;
  if (findTool(tool.name) || TOOLS.some((row) => row.command === tool.name)) {
    const message = `${tool.name} is a tool of the catalogue; choose it under tools, or give yours another name`;
    return [{field, code: 'custom-name-taken', severity: 'error', message}];
  }
  const isDouble = all
    .slice(0, index)
    .some((other) => other.name === tool.name && other.version === tool.version);
  const message = `${tool.name} ${tool.version} is there twice; remove one of them`;
  return isDouble ? [{field, code: 'duplicate-tool', severity: 'warning', message}] : [];
}

function archiveProblems({archive = 'none', member}: CustomTool, field: string): Problem[] {
  if (archive !== 'none' && member === undefined) {
    const message = 'an archive needs member: the path of the program inside it';
    return [{field: `${field}.member`, code: 'missing', severity: 'error', message}];
  }
  if (archive === 'none' && member !== undefined) {
    const message = 'member is for archives; add archive: tar.gz or zip, or remove member';
    return [{field: `${field}.archive`, code: 'member-without-archive', severity: 'error', message}];
  }
  return [];
}

function checksumProblems({name, sha256}: CustomTool, field: string): Problem[] {
  const missing = (['amd64', 'arm64'] as const).filter((arch) => sha256?.[arch] === undefined);
  if (missing.length === 0) return [];
  const message =
    missing.length === 2
      ? `the download of ${name} is not verified; add sha256 for amd64 and arm64`
      : `${name} has no sha256 for ${missing[0]}; add it if the image is built for ${missing[0]} too`;
  const code = missing.length === 2 ? 'custom-unverified' : 'one-arch-pinned';
  return [{field: `${field}.sha256`, code, severity: 'warning', message}];
}

function urlProblems({name, url, sha256}: CustomTool, field: string): Problem[] {
  const problems: Problem[] = [];
  if (!url.includes('{version}')) {
    const message = `the address of ${name} does not hold {version}; change both when you change the version`;
    problems.push({field: `${field}.url`, code: 'url-without-version', severity: 'notice', message});
  }
  const differs = sha256?.amd64 !== undefined && sha256.arm64 !== undefined && sha256.amd64 !== sha256.arm64;
  if (differs && !url.includes('{arch}')) {
    const message = `${name} has two sums for one address; put {arch} into the address, or give one sum for both`;
    problems.push({field: `${field}.url`, code: 'url-without-arch', severity: 'error', message});
  }
  return problems;
}
