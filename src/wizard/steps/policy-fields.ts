import {BUILDERS_BY_PRIVILEGE} from '../../domain/catalogue/builders.ts';
import {YES_NO, type FieldSpec} from '../form.ts';
import {wordAt} from '../paths.ts';
import type {WizardState} from '../state.ts';

const scope =
  (...scopes: readonly string[]) =>
  (state: WizardState) =>
    scopes.includes(wordAt(state.answers, 'build.scope'));

/** The builder in effect; Buildah is drawn when nothing fits. */
const builderOf = (state: WizardState): string => {
  const chosen = wordAt(state.answers, 'build.builder');
  return chosen === 'recommended' ? (state.know.advise(state.answers).recommended ?? 'buildah') : chosen;
};
const builtBy = (step: 'plugin' | 'built-in') => (state: WizardState) =>
  BUILDERS_BY_PRIVILEGE.find((row) => row.builder === builderOf(state))?.step === step;
const isBuildah = (state: WizardState) => builderOf(state) === 'buildah';
/** No pipeline step builds the image. */
export const isOutside = (state: WizardState): boolean => builderOf(state) === 'outside';

export const POLICY_FIELDS: readonly FieldSpec[] = [
  {
    kind: 'options',
    path: 'cluster.type',
    label: 'Cluster',
    options: [
      {value: 'kubernetes', label: 'Kubernetes'},
      {value: 'openshift', label: 'OpenShift'},
    ],
  },
  {
    kind: 'options',
    path: 'cluster.root',
    label: 'Root in build steps',
    options: [
      {value: 'any', label: 'yes'},
      {value: 'one-step', label: 'for one step'},
      {value: 'never', label: 'never'},
    ],
  },
  {
    kind: 'options',
    path: 'cluster.privileged',
    label: 'Privileged pods',
    options: [
      {value: true, label: 'allowed'},
      {value: false, label: 'forbidden'},
    ],
  },
];

/** Where the validation pipeline goes, which is written whatever builds the image. */
export const VALIDATION_FIELDS: readonly FieldSpec[] = [
  {kind: 'text', path: 'build.org', label: 'Organization'},
  {kind: 'text', path: 'build.project', label: 'Project'},
];

export const PIPELINE_FIELDS: readonly FieldSpec[] = [
  {
    kind: 'options',
    path: 'build.scope',
    label: 'Write',
    options: [
      {value: 'pipeline', label: 'a pipeline'},
      {value: 'stage', label: 'a stage'},
      {value: 'step', label: 'only the step'},
    ],
  },
  {kind: 'options', path: 'build.push', label: 'Push the image', options: YES_NO},
  {kind: 'text', path: 'build.org', label: 'Organization', when: scope('pipeline')},
  {kind: 'text', path: 'build.project', label: 'Project', when: scope('pipeline')},
  {kind: 'text', path: 'build.codebaseConnector', label: 'Git connector', when: scope('pipeline')},
  {
    kind: 'text',
    path: 'build.repositoryName',
    label: 'Git repository',
    when: scope('pipeline'),
    placeholder: 'only when the connector is for a whole account',
  },
  {
    kind: 'text',
    path: 'build.kubernetesConnector',
    label: 'Cluster connector',
    when: scope('pipeline', 'stage'),
  },
  {kind: 'text', path: 'build.namespace', label: 'Build namespace', when: scope('pipeline', 'stage')},
  {kind: 'text', path: 'build.registryConnector', label: 'Registry connector', when: builtBy('built-in')},
  {kind: 'text', path: 'build.pluginConnector', label: 'Plugin connector', when: builtBy('plugin')},
  {
    kind: 'text',
    path: 'build.usernameSecret',
    label: 'User secret',
    when: builtBy('plugin'),
    placeholder: 'Harness secret id',
  },
  {
    kind: 'text',
    path: 'build.passwordSecret',
    label: 'Password secret',
    when: builtBy('plugin'),
    placeholder: 'Harness secret id',
  },
];

export const MORE_PIPELINE_FIELDS: readonly FieldSpec[] = [
  {kind: 'text', path: 'build.dockerfile', label: 'Dockerfile path'},
  {kind: 'text', path: 'build.context', label: 'Build context'},
  {
    kind: 'text',
    path: 'build.baseConnector',
    label: 'Base connector',
    when: builtBy('built-in'),
    placeholder: 'only when the base image needs a login',
  },
  {
    kind: 'text',
    path: 'build.serviceAccount',
    label: 'Service account',
    when: scope('pipeline', 'stage'),
    placeholder: 'default',
  },
  {kind: 'text', path: 'build.buildahVersion', label: 'Buildah version', when: isBuildah},
  {kind: 'text', path: 'build.memory', label: 'Memory limit'},
  {kind: 'text', path: 'build.cpu', label: 'CPU limit'},
  {
    kind: 'text',
    path: 'build.settings',
    label: 'Plugin settings',
    when: builtBy('plugin'),
    placeholder: 'key=value, key=value',
  },
];
