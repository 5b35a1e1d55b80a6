import type {Answers} from '../answers.ts';
import {tokenSecretCommand} from '../install/token-secret-command.ts';
import {INSTALL_FILE, TOKEN_FILE} from '../install/file-names.ts';
import {OVERRIDE_COMMAND} from '../override/override-command.ts';
import {watchCommand} from '../install/watch-command.ts';
import {DOUBLED} from '../manifest/env-value.ts';
import {commented, yamlText, type Comment} from '../yaml-text.ts';
import {helmCommands} from './helm-commands.ts';
import {helmValues} from './helm-values.ts';

/** Why a value is as it is, where a reader would wonder. */
const COMMENTS: Readonly<Record<string, Comment>> = {
  delegateDockerImage: 'Your image. image.registry, image.repository and image.tag would win over it.',
  upgrader: "Keep this: the upgrader would put Harness's image in the place of yours, without your tools.",
  resources: 'No CPU limit: it would throttle the start of the JVM.',
  livenessProbe: 'Five failed minutes, not the chart’s one: a restart kills the tasks that run.',
  rollingUpdate: 'The old delegate serves until the new one is ready.',
  destinationCaPath: 'Where build pods find the certificates.',
};

/** Why the security context takes keys away, when it does. */
const CLUSTER_CHOOSES = 'null takes a default of the chart away: the cluster chooses uid and groups.';

/** The values file for Harness's delegate chart, with the commands that use it on top. Holds no token. */
export function valuesFile(answers: Answers): string {
  const values = Object.entries(helmValues(answers)).map(([key, value]) => {
    const comment = COMMENTS[key] ?? reasonOf(key, value);
    return [key, comment === undefined ? value : commented(value, comment)] as const;
  });
  return yamlText(Object.fromEntries(values), {comment: introduction(answers)});
}

function reasonOf(key: string, value: unknown): Comment | undefined {
  const text = JSON.stringify(value);
  if (text.includes(':null')) return CLUSTER_CHOOSES;
  return key === 'custom_envs' && text.includes('$$') ? DOUBLED : undefined;
}

function introduction(answers: Answers): string[] {
  const {delegate} = answers;
  const files = [INSTALL_FILE.helm, ...(delegate.token.from === 'file' ? [TOKEN_FILE.helm] : [])];
  return [
    `Harness delegate ${delegate.name} with a custom image: values for Harness's Helm chart. Written by delegate-tui.`,
    'Helm installs it; run this beside the file:',
    ...helmCommands({answers, files}),
    'Follow the rollout:',
    watchCommand(answers),
    '',
    ...tokenNote(answers),
    'The upgrader is off. To keep auto-upgrade with your image instead:',
    OVERRIDE_COMMAND,
  ];
}

function tokenNote(answers: Answers): string[] {
  return answers.delegate.token.from === 'file'
    ? [`The token stands in ${TOKEN_FILE.helm}, which only you can read.`]
    : ['The token is read from a Secret. If it does not exist yet:', tokenSecretCommand(answers)];
}
