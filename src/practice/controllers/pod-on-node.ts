import type {Life} from './life.ts';
import type {ContainerStatus, Pod} from './workloads.ts';

/** A pod on a node: what its containers and its end are played through. */
export type PodOnNode = {
  life: Life;
  podIP: string;
  /** The pod as it is stored now. */
  pod(): Pod;
  /** Changes the status of one container and publishes it. */
  setContainer(name: string, change: Partial<ContainerStatus>): void;
  containerStatus(name: string): ContainerStatus;
  tell(reason: string, message: string, container?: string, type?: 'Normal' | 'Warning'): void;
};
