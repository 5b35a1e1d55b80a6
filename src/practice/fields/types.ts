/**
 * Fields of the served kinds, one line a type. A field is `name`, then `:Type` when it has fields itself, then
 * `[]` a list that is replaced as a whole, `[key,…]` a list whose items are told apart by keys, `[*]` a list of
 * single values, `{}` a map with keys of its own, `!` a struct or map that is replaced as a whole.
 * `Any` is not looked into. Source: the OpenAPI document of Kubernetes 1.36 (fields, list types, map types).
 */
export const TYPES: Readonly<Record<string, string>> = {
  ObjectMeta:
    'annotations{} creationTimestamp deletionGracePeriodSeconds deletionTimestamp finalizers[*] generateName generation labels{} managedFields:Any[] name namespace ownerReferences:Any[uid] resourceVersion selfLink uid',
  Namespace: 'spec:NamespaceSpec status:Any',
  NamespaceSpec: 'finalizers[]',
  ConfigMap: 'binaryData{} data{} immutable',
  Secret: 'data{} immutable stringData{} type',
  ServiceAccount:
    'automountServiceAccountToken imagePullSecrets:LocalReference[] secrets:ObjectReference[name]',
  LocalReference: 'name',
  ObjectReference: 'apiVersion fieldPath kind name namespace resourceVersion uid',
  Service: 'spec:ServiceSpec status:Any',
  ServiceSpec:
    'allocateLoadBalancerNodePorts clusterIP clusterIPs[] externalIPs[] externalName externalTrafficPolicy healthCheckNodePort internalTrafficPolicy ipFamilies[] ipFamilyPolicy loadBalancerClass loadBalancerIP loadBalancerSourceRanges[] ports:ServicePort[port,protocol] publishNotReadyAddresses selector! sessionAffinity sessionAffinityConfig:Any trafficDistribution type',
  ServicePort: 'appProtocol name nodePort port protocol targetPort',
  Event:
    'action count eventTime firstTimestamp involvedObject:ObjectReference! lastTimestamp message reason related:ObjectReference! reportingComponent reportingInstance series:Any source:Any type',
  ResourceQuota: 'spec:ResourceQuotaSpec status:Any',
  ResourceQuotaSpec: 'hard{} scopeSelector:Any! scopes[]',
  Node: 'spec:Any status:Any',
  Pod: 'spec:PodSpec status:Any',
  PodTemplate: 'metadata:ObjectMeta spec:PodSpec',
  PodSpec:
    'activeDeadlineSeconds affinity:Any automountServiceAccountToken containers:Container[name] dnsConfig:Any dnsPolicy enableServiceLinks ephemeralContainers:Any[name] hostAliases:Any[ip] hostIPC hostNetwork hostPID hostUsers hostname hostnameOverride imagePullSecrets:LocalReference[name] initContainers:Container[name] nodeName nodeSelector! os:Any overhead{} preemptionPolicy priority priorityClassName readinessGates:Any[] resourceClaims:Any[name] resources:Resources restartPolicy runtimeClassName schedulerName schedulingGates:Any[name] securityContext:PodSecurityContext serviceAccount serviceAccountName setHostnameAsFQDN shareProcessNamespace subdomain terminationGracePeriodSeconds tolerations:Toleration[] topologySpreadConstraints:Any[topologyKey,whenUnsatisfiable] volumes:Volume[name] workloadRef:Any',
  Toleration: 'effect key operator tolerationSeconds value',
  PodSecurityContext:
    'appArmorProfile:Any fsGroup fsGroupChangePolicy runAsGroup runAsNonRoot runAsUser seLinuxChangePolicy seLinuxOptions:Any seccompProfile:SeccompProfile supplementalGroups[] supplementalGroupsPolicy sysctls:Any[] windowsOptions:Any',
  SeccompProfile: 'localhostProfile type',
  SecurityContext:
    'allowPrivilegeEscalation appArmorProfile:Any capabilities:Capabilities privileged procMount readOnlyRootFilesystem runAsGroup runAsNonRoot runAsUser seLinuxOptions:Any seccompProfile:SeccompProfile windowsOptions:Any',
  Capabilities: 'add[] drop[]',
  Container:
    'args[] command[] env:EnvVar[name] envFrom:EnvFrom[] image imagePullPolicy lifecycle:Lifecycle livenessProbe:Probe name ports:ContainerPort[containerPort,protocol] readinessProbe:Probe resizePolicy:Any[] resources:Resources restartPolicy restartPolicyRules:Any[] securityContext:SecurityContext startupProbe:Probe stdin stdinOnce terminationMessagePath terminationMessagePolicy tty volumeDevices:Any[devicePath] volumeMounts:VolumeMount[mountPath] workingDir',
  EnvVar: 'name value valueFrom:EnvVarSource',
  EnvVarSource:
    'configMapKeyRef:KeyReference! fieldRef:FieldReference! fileKeyRef:Any! resourceFieldRef:ResourceFieldReference! secretKeyRef:KeyReference!',
  KeyReference: 'key name optional',
  FieldReference: 'apiVersion fieldPath',
  ResourceFieldReference: 'containerName divisor resource',
  EnvFrom: 'configMapRef:NameReference prefix secretRef:NameReference',
  NameReference: 'name optional',
  Lifecycle: 'postStart:Any preStop:Any stopSignal',
  Probe:
    'exec:ExecAction failureThreshold grpc:Any httpGet:HttpGetAction initialDelaySeconds periodSeconds successThreshold tcpSocket:TcpAction terminationGracePeriodSeconds timeoutSeconds',
  ExecAction: 'command[]',
  HttpGetAction: 'host httpHeaders:Any[] path port scheme',
  TcpAction: 'host port',
  ContainerPort: 'containerPort hostIP hostPort name protocol',
  Resources: 'claims:Any[name] limits{} requests{}',
  VolumeMount: 'mountPath mountPropagation name readOnly recursiveReadOnly subPath subPathExpr',
  Volume:
    'awsElasticBlockStore:Any azureDisk:Any azureFile:Any cephfs:Any cinder:Any configMap:ConfigMapVolume csi:Any downwardAPI:Any emptyDir:Any ephemeral:Any fc:Any flexVolume:Any flocker:Any gcePersistentDisk:Any gitRepo:Any glusterfs:Any hostPath:Any image:Any iscsi:Any name nfs:Any persistentVolumeClaim:Any photonPersistentDisk:Any portworxVolume:Any projected:Any quobyte:Any rbd:Any scaleIO:Any secret:SecretVolume storageos:Any vsphereVolume:Any',
  ConfigMapVolume: 'defaultMode items:Any[] name optional',
  SecretVolume: 'defaultMode items:Any[] optional secretName',
  LabelSelector: 'matchExpressions:Any[] matchLabels{}',
  Deployment: 'spec:DeploymentSpec status:WorkloadStatus',
  DeploymentSpec:
    'minReadySeconds paused progressDeadlineSeconds replicas revisionHistoryLimit selector:LabelSelector! strategy:DeploymentStrategy template:PodTemplate',
  DeploymentStrategy: 'rollingUpdate:RollingUpdate type',
  RollingUpdate: 'maxSurge maxUnavailable',
  WorkloadStatus:
    'availableReplicas collisionCount conditions:Any[type] fullyLabeledReplicas observedGeneration readyReplicas replicas terminatingReplicas unavailableReplicas updatedReplicas',
  ReplicaSet: 'spec:ReplicaSetSpec status:WorkloadStatus',
  ReplicaSetSpec: 'minReadySeconds replicas selector:LabelSelector! template:PodTemplate',
  CronJob: 'spec:CronJobSpec status:Any',
  CronJobSpec:
    'concurrencyPolicy failedJobsHistoryLimit jobTemplate:JobTemplate schedule startingDeadlineSeconds successfulJobsHistoryLimit suspend timeZone',
  JobTemplate: 'metadata:ObjectMeta spec:JobSpec',
  Job: 'spec:JobSpec status:Any',
  JobSpec:
    'activeDeadlineSeconds backoffLimit backoffLimitPerIndex completionMode completions managedBy manualSelector maxFailedIndexes parallelism podFailurePolicy:Any podReplacementPolicy selector:LabelSelector! successPolicy:Any suspend template:PodTemplate ttlSecondsAfterFinished',
  Role: 'rules:PolicyRule[]',
  ClusterRole: 'aggregationRule:Any rules:PolicyRule[]',
  PolicyRule: 'apiGroups[] nonResourceURLs[] resourceNames[] resources[] verbs[]',
  RoleBinding: 'roleRef:RoleReference! subjects:Subject[]',
  ClusterRoleBinding: 'roleRef:RoleReference! subjects:Subject[]',
  RoleReference: 'apiGroup kind name',
  Subject: 'apiGroup kind name namespace',
  HorizontalPodAutoscaler: 'spec:HpaSpec status:Any',
  HpaSpec: 'behavior:Any maxReplicas metrics:Any[] minReplicas scaleTargetRef:ScaleTarget!',
  ScaleTarget: 'apiVersion kind name',
  ValidatingWebhookConfiguration: 'webhooks:Any[name]',
};
