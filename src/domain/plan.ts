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
export const FILE_NAMES: Readonly<Record<FileRole, string>> = {
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

/** Complete answers -> the exact files. The token file is there when the answers ask for it and the token is known. */
export function makePlan({
  answers,
  secrets = {},
}: {
  readonly answers: Answers;
  readonly secrets?: Secrets;
}): Plan {
  const file = (role: FileRole, content: string, mode = PUBLIC_MODE): PlannedFile => ({
    role,
    path: FILE_NAMES[role],
    content,
    mode,
  });
  const token = secrets.delegateToken;
  return {
    files: [
      file('dockerfile', dockerfile(answers)),
      file('manifest', manifest(answers)),
      ...(answers.delegate.token.from === 'file' && token
        ? [file('token', tokenManifest({answers, token}), SECRET_MODE)]
        : []),
      ...(chosenBuilder(answers) === 'outside' ? [] : [file('step', buildPipeline(answers))]),
      file('validation', validationPipeline(answers)),
      file('answers', answersFile(answers)),
    ],
  };
}
