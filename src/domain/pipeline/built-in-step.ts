import type {Answers} from '../answers.ts';
import type {ImageRegistry} from '../choices.ts';
import {commented} from '../yaml-text.ts';
import {RUNTIME_INPUT} from './harness-values.ts';
import {imageTarget, type ImageTarget} from './image-target.ts';
import {noPush} from './no-push.ts';
import {proxyArgs} from './proxy-args.ts';
import {stepResources} from './step-resources.ts';

const REPO = ({name}: ImageTarget) => ({repo: name});
const GOOGLE = ({host, project, repository}: ImageTarget) => ({
  host,
  projectID: project,
  imageName: repository,
});

/** Fields that name the image. Source: Harness pipeline schema, build and push steps. */
const TARGET_FIELDS: Readonly<
  Record<ImageRegistry, (target: ImageTarget) => Readonly<Record<string, string>>>
> = {
  'docker-hub': REPO,
  other: REPO,
  ecr: ({account, region, repository}) => ({region, account, imageName: repository}),
  acr: ({name}) => ({repository: name}),
  gar: GOOGLE,
  gcr: GOOGLE,
};

/** `spec` of the Build and Push step, which Kaniko or BuildX carries out. */
export function builtInStepSpec(builder: 'kaniko' | 'buildx', answers: Answers): Record<string, unknown> {
  const {build, image} = answers;
  const target = imageTarget(answers);
  const args = proxyArgs(answers).map(({name, value}) => [name, value] as const);
  const without = noPush(answers);
  return {
    connectorRef: commented(
      build.registryConnector,
      build.push
        ? 'Signs in to the registry for the push.'
        : 'The step asks for it, also when nothing is pushed.',
    ),
    ...baseConnector(answers),
    ...TARGET_FIELDS[image.registry](target),
    tags: [target.tag],
    dockerfile: build.dockerfile,
    context: build.context,
    ...(args.length > 0
      ? {buildArgs: commented(Object.fromEntries(args), 'They show in the log: no credentials here.')}
      : {}),
    ...rootUser(builder, answers),
    ...stepResources(answers),
    ...(without?.where === 'step'
      ? {envVariables: commented({[without.variable]: 'true'}, 'Builds without pushing.')}
      : {}),
  };
}

/** Harness takes a list of connectors, or the one expression that stands for it. */
function baseConnector({build}: Answers): Record<string, unknown> {
  const {baseConnector: reference} = build;
  if (reference === undefined) return {};
  const value = reference === RUNTIME_INPUT ? reference : [reference];
  return {baseImageConnectorRefs: commented(value, 'Signs in to pull the base image.')};
}

const ROOT_COMMENTS = {
  kaniko: 'Kaniko builds as root; this makes only this step root, the stage stays user 1000.',
  buildx: 'BuildX builds as root; this makes only this step root, the stage stays user 1000.',
} as const;

/** Where nobody forbids root the image's own user, root, is right; OpenShift must be told. */
function rootUser(builder: 'kaniko' | 'buildx', {cluster}: Answers): Record<string, unknown> {
  if (cluster.root !== 'any') return {runAsUser: commented('0', ROOT_COMMENTS[builder])};
  return cluster.type === 'openshift' ? {runAsUser: '0'} : {};
}
