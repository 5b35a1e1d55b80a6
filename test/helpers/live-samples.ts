import {parseAllDocuments} from 'yaml';
import {isObject, textAt, type JsonObject} from '../../src/domain/deploy/json.ts';
import type {LiveKindName, LiveObjects} from '../../src/domain/live-delegate/live-objects.ts';

const KINDS: Readonly<Record<LiveKindName, string>> = {
  deployments: 'Deployment',
  statefulSets: 'StatefulSet',
  cronJobs: 'CronJob',
  jobs: 'Job',
  autoscalers: 'HorizontalPodAutoscaler',
  configMaps: 'ConfigMap',
};

/** Objects of YAML documents, as a cluster would list them. */
export function liveObjects(...texts: readonly string[]): LiveObjects {
  const objects = texts
    .flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as unknown))
    .filter(isObject);
  const listed = Object.entries(KINDS).map(([name, kind]) => [
    name,
    {items: objects.filter((each: JsonObject) => textAt(each, 'kind') === kind)},
  ]);
  return Object.fromEntries(listed) as LiveObjects;
}

const container = (image: string, more = ''): string => `
        - name: delegate
          image: ${image}
          securityContext: {allowPrivilegeEscalation: false, runAsUser: 0}${more}`;

const variables = (name: string): string => `
          env:
            - {name: ACCOUNT_ID, value: ACCOUNT_1}
            - {name: MANAGER_HOST_AND_PORT, value: 'https://app.harness.io/gratis'}
            - {name: DELEGATE_NAME, value: ${name}}
            - name: DELEGATE_TOKEN
              valueFrom: {secretKeyRef: {name: ${name}-account-token, key: DELEGATE_TOKEN}}`;

/** A CronJob as Harness's manifests have it, with what it is configured for. */
export const upgrader = ({
  job,
  config,
  workload,
  suspend = false,
  status = '{}',
}: {
  readonly job: string;
  readonly config: string;
  readonly workload: string;
  readonly suspend?: boolean;
  readonly status?: string;
}): string => `
apiVersion: v1
kind: ConfigMap
metadata: {name: ${config}, namespace: ns}
data:
  config.yaml: |
    mode: Delegate
    dryRun: false
    workloadName: ${workload}
    namespace: ns
    containerName: delegate
    delegateConfig: {accountId: ACCOUNT_1, managerHost: 'https://app.harness.io'}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: ${job}, namespace: ns, uid: uid-${job}}
spec:
  schedule: '0 */1 * * *'
  suspend: ${String(suspend)}
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - {name: upgrader, image: 'harness/upgrader:latest'}
          volumes:
            - {name: config-volume, configMap: {name: ${config}}}
status: ${status}
`;

/** The manifest of 2023: one selector for all, and an autoscaler that aims at another name. */
export const OLD_MANIFEST = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: old-del, namespace: ns, labels: {harness.io/name: old-del}}
spec:
  replicas: 1
  selector: {matchLabels: {harness.io/name: delegate}}
  template:
    metadata: {labels: {harness.io/name: delegate}}
    spec:
      containers:${container('harness/delegate:24.04.82804.minimal', variables('old-del'))}
status: {replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1}
---
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata: {name: kubernetes-delegate-hpa, namespace: ns}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: kubernetes-delegate}, minReplicas: 1, maxReplicas: 1}
---${upgrader({job: 'old-del-upgrader-job', config: 'old-del-upgrader-config', workload: 'old-del', status: '{lastScheduleTime: "2026-11-21T20:00:00Z", lastSuccessfulTime: "2026-11-21T19:00:20Z"}'})}`;

/** The manifest that Harness Manager hands out since 2025. */
export const NEW_MANIFEST = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: new-del, namespace: ns, labels: {harness.io/name: new-del}}
spec:
  replicas: 2
  selector: {matchLabels: {harness.io/name: new-del}}
  template:
    metadata: {labels: {harness.io/name: new-del}}
    spec:
      containers:${container('us-docker.pkg.dev/gar-prod-setup/harness-public/harness/delegate:26.08.89806', variables('new-del'))}
status: {replicas: 2, updatedReplicas: 2, readyReplicas: 1, availableReplicas: 1}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: new-del-hpa, namespace: ns}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: new-del}, minReplicas: 2, maxReplicas: 5}
---${upgrader({job: 'new-del-upgrader-job', config: 'new-del-upgrader-config', workload: 'new-del', suspend: true})}`;

const managed = (manager: string): string => `
  managedFields:
    - manager: ${manager}
      operation: Update
      apiVersion: apps/v1
      time: '2026-11-20T08:00:00Z'
      fieldsType: FieldsV1
      fieldsV1:
        f:spec: {f:template: {f:spec: {f:containers: {'k:{"name":"delegate"}': {.: {}, f:image: {}}}}}}`;

/** A release of Harness's chart; `manager` is who made it. */
export const helmRelease = (manager = 'helm'): string => `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: chart-del
  namespace: ns
  labels:
    helm.sh/chart: harness-delegate-ng-1.0.32
    app.kubernetes.io/managed-by: Helm
    app.kubernetes.io/instance: my-release
    harness.io/name: chart-del
  annotations: {meta.helm.sh/release-name: my-release, meta.helm.sh/release-namespace: ns}${managed(manager)}
spec:
  replicas: 1
  selector: {matchLabels: {app.kubernetes.io/instance: my-release}}
  template:
    metadata: {labels: {app.kubernetes.io/instance: my-release}}
    spec:
      securityContext: {fsGroup: 1001}
      containers:
        - name: delegate
          image: acme/custom-delegate:26.08.89806-3
          envFrom:
            - configMapRef: {name: chart-del}
            - secretRef: {name: chart-del}
            - secretRef: {name: chart-del-proxy, optional: true}
status: {replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: chart-del, namespace: ns}
data: {ACCOUNT_ID: ACCOUNT_2, MANAGER_HOST_AND_PORT: 'https://app.harness.io', DELEGATE_NAME: chart-name}
---${upgrader({job: 'nightly', config: 'chart-del-upgrader-config', workload: 'chart-del'})}`;

/** A delegate of the first generation. */
export const LEGACY = `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: legacy-del, namespace: ns, labels: {harness.io/app: harness-delegate}}
spec:
  replicas: 1
  selector: {matchLabels: {harness.io/app: harness-delegate}}
  template:
    spec:
      containers:
        - name: harness-delegate-instance
          image: registry.corp:5000/mirror/harness/delegate:latest
          env:
            - {name: ACCOUNT_ID, value: ACCOUNT_3}
            - {name: ACCOUNT_SECRET, value: 0123456789abcdef0123456789abcdef}
            - {name: DELEGATE_NAME, value: legacy-del}
status: {replicas: 1, readyReplicas: 1, updatedReplicas: 1, currentRevision: a, updateRevision: a}
`;

/** What else lies in a namespace. */
export const UNRELATED = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: ns}
spec:
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: 'nginx:1'}]}}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: backup, namespace: ns}
spec: {schedule: '0 3 * * *', jobTemplate: {spec: {template: {spec: {containers: [{name: backup, image: 'acme/backup:1'}]}}}}}
`;
