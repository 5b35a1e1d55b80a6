import type {Answers} from '../domain/answers.ts';
import {helmCommands} from '../domain/helm/helm-commands.ts';
import {INSTALL_FILE} from '../domain/install/file-names.ts';
import {watchCommand} from '../domain/install/watch-command.ts';
import {terraformCommands} from '../domain/terraform/terraform-commands.ts';

interface InstallLines {
  readonly answers: Answers;
  /** A file of the output directory as a shell word; without a path the directory itself. */
  readonly at: (path?: string) => string;
  /** As it was written, when it was. */
  readonly tokenFile?: string | undefined;
}

/** True when the delegate reads its token from a Secret that someone has to make. */
export const needsTokenSecret = ({delegate: {install, token}}: Answers): boolean =>
  token.from === 'secret' || (install === 'helm' && token.from === 'later');

/** The command that follows what another tool installs. */
const followed = (answers: Answers): string => `Then follow the rollout: ${watchCommand(answers)}`;

const LINES: Readonly<Record<Answers['delegate']['install'], (input: InstallLines) => string[]>> = {
  manifest: ({at, tokenFile}) => [
    `npx delegate-tui apply --output ${at()} --context CONTEXT --yes`,
    `Or without watching it: kubectl --context CONTEXT apply --server-side ${[
      INSTALL_FILE.manifest,
      tokenFile,
    ]
      .flatMap((path) => (path === undefined ? [] : [`-f ${at(path)}`]))
      .join(' ')}`,
  ],
  helm: ({answers, at, tokenFile}) => [
    'Helm installs the delegate:',
    ...helmCommands({
      answers,
      files: [INSTALL_FILE.helm, ...(tokenFile === undefined ? [] : [tokenFile])].map((path) => at(path)),
    }),
    followed(answers),
  ],
  terraform: ({answers, at}) => [
    'Terraform installs the delegate:',
    ...terraformCommands({answers, directory: at()}),
    followed(answers),
  ],
};

/** How the delegate gets into the cluster, as lines of the report. */
export const installLines = (input: InstallLines): string[] => LINES[input.answers.delegate.install](input);
