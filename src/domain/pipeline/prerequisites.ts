import {pipelineBuilder, sccCommands} from '../advice.ts';
import type {Answers} from '../answers.ts';
import {BUILDX_FLAG} from '../catalogue/builders.ts';
import {registryRow} from '../catalogue/registries.ts';
import type {PipelineBuilder} from '../choices.ts';
import {RUNTIME_INPUT, isHarnessExpression} from './harness-values.ts';
import {secretOf} from './plugin-step.ts';
import {stepType} from './step.ts';

/** What must exist before the first run, one phrase each. */
export function prerequisites(answers: Answers): string[] {
  return [
    ...signIn(answers),
    ...baseLogin(answers),
    ...clusterAndCode(answers),
    ...privileges(answers),
    ...sccCommands(answers).map((command) => `OpenShift, once, by a cluster admin: ${command}`),
  ];
}

/** A plugin signs in with secrets, a built-in step with its connector. */
function signIn(answers: Answers): string[] {
  const {build} = answers;
  const row = registryRow(answers.image.registry);
  const note = row.connectorNote ? ` (${row.connectorNote})` : '';
  if (stepType(answers) !== 'Plugin')
    return [
      connector({
        reference: build.registryConnector,
        kind: row.connector,
        use: `${build.push ? 'pushes the image' : 'the step asks for one, and pushes nothing'}${note}`,
      }),
    ];
  return [
    connector({
      reference: build.pluginConnector,
      kind: 'Docker Registry connector',
      use: 'pulls the plugin image',
    }),
    ...row.credentials
      .filter(({setting}) => !Object.hasOwn(build.settings, setting))
      .map((credential) => secret(secretOf(credential, answers), credential.holds)),
  ];
}

const BASE_LOGINS: Readonly<Record<PipelineBuilder, string>> = {
  kaniko: 'a Docker Registry connector, given with --base-connector ID',
  buildx: 'a Docker Registry connector, given with --base-connector ID',
  docker:
    'the settings base_image_registry, base_image_username and base_image_password, given with --setting',
  buildah:
    'a Harness secret with a Docker config.json for both registries, given with --setting \'config=<+secrets.getValue("ID")>\'',
};

/** Only a built-in step can take a connector for the base image. */
function baseLogin(answers: Answers): string[] {
  const {base, build} = answers;
  const {baseConnector: reference} = build;
  if (reference !== undefined && stepType(answers) !== 'Plugin')
    return [connector({reference, kind: 'Docker Registry connector', use: 'pulls the base image'})];
  if (base.registry !== 'private') return [];
  const [host = ''] = (base.prefix ?? 'the mirror').split('/');
  return [`where ${host} asks for a login to pull the base image: ${BASE_LOGINS[pipelineBuilder(answers)]}`];
}

function clusterAndCode({build}: Answers): string[] {
  const cluster = connector({
    reference: build.kubernetesConnector,
    kind: 'Kubernetes cluster connector',
    use: `builds in namespace ${build.namespace}`,
  });
  const code = connector({
    reference: build.codebaseConnector,
    kind: 'Git connector',
    use: `clones the repository with ${build.dockerfile}`,
  });
  const codebase = `the codebase of the pipeline is the repository with ${build.dockerfile}`;
  const account =
    build.serviceAccount === undefined ? [] : [`service account ${build.serviceAccount} in that namespace`];
  return {
    step: [codebase],
    stage: [cluster, ...account, codebase],
    pipeline: [cluster, ...account, code],
  }[build.scope];
}

function privileges(answers: Answers): string[] {
  if (pipelineBuilder(answers) !== 'buildx') return [];
  return [
    `the account flag ${BUILDX_FLAG}: ask Harness Support`,
    ...(answers.build.scope === 'step'
      ? ['containerSecurityContext with privileged: true in the stage’s infrastructure']
      : []),
  ];
}

function connector({
  reference,
  kind,
  use,
}: {
  readonly reference: string;
  readonly kind: string;
  readonly use: string;
}): string {
  return reference === RUNTIME_INPUT
    ? `${kind}, asked for when the pipeline runs: ${use}`
    : `connector ${reference} (${kind}): ${use}`;
}

const secret = (reference: string, holds: string): string =>
  isHarnessExpression(reference) ? `${reference}: ${holds}` : `secret ${reference}: ${holds}`;
