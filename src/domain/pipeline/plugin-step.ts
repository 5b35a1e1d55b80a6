import {runsAs} from '../advice.ts';
import type {Answers} from '../answers.ts';
import {registryRow, type Credential} from '../catalogue/registries.ts';
import {commented} from '../yaml-text.ts';
import {secretExpression} from './harness-values.ts';
import {imageTarget} from './image-target.ts';
import {noPush} from './no-push.ts';
import {pluginImage} from './plugin-image.ts';
import {proxyArgs} from './proxy-args.ts';
import {stepResources} from './step-resources.ts';

/** Docker Hub's address as the plugins know it. Source: default of drone-buildah and drone-docker. */
const DOCKER_HUB_URL = 'https://index.docker.io/v1/';

/** `spec` of the Plugin step that runs Buildah or drone-docker. */
export function pluginStepSpec(builder: 'buildah' | 'docker', answers: Answers): Record<string, unknown> {
  const {user, privileged} = runsAs({builder, cluster: answers.cluster});
  return {
    connectorRef: commented(
      answers.build.pluginConnector,
      `Pulls the plugin image, nothing else: the ${answers.build.push ? 'push' : 'plugin'} signs in with the credentials in settings.`,
    ),
    image: pluginImage(builder, answers),
    privileged:
      builder === 'buildah' ? commented(privileged, PRIVILEGED_COMMENTS[answers.cluster.type]) : privileged,
    settings: {...ownSettings(answers), ...answers.build.settings},
    runAsUser: user,
    ...stepResources(answers),
  };
}

const PRIVILEGED_COMMENTS = {
  kubernetes:
    'Buildah runs as user 1000, and still needs this on Kubernetes. On OpenShift with the anyuid SCC: false.',
  openshift: 'The anyuid SCC takes its place. On other Kubernetes clusters: true.',
} as const;

/** Answer that names the secret, or the default name. */
export const secretOf = (credential: Credential, {build}: Pick<Answers, 'build'>): string =>
  build[credential.from] ?? credential.defaultSecret;

function ownSettings(answers: Answers): Record<string, unknown> {
  const target = imageTarget(answers);
  const {registry} = answers.image;
  const credentials = registryRow(registry).credentials.map(
    (credential) => [credential.setting, secretExpression(secretOf(credential, answers))] as const,
  );
  return {
    repo: target.name,
    tags: [target.tag],
    registry:
      registry === 'docker-hub'
        ? commented(
            DOCKER_HUB_URL,
            'Harness’s page shows v2; v1 is the plugin’s default and what registry clients sign in to.',
          )
        : target.host,
    ...(registry === 'ecr' ? {region: target.region} : {}),
    dockerfile: answers.build.dockerfile,
    context: answers.build.context,
    ...proxySettings(answers),
    ...Object.fromEntries(credentials),
    ...(noPush(answers)?.where === 'step' ? {dry_run: commented('true', 'Builds without pushing.')} : {}),
  };
}

/** In a stage the plugin takes them from the stage's variables, where commas do not split them. */
function proxySettings(answers: Answers): Record<string, unknown> {
  const args = answers.build.scope === 'step' ? proxyArgs(answers) : [];
  const whole = args.filter(({value}) => !value.includes(','));
  if (args.length === 0) return {};
  const lines = whole.map(({name, value}) => `${name}=${value}`);
  const comment =
    whole.length === args.length
      ? 'They show in the log: no credentials here.'
      : [
          'They show in the log: no credentials here.',
          'NO_PROXY has commas, at which the plugin would split it: give the stage a variable NO_PROXY.',
        ];
  return {build_args: commented(lines, comment)};
}
