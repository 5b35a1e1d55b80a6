import type {Answers} from '../answers.ts';
import {inspectToken} from '../token.ts';
import {hclAttributes} from './hcl-body.ts';
import {TERRAFORM_MODULE} from './terraform-module.ts';

/** The variables file with the token alone; Terraform reads it by itself, because of its name. */
export const tokenTfvars = ({
  answers,
  token,
}: {
  readonly answers: Pick<Answers, 'delegate'>;
  readonly token: string;
}): string =>
  [
    `# Token of Harness delegate ${answers.delegate.name}. Keep this file out of git and readable by you alone.\n`,
    hclAttributes([[TERRAFORM_MODULE.tokenVariable, inspectToken(token).value]]),
  ].join('');
