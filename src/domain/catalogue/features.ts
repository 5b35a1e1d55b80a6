import type {FeatureRow} from './types.ts';

/** Which tools each Harness feature needs. Source: Harness docs, delegate required SDKs. */
export const FEATURE_ROWS: readonly FeatureRow[] = [
  {name: 'kubernetes', label: 'Kubernetes manifests', tools: ['kubectl', 'go-template']},
  {name: 'helm', label: 'Helm charts', tools: ['kubectl', 'helm']},
  {name: 'helm-storage', label: 'Helm charts in S3 or GCS', tools: ['kubectl', 'helm', 'chartmuseum']},
  {name: 'kustomize', label: 'Kustomize', tools: ['kubectl', 'kustomize']},
  {name: 'openshift', label: 'OpenShift', tools: ['kubectl', 'oc']},
  {name: 'terraform', label: 'Terraform', tools: ['terraform', 'terraform-config-inspect', 'git']},
  {
    name: 'terragrunt',
    label: 'Terragrunt',
    tools: ['terragrunt', 'terraform', 'terraform-config-inspect', 'git'],
  },
  {name: 'opentofu', label: 'OpenTofu', tools: ['opentofu', 'git']},
  {name: 'winrm', label: 'WinRM', tools: ['harness-pywinrm']},
  {name: 'aks', label: 'Azure AKS', tools: ['kubectl', 'kubelogin']},
  {name: 'gke', label: 'Google GKE', tools: ['kubectl', 'harness-credentials-plugin']},
  {name: 'aws', label: 'AWS scripts', tools: ['aws-cli']},
  {name: 'azure', label: 'Azure scripts', tools: ['azure-cli']},
  {name: 'gcp', label: 'Google Cloud scripts', tools: ['gcloud']},
  {name: 'tanzu', label: 'Tanzu (PCF)', tools: ['cf-cli']},
  {name: 'gitops', label: 'Argo CD scripts', tools: ['argocd']},
  {name: 'ansible', label: 'Ansible', tools: ['ansible']},
  {name: 'powershell', label: 'PowerShell', tools: ['powershell']},
  {name: 'git', label: 'Git in scripts', tools: ['git']},
];
