import type {Answers} from '../answers.ts';
import {shellWord} from '../shell.ts';
import {HELM_CHART} from './helm-chart.ts';

/**
 * The commands that install or upgrade the delegate by Helm, in their order.
 *
 * @param files values files as shell words; later ones win
 */
export function helmCommands({
  answers: {delegate},
  files,
}: {
  readonly answers: Pick<Answers, 'delegate'>;
  readonly files: readonly string[];
}): string[] {
  const {repository, repositoryName, name, version} = HELM_CHART;
  return [
    `helm repo add ${repositoryName} ${repository}`,
    `helm repo update ${repositoryName}`,
    [
      `helm upgrade --install ${shellWord(delegate.name)} ${repositoryName}/${name} --version ${version}`,
      `--kube-context CONTEXT --namespace ${shellWord(delegate.namespace)} --create-namespace`,
      ...files.map((file) => `-f ${file}`),
    ].join(' '),
  ];
}
