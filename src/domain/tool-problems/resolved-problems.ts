import {findTool} from '../catalogue/tools.ts';
import type {ResolvedTool} from '../catalogue/types.ts';
import {downloadOf} from '../dockerfile/download-urls.ts';
import type {Problem} from '../problem.ts';
import {baseShips, parseToolChoice, resolveTools, versionOf, type ToolAnswers} from '../tools.ts';

/** Problems that show only once features and needs are followed. */
export function resolvedProblems(answers: ToolAnswers): Problem[] {
  const tools = resolveTools(answers);
  return [
    ...terraformProblems(tools, answers),
    ...tools.flatMap((tool) => [...unverifiedProblems(tool, answers), ...mirrorProblems(tool, answers)]),
    ...repositoryProblems(tools, answers),
    ...fipsProblems(tools, answers),
  ];
}

/** The entry of `tools` that asked for it, else the features. */
function fieldOf(tool: ResolvedTool, answers: ToolAnswers): string {
  const index = answers.tools.map(parseToolChoice).findIndex((choice) => {
    const row = findTool(choice.name);
    return row?.name === tool.name && versionOf(choice, row) === tool.version;
  });
  return index < 0 ? 'features' : `tools.${index}`;
}

function terraformProblems(tools: readonly ResolvedTool[], answers: ToolAnswers): Problem[] {
  const terraform = tools.find((tool) => tool.command === 'terraform');
  const inspect = findTool('terraform-config-inspect');
  if (!terraform || !inspect || baseShips(inspect, answers.base)) return [];
  if (tools.some((tool) => tool.name === inspect.name)) return [];
  const message = 'Terraform steps also need terraform-config-inspect; add it to the tools';
  return [{field: fieldOf(terraform, answers), code: 'terraform-alone', severity: 'warning', message}];
}

function unverifiedProblems(tool: ResolvedTool, answers: ToolAnswers): Problem[] {
  if (tool.integrity !== 'none' || tool.source === 'custom') return [];
  const message = `no checksum is published for ${tool.name} ${tool.version}; the build prints its sum, pin that under tools with sha256`;
  return [{field: fieldOf(tool, answers), code: 'no-checksum', severity: 'notice', message}];
}

function mirrorProblems(tool: ResolvedTool, answers: ToolAnswers): Problem[] {
  const known = downloadOf(tool)?.versions;
  if (tool.source !== 'harness' || !known || known.includes(tool.version)) return [];
  const message = `Harness’s mirror may not have ${tool.name} ${tool.version}; known there: ${known.join(', ')}`;
  return [{field: fieldOf(tool, answers), code: 'version-not-on-mirror', severity: 'notice', message}];
}

/** Only the packages of the FIPS image's own repositories use its cryptography. */
function fipsProblems(tools: readonly ResolvedTool[], {base}: ToolAnswers): Problem[] {
  const others = tools
    .filter(({install, source}) => install.kind !== 'package' && source !== 'custom')
    .map(({name}) => name);
  if (!base.fips || others.length === 0) return [];
  const message = `${[...new Set(others)].join(', ')}: not FIPS builds, also on this base image; where FIPS must hold, describe a FIPS build of each under customTools`;
  return [{field: 'base.fips', code: 'fips-tools', severity: 'notice', message}];
}

/** What a mirror of single files cannot serve: package repositories, and installers that fetch by themselves. */
function repositoryProblems(tools: readonly ResolvedTool[], {dockerfile}: ToolAnswers): Problem[] {
  const named = (kind: ResolvedTool['install']['kind']) =>
    tools.filter((tool) => tool.install.kind === kind).map((tool) => tool.name);
  const vendors = named('repository').join(', ');
  const scripts = named('script').join(', ');
  const problems: Problem[] = [];
  if (dockerfile.rpmRepoUrl !== undefined && vendors !== '') {
    const message = `${vendors}: comes from the repositories of your .repo file; see that they have the package, for the vendor’s own is not used`;
    problems.push({field: 'dockerfile.rpmRepoUrl', code: 'mirror-repository', severity: 'notice', message});
  } else if (dockerfile.mirrorUrl !== undefined && vendors !== '') {
    const message = `${vendors} comes from a vendor’s package repository on the internet; give --rpm-repo-url a .repo file that has it`;
    problems.push({field: 'dockerfile.mirrorUrl', code: 'mirror-repository', severity: 'warning', message});
  }
  if (dockerfile.mirrorUrl !== undefined && scripts !== '') {
    const message = `${scripts} is fetched by another tool from the internet, past the mirror; take harness-credentials-plugin in its place`;
    problems.push({field: 'dockerfile.mirrorUrl', code: 'mirror-script', severity: 'warning', message});
  }
  return problems;
}
