/**
 * Kubernetes cuts what a generated name starts with, so that five random characters fit into 63. The name of a pod is
 * generated from its ReplicaSet's, which starts with the Deployment's. Source: apiserver, names/generate.go.
 */
const KEPT_LENGTH = 63 - 5;

/** Whether a name is the Deployment's, or one that its ReplicaSets and pods can have. */
export const isNamedAfter = (name: string, deployment: string): boolean =>
  name === deployment || name.startsWith(`${deployment}-`.slice(0, KEPT_LENGTH));
