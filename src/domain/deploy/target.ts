/** Where everything goes: confirmed once, then pinned on every call. */
export interface Target {
  readonly context: string;
  readonly cluster: string;
  /** Address of the API server as the kubeconfig has it. */
  readonly server: string;
  readonly namespace: string;
  /** Name of the kubeconfig's user; never a credential. */
  readonly user?: string;
  /** Name of the program that logs in, when the user has one. */
  readonly plugin?: string;
}
