import type {Answers, Secrets} from './answers.ts';
import {chosenBuilder} from './advice.ts';
import {answersFile, secretAnswers} from './answers-file.ts';
import type {Install} from './choices.ts';
import {dockerfile} from './dockerfile.ts';
import {tokenValuesFile} from './helm/token-values-file.ts';
import {valuesFile} from './helm/values-file.ts';
import {INSTALL_FILE, TOKEN_FILE, TOKEN_FILES} from './install/file-names.ts';
import {manifest} from './manifest.ts';
import {buildPipeline} from './pipeline.ts';
import type {FileRole, Plan, PlannedFile} from './plan-types.ts';
import {terraformFile} from './terraform/terraform-file.ts';
import {tokenTfvars} from './terraform/token-tfvars.ts';
import {tokenManifest} from './token-manifest.ts';
import {validationPipeline} from './validation-pipeline.ts';

/** Names of the files in the output directory. */
export const FILE_NAMES: Readonly<Record<Exclude<FileRole, 'ignore'>, string>> = {
  dockerfile: 'Dockerfile',
  manifest: INSTALL_FILE.manifest,
  values: INSTALL_FILE.helm,
  terraform: INSTALL_FILE.terraform,
  step: 'build-and-push.yaml',
  validation: 'validate-delegate.yaml',
  token: TOKEN_FILE.manifest,
  answers: 'delegate-tui.yaml',
};

const PUBLIC_MODE = 0o644;
/** Only the owner reads what holds a token, or answers that may hold another secret. */
const SECRET_MODE = 0o600;

/** The answers that a kind of file repeats, by their first word; the answers file repeats them all. */
const SECTIONS: Readonly<Partial<Record<FileRole, readonly string[]>>> = {
  dockerfile: ['base', 'dockerfile', 'tools', 'customTools'],
  manifest: ['delegate'],
  values: ['delegate'],
  terraform: ['delegate'],
  step: ['build'],
  validation: ['tools', 'customTools'],
};

/** The mode of a file of this kind, where these answers may hold a secret. */
function modeOf(role: FileRole, secret: readonly string[]): number {
  const sections = SECTIONS[role];
  const isRepeated = (path: string): boolean =>
    sections === undefined || sections.includes(path.split('.', 1)[0] ?? '');
  return secret.some(isRepeated) ? SECRET_MODE : PUBLIC_MODE;
}

/** Files that keep the token out of what others read, each with why, in a comment. */
const IGNORE_FILES = [
  {
    path: '.gitignore',
    token: 'Git leaves the delegate token out.',
    state: 'Git leaves out the state of Terraform, which can hold the token.',
  },
  {
    path: '.dockerignore',
    token: 'The delegate token is not sent to what builds the image.',
    state: 'The state of Terraform, which can hold the token, is not sent to what builds the image.',
  },
] as const;

/** What Terraform makes beside its file; the lock file is to be committed. Source: Terraform docs, .gitignore. */
const TERRAFORM_STATE = 'terraform.tfstate*\n.terraform/\n';

/** The one file that installs the delegate, and the file that holds its token. */
const INSTALLERS: Readonly<
  Record<
    Install,
    {
      readonly role: 'manifest' | 'values' | 'terraform';
      readonly content: (answers: Answers) => string;
      readonly token: (input: {readonly answers: Answers; readonly token: string}) => string;
    }
  >
> = {
  manifest: {role: 'manifest', content: manifest, token: tokenManifest},
  helm: {role: 'values', content: valuesFile, token: tokenValuesFile},
  terraform: {role: 'terraform', content: terraformFile, token: tokenTfvars},
};

/** The token's file. */
function tokenFiles(answers: Answers, token: string | undefined): PlannedFile[] {
  const {install} = answers.delegate;
  if (answers.delegate.token.from !== 'file' || !token) return [];
  const content = INSTALLERS[install].token({answers, token});
  return [{role: 'token', path: TOKEN_FILE[install], content, mode: SECRET_MODE}];
}

/** What keeps the token out of repositories and images: its file, and the state that Terraform makes of it. */
function ignoreFiles({hasToken, hasState}: Record<'hasToken' | 'hasState', boolean>): PlannedFile[] {
  if (!hasToken && !hasState) return [];
  return IGNORE_FILES.map(({path, token, state}) => ({
    role: 'ignore',
    path,
    content: `# ${token}\n/${TOKEN_FILES}\n${hasState ? `# ${state}\n${TERRAFORM_STATE}` : ''}`,
    mode: PUBLIC_MODE,
  }));
}

/**
 * Complete answers -> the exact files. The token file is there when the answers ask for it and the token is
 * known; the pipeline step is there unless the image is built outside the cluster.
 */
export function makePlan({
  answers,
  secrets = {},
  isExisting = false,
  only,
}: {
  readonly answers: Answers;
  readonly secrets?: Secrets;
  /** A file that people have installs the delegate: the answers file says so. */
  readonly isExisting?: boolean;
  /** The one kind of file that is wanted, where the others need not be made. */
  readonly only?: FileRole;
}): Plan {
  const isWanted = (role: FileRole): boolean => only === undefined || role === only;
  const secret = secretAnswers(answers);
  const file = (role: keyof typeof FILE_NAMES, content: (given: Answers) => string): PlannedFile[] =>
    isWanted(role)
      ? [{role, path: FILE_NAMES[role], content: content(answers), mode: modeOf(role, secret)}]
      : [];
  const {install} = answers.delegate;
  const installer = INSTALLERS[install];
  const token = tokenFiles(answers, secrets.delegateToken);
  const ignored = ignoreFiles({
    hasToken: token.length > 0,
    hasState: install === 'terraform' && !isExisting,
  });
  return {
    files: [
      ...file('dockerfile', dockerfile),
      ...file(installer.role, installer.content),
      ...[...token, ...ignored].filter(({role}) => isWanted(role)),
      ...(chosenBuilder(answers) === 'outside' ? [] : file('step', buildPipeline)),
      ...file('validation', validationPipeline),
      ...file('answers', () => answersFile(answers, {isExisting})),
    ],
  };
}
