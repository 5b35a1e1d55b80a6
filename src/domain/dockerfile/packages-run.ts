import type {Answers} from '../answers.ts';
import type {ResolvedTool} from '../catalogue/types.ts';
import {commands, runInstruction, shellWord} from '../shell.ts';
import {repositoryUrl} from './download-urls.ts';

/** The install command of every package; nothing but what was asked for. */
export const MICRODNF_INSTALL = 'microdnf install -y --nodocs --setopt=install_weak_deps=0';
/** Keeps caches out of the layer. */
export const CLEAN_UP = ['microdnf clean all', 'rm -rf /var/cache/yum'];

const CURL = 'curl -fsSL --proto =https --retry 3';

interface PackagesContext {
  readonly tools: readonly ResolvedTool[];
  readonly answers: Pick<Answers, 'base' | 'dockerfile'>;
  /** True when a later instruction installs packages too. */
  readonly needsRepositories: boolean;
}

/** One RUN for OS packages and the repositories they come from; `undefined` when there is nothing to do. */
export function packagesRun({tools, answers, needsRepositories}: PackagesContext): string | undefined {
  const packages = packageNames(tools);
  const {rpmRepoUrl} = answers.dockerfile;
  const replace =
    rpmRepoUrl !== undefined && (packages.length > 0 || needsRepositories) ? replaceLines(rpmRepoUrl) : [];
  if (packages.length === 0 && replace.length === 0) return undefined;
  const install =
    packages.length === 0
      ? []
      : [
          ...machineLines(tools),
          ...repositoryLines(tools, answers),
          `${MICRODNF_INSTALL} ${packages.map(shellWord).join(' ')}`,
          ...CLEAN_UP,
        ];
  const lines = ['set -eu', ...replace, ...install];
  return runInstruction([...commands(lines.slice(0, -1)), ...lines.slice(-1)]);
}

/** In the order of the tools, each once. The version of a tool joins its first package. */
function packageNames(tools: readonly ResolvedTool[]): string[] {
  const own = tools.flatMap(({install, version}) => {
    if (install.kind !== 'package' && install.kind !== 'repository') return [];
    return install.packages.map((name, index) =>
      index === 0 && version !== '' ? `${name}-${version}` : name,
    );
  });
  return [...new Set([...own, ...tools.flatMap((tool) => tool.packages)])];
}

const replaceLines = (url: string): string[] => [
  'rm -f /etc/yum.repos.d/*.repo',
  `${CURL} -o /etc/yum.repos.d/delegate.repo ${shellWord(url)}`,
];

/** Says at once which tool cannot be had on this machine; microdnf would only miss a package. */
const machineLines = (tools: readonly ResolvedTool[]): string[] =>
  tools
    .filter(({install, arches}) => install.kind === 'repository' && arches.length === 1)
    .map(({name, arches: [arch]}) => {
      const machine = arch === 'amd64' ? 'x86_64' : 'aarch64';
      return `[ "$(uname -m)" = ${machine} ] || { echo "${name} exists for ${String(arch)} only" >&2; exit 1; }`;
    });

/**
 * Adds vendors' repositories. microdnf itself installs neither from addresses nor from files. Where the
 * image's repositories are replaced, the replacement has the vendors' packages too: what a vendor's file
 * names lies outside.
 */
function repositoryLines(tools: readonly ResolvedTool[], answers: PackagesContext['answers']): string[] {
  if (answers.dockerfile.rpmRepoUrl !== undefined) return [];
  const lines = tools.flatMap(({install}) => {
    if (install.kind !== 'repository') return [];
    const url = repositoryUrl(install.repoUrl, answers);
    const file = url.split('/').at(-1) ?? '';
    if (install.setup === 'repo-file')
      return [`${CURL} -o ${shellWord(`/etc/yum.repos.d/${file}`)} ${shellWord(url)}`];
    const key =
      install.keyUrl === undefined
        ? []
        : [`rpm --import ${shellWord(repositoryUrl(install.keyUrl, answers))}`];
    return [
      ...key,
      `${CURL} -o /tmp/repository.rpm ${shellWord(url)}`,
      'rpm -U /tmp/repository.rpm',
      'rm -f /tmp/repository.rpm',
    ];
  });
  return lines;
}
