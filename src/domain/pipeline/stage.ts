import {BUILD_USER, pipelineBuilder, sccCommands} from '../advice.ts';
import type {Answers} from '../answers.ts';
import {commented} from '../yaml-text.ts';
import {stringVariable} from './harness-values.ts';
import {noPush} from './no-push.ts';
import {proxyArgs} from './proxy-args.ts';
import {buildStep, stepType} from './step.ts';

/** `{stage: …}`: the CI stage with the cluster that builds and the one step. */
export function buildStage(answers: Answers): {readonly stage: Readonly<Record<string, unknown>>} {
  const variables = stageVariables(answers);
  return {
    stage: {
      name: 'Build delegate image',
      identifier: 'build_delegate_image',
      type: 'CI',
      spec: {
        cloneCodebase: true,
        infrastructure: {type: 'KubernetesDirect', spec: infrastructure(answers)},
        execution: {steps: [buildStep(answers)]},
      },
      ...(variables.length > 0 ? {variables} : {}),
    },
  };
}

function infrastructure(answers: Answers): Record<string, unknown> {
  const {build} = answers;
  const commands = sccCommands(answers);
  return {
    connectorRef: build.kubernetesConnector,
    namespace:
      commands.length > 0
        ? commented(build.namespace, ['A cluster admin runs this once, before the first build:', ...commands])
        : build.namespace,
    ...(build.serviceAccount === undefined ? {} : {serviceAccountName: build.serviceAccount}),
    automountServiceAccountToken: true,
    nodeSelector: {},
    ...securityContext(answers),
    os: 'Linux',
  };
}

/** Non-root for every step of the stage, unless the policy allows root in any of them. */
function securityContext(answers: Answers): Record<string, unknown> {
  const fields = {
    ...(answers.cluster.root === 'any' ? {} : {runAsNonRoot: true, runAsUser: BUILD_USER}),
    ...(pipelineBuilder(answers) === 'buildx'
      ? {
          privileged: commented(
            true,
            'BuildX takes its privileged mode from the stage: built-in steps have no such field.',
          ),
        }
      : {}),
  };
  return Object.keys(fields).length > 0 ? {containerSecurityContext: fields} : {};
}

function stageVariables(answers: Answers): unknown[] {
  const without = noPush(answers);
  const proxies = stepType(answers) === 'Plugin' ? proxyArgs(answers) : [];
  const proxyComment =
    'The plugin reads them, and hands them to the Dockerfile. They show in the log: no credentials here.';
  return [
    ...(without
      ? [commented(stringVariable({name: without.variable, value: 'true'}), 'Builds without pushing.')]
      : []),
    ...proxies.map((proxy, index) =>
      index === 0 ? commented(stringVariable(proxy), proxyComment) : stringVariable(proxy),
    ),
  ];
}
