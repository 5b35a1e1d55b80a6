import type {Answers} from '../answers.ts';
import {TERRAFORM_MODULE} from './terraform-module.ts';

const TOKEN = `TF_VAR_${TERRAFORM_MODULE.tokenVariable}`;

/**
 * The commands that install or change the delegate by Terraform, in their order. The token is typed unseen
 * (bash, zsh) and stands in no command line.
 *
 * @param directory of the file as a shell word; left out, the commands are for that directory
 */
export function terraformCommands({
  answers: {delegate},
  directory,
}: {
  readonly answers: Pick<Answers, 'delegate'>;
  readonly directory?: string;
}): string[] {
  const terraform = directory === undefined ? 'terraform' : `terraform -chdir=${directory}`;
  return [
    'export KUBE_CONFIG_PATH=~/.kube/config KUBE_CTX=CONTEXT',
    ...(delegate.token.from === 'later' ? [`read -rs ${TOKEN} && export ${TOKEN}`] : []),
    `${terraform} init`,
    `${terraform} apply`,
  ];
}
