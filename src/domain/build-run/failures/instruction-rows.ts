import type {ExplanationRow} from '../explain.ts';

/** Failures of packages, certificates and of a Dockerfile that was edited. */
export const INSTRUCTION_ROWS: readonly ExplanationRow[] = [
  {
    code: 'package',
    when: /No package matches '([^']+)'|Unable to find a match: (\S+)|No match for argument: (\S+)|No package (\S+) available/,
    say: ([, ...names]) => ({
      cause: `The package ${names.find((name) => name !== undefined)} is not in the package repositories of the image.`,
      next: [
        'Check its name and version. Behind a mirror of your own (--rpm-repo-url), look whether it has the package.',
      ],
    }),
  },
  {
    code: 'package',
    when: /No matching distribution found for (\S+)|Could not find a version that satisfies the requirement (\S+)/,
    say: ([, one, other]) => ({
      cause: `pip does not find ${one ?? other}.`,
      next: ['Choose a version that is on pypi.org, or on your mirror (--mirror-url).'],
    }),
  },
  {
    code: 'package-signature',
    when: /GPG check FAILED|(?:signature|digests?)[^\n]{0,40} (?:NOT OK|BAD)|Public key for (\S+) is not installed/i,
    say: () => ({
      cause: 'A package is not signed with a key that the image trusts; it was not installed.',
      next: ['Look where the package repository comes from before you build again.'],
    }),
  },
  {
    code: 'package-repository',
    when: /(?:cannot download repository metadata|Cannot download repomd\.xml|cannot update repo|Failed to download metadata for repo)[^\n]*/i,
    say: ([line]) => ({
      cause: `The package repositories of the image cannot be reached: ${line}.`,
      next: [
        'Packages come over the network: set a proxy (--proxy-args and HTTPS_PROXY), or a repository that can be reached (--rpm-repo-url).',
      ],
    }),
  },
  {
    code: 'certificates',
    when: /^(\S+) holds no certificates$/m,
    say: ([, directory]) => ({
      cause: `The directory ${directory} beside the Dockerfile holds no certificates.`,
      next: [`Put the PEM files that the image shall trust into ${directory}, or leave out --ca-directory.`],
    }),
  },
  {
    code: 'machine',
    when: /^(?:.+: )?(cannot build on \S+|\S+(?: \S+)? exists for (?:amd64|arm64) only)/m,
    say: ([, words = '']) => ({
      cause: `${words[0]?.toUpperCase()}${words.slice(1)}.`,
      next: ['Build for the machine that it exists for with --platform, or leave the tool out.'],
    }),
  },
  {
    code: 'context-file',
    when: /(?:COPY failed: (?:file not found in build context[^:]*: stat |stat )|copier: stat: |failed to calculate checksum of ref \S+: |failed to compute cache key: (?="))"?\/?([^":\s]+)"?[^\n]*(?:no such file|not found|does not exist|not exist)/,
    say: ([, path], {dockerfile}) => ({
      cause: `${path} is not in the build context, the directory of the Dockerfile.`,
      next: [`Put it there, or correct the COPY line in ${dockerfile ?? 'the Dockerfile'}.`],
    }),
  },
  {
    code: 'dockerfile',
    when: /(?:dockerfile parse error (?:on )?line|Dockerfile parse error line) (\d+): ([^\n]+)/i,
    say: ([, line, reason], {dockerfile}) => ({
      cause: `Line ${line} of ${dockerfile ?? 'the Dockerfile'} cannot be read: ${reason}.`,
      next: ['Correct the line, or make the file anew with generate.'],
    }),
  },
  {
    code: 'dockerfile',
    when: /(?:Build error: )?(unknown instruction: "?(\w+)"?|\w+ requires (?:exactly|at least) \w+ arguments?|no FROM statement found|No build stage in current context)/i,
    say: ([, reason], {dockerfile}) => ({
      cause: `${dockerfile ?? 'The Dockerfile'} cannot be read: ${reason}.`,
      next: ['Correct that instruction, or make the file anew with generate.'],
    }),
  },
  {
    code: 'script',
    when: /^(?:\S*\bsh|bash): (?:-c: )?(?:line )?(\d+): (syntax error[^\n]*|[^\n]*(?:not found|No such file[^\n]*))$/im,
    say: ([, line, reason], {dockerfile}) => ({
      cause: `A command of the Dockerfile fails in line ${line} of its script: ${reason}.`,
      next: [
        `Correct the RUN that was edited in ${dockerfile ?? 'the Dockerfile'}, or make the file anew with generate.`,
      ],
    }),
  },
];
