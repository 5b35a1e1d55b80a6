import type {Answers, Secrets} from './answers.ts';
import {chosenBuilder} from './advice.ts';
import {answersFile} from './answers-file.ts';
import {dockerfile} from './dockerfile.ts';
import {manifest} from './manifest.ts';
import {buildPipeline} from './pipeline.ts';
import type {FileRole, Plan, PlannedFile} from './plan-types.ts';
import {tokenManifest} from './token-manifest.ts';
import {validationPipeline} from './validation-pipeline.ts';

/** Names of the files in the output directory. */
export const FILE_NAMES: Readonly<Record<Exclude<FileRole, 'ignore'>, string>> = {
  dockerfile: 'Dockerfile',
  manifest: 'harness-delegate.yaml',
  step: 'build-and-push.yaml',
  validation: 'validate-delegate.yaml',
  token: 'harness-delegate-token.yaml',
  answers: 'delegate-tui.yaml',
};

const PUBLIC_MODE = 0o644;
/** Only the owner reads what holds a token. */
const SECRET_MODE = 0o600;

/** Files that keep the token out of what others read, each with why, in a comment. */
const IGNORE_FILES = [
  ['.gitignore', 'Git leaves the delegate token out.'],
  ['.dockerignore', 'The delegate token is not sent to what builds the image.'],
] as const;

/** The token's file, and what keeps it out of repositories and images. */
const tokenFiles = (content: string): PlannedFile[] => [
  {role: 'token', path: FILE_NAMES.token, content, mode: SECRET_MODE},
  ...IGNORE_FILES.map(([path, why]): PlannedFile => ({
    role: 'ignore',
    path,
    content: `# ${why}\n/${FILE_NAMES.token}*\n`,
    mode: PUBLIC_MODE,
  })),
];

/**
 * Complete answers -> the exact files. The token file is there when the answers ask for it and the token is
 * known; the pipeline step is there unless the image is built outside the cluster.
 */
export function makePlan({
  answers,
  secrets = {},
}: {
  readonly answers: Answers;
  readonly secrets?: Secrets;
}): Plan {
  const file = (role: keyof typeof FILE_NAMES, content: string): PlannedFile => ({
    role,
    path: FILE_NAMES[role],
    content,
    mode: PUBLIC_MODE,
  });
  const token = secrets.delegateToken;
  return {
    files: [
      file('dockerfile', dockerfile(answers)),
      file('manifest', manifest(answers)),
      ...(answers.delegate.token.from === 'file' && token ? tokenFiles(tokenManifest({answers, token})) : []),
      ...(chosenBuilder(answers) === 'outside' ? [] : [file('step', buildPipeline(answers))]),
      file('validation', validationPipeline(answers)),
      file('answers', answersFile(answers)),
    ],
  };
}
