import type {Target} from '../../domain/deploy/target.ts';

/** The kubectl that everything goes through. */
export interface Kubectl {
  /** Absolute. */
  readonly path: string;
  /** Of the program itself: `v1.33.1`. */
  readonly version: string;
  /** Variables on top of our own, such as the KUBECONFIG and KUBECACHEDIR of the practice cluster. */
  readonly env: Readonly<Record<string, string>>;
}

/** A confirmed target and the program to reach it with. */
export interface Connection {
  readonly kubectl: Kubectl;
  readonly target: Target;
  /** Taken out of everything that kubectl says. */
  readonly secrets?: readonly string[];
}
