import type {Answers} from '../answers.ts';
import {helmValues} from '../helm/helm-values.ts';
import {TOKEN_FILE} from '../install/file-names.ts';
import {OVERRIDE_COMMAND} from '../override/override-command.ts';
import {tokenSecretCommand} from '../install/token-secret-command.ts';
import {watchCommand} from '../install/watch-command.ts';
import {hclBlock, hclCall, hclRaw, type HclAttribute} from './hcl-body.ts';
import {terraformCommands} from './terraform-commands.ts';
import {MODULE_VARIABLES, TERRAFORM_MODULE} from './terraform-module.ts';

/** Values that are not given through `values`: a variable of the module decides them. */
const DECIDED: readonly string[] = ['upgrader', ...MODULE_VARIABLES.map(([value]) => value)];

/**
 * A Terraform file with one block of Harness's delegate module. Holds no token: it comes from a sensitive
 * variable, or from an existing Secret.
 */
export function terraformFile(answers: Answers): string {
  const fromSecret = answers.delegate.token.from === 'secret';
  return [
    introduction(answers)
      .map((line) => `# ${line}`.trimEnd() + '\n')
      .join(''),
    ...(fromSecret ? [] : [tokenVariable()]),
    moduleBlock(answers),
  ].join('\n');
}

const tokenVariable = (): string =>
  hclBlock(
    'variable',
    [TERRAFORM_MODULE.tokenVariable],
    [
      ['description', 'Token of the Harness delegate'],
      ['type', hclRaw('string')],
      ['sensitive', true],
    ],
  );

function moduleBlock(answers: Answers): string {
  const values = helmValues(answers);
  const variables = MODULE_VARIABLES.flatMap(([value, variable]): HclAttribute[] =>
    values[value] === undefined ? [] : [[variable, values[value]]],
  );
  const others = Object.fromEntries(Object.entries(values).filter(([key]) => !DECIDED.includes(key)));
  const token =
    answers.delegate.token.from === 'secret' ? '' : hclRaw(`var.${TERRAFORM_MODULE.tokenVariable}`);
  return hclBlock(
    'module',
    [TERRAFORM_MODULE.label],
    [
      ['source', TERRAFORM_MODULE.source],
      ['version', TERRAFORM_MODULE.version],
      null,
      ['namespace', answers.delegate.namespace],
      ['delegate_token', token],
      ['upgrader_enabled', false],
      ...variables,
      null,
      ['values', hclCall('yamlencode', others)],
    ],
  );
}

const introduction = (answers: Answers): string[] => [
  `Harness delegate ${answers.delegate.name} with a custom image. Written by delegate-tui.`,
  'Terraform installs it; run this in the directory of this file:',
  ...terraformCommands({answers}).map((command) => `  ${command}`),
  'Follow the rollout:',
  `  ${watchCommand(answers)}`,
  '',
  'The module uses the Helm provider. Where no provider "helm" block says otherwise, it goes to the cluster',
  'of KUBE_CONFIG_PATH and KUBE_CTX.',
  ...tokenNote(answers),
  "upgrader_enabled stays false: the upgrader would put Harness's image in the place of yours, without your tools.",
  'To keep auto-upgrade with your image instead:',
  `  ${OVERRIDE_COMMAND}`,
];

const TOKEN_STATE = 'Terraform keeps the token in its state too: keep the state closed.';

function tokenNote(answers: Answers): string[] {
  const notes: Record<Answers['delegate']['token']['from'], string[]> = {
    secret: [
      'The token is read from a Secret. If it does not exist yet:',
      `  ${tokenSecretCommand(answers)}`,
    ],
    file: [
      `The token stands in ${TOKEN_FILE.terraform}, which only you can read and Terraform finds by itself.`,
      TOKEN_STATE,
    ],
    later: ['The token comes from TF_VAR_delegate_token, and stands in no file.', TOKEN_STATE],
  };
  return notes[answers.delegate.token.from];
}
