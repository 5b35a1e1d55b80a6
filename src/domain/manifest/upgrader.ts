import type {Answers} from '../answers.ts';
import {baseName} from '../base-image.ts';
import {CONTAINER_SECURITY} from '../catalogue/security-contexts.ts';
import {commented, yamlText, type YamlDocument} from '../yaml-text.ts';
import {managerUrl} from './manager-url.ts';
import {COMMON_LABELS, CONTAINER_NAME, manifestNames} from './names.ts';
import {upgraderSecurityContext} from './security.ts';

const RBAC = 'rbac.authorization.k8s.io';
const CONFIG_VOLUME = 'config-volume';

/** Beside the base image, so that a cluster that reaches only one registry needs no other. */
const upgraderImage = ({base}: Answers): string =>
  `${baseName(base).replace(/delegate$/, 'upgrader')}:latest`;

/** What lets the upgrader change the Deployment, if it is ever resumed. Per delegate, shared with none. */
export function upgraderAccessObjects(answers: Answers): YamlDocument[] {
  const {namespace, upgraderRole, upgraderServiceAccount} = manifestNames(answers);
  const metadata = {name: upgraderRole, namespace, labels: COMMON_LABELS};
  const rules = [
    {
      apiGroups: ['batch', 'apps', 'extensions'],
      resources: ['cronjobs'],
      verbs: ['get', 'list', 'watch', 'update', 'patch'],
    },
    {
      apiGroups: ['extensions', 'apps'],
      resources: ['deployments'],
      verbs: ['get', 'list', 'watch', 'create', 'update', 'patch'],
    },
  ];
  const subjects = [{kind: 'ServiceAccount', name: upgraderServiceAccount, namespace}];
  const roleRef = {apiGroup: RBAC, kind: 'Role', name: upgraderRole};
  return [
    {value: {apiVersion: `${RBAC}/v1`, kind: 'Role', metadata, rules}},
    {value: {apiVersion: `${RBAC}/v1`, kind: 'RoleBinding', metadata, subjects, roleRef}},
    {
      value: {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: {name: upgraderServiceAccount, namespace, labels: COMMON_LABELS},
      },
    },
  ];
}

/** What the upgrader works on, in its own YAML inside the ConfigMap. */
export function upgraderConfigObject(answers: Answers): YamlDocument {
  const {namespace, delegate, upgraderConfig} = manifestNames(answers);
  const config = {
    mode: 'Delegate',
    dryRun: false,
    workloadName: delegate,
    namespace,
    containerName: CONTAINER_NAME,
    delegateConfig: {accountId: answers.delegate.accountId, managerHost: managerUrl(answers)},
  };
  const metadata = {name: upgraderConfig, namespace, labels: COMMON_LABELS};
  return {value: {apiVersion: 'v1', kind: 'ConfigMap', metadata, data: {'config.yaml': yamlText(config)}}};
}

/** The upgrader, suspended. It stays in the manifest so that Harness sees it, and sees that it is off. */
export function upgraderJobObject(answers: Answers): YamlDocument {
  const {namespace, upgraderJob} = manifestNames(answers);
  const metadata = {name: upgraderJob, namespace, labels: {'harness.io/name': upgraderJob, ...COMMON_LABELS}};
  return {
    comment: "The upgrader. Resumed, it would put Harness's image in the place of yours within the hour.",
    value: {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata,
      spec: {
        suspend: commented(true, 'Keep this: auto-upgrade removes the tools of a custom image.'),
        schedule: '0 */1 * * *',
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 20,
        jobTemplate: {spec: {template: {spec: upgraderPodSpec(answers)}}},
      },
    },
  };
}

function upgraderPodSpec(answers: Answers): object {
  const {upgraderServiceAccount, upgraderToken, upgraderConfig} = manifestNames(answers);
  const {pullSecret} = answers.image;
  return {
    serviceAccountName: upgraderServiceAccount,
    restartPolicy: 'Never',
    imagePullSecrets:
      answers.base.registry === 'private' && pullSecret !== undefined ? [{name: pullSecret}] : undefined,
    containers: [
      {
        name: 'upgrader',
        image: upgraderImage(answers),
        imagePullPolicy: 'Always',
        securityContext: CONTAINER_SECURITY[upgraderSecurityContext(answers)],
        env: [{name: 'UPGRADER_TOKEN', valueFrom: {secretKeyRef: upgraderToken}}],
        volumeMounts: [{name: CONFIG_VOLUME, mountPath: '/etc/config'}],
      },
    ],
    volumes: [{name: CONFIG_VOLUME, configMap: {name: upgraderConfig}}],
  };
}
