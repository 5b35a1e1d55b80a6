import type {Pod} from './workloads.ts';

/** One attempt to pull an image: how long it takes, and the registry's words when it fails. */
export type PullPlan = {seconds: number; failure?: string};

/** One run of a container's process. Times are played seconds since its start. */
export type RunPlan = {
  /** When its probes begin to succeed; Infinity for never. */
  healthyAfter: number;
  /** How it ends by itself; undefined when it serves on. */
  ends?: {after: number; exitCode: number; reason: 'Error' | 'OOMKilled'};
  log: readonly (readonly [after: number, text: string])[];
};

/** How a pod's first container fares; further containers always do well. */
export type PodPlan = {
  /** The pull with this number, from 0. */
  pull(attempt: number): PullPlan;
  /** The run with this number, from 0. */
  run(attempt: number): RunPlan;
};

/** Chooses how a pod fares, when its node first sees it. */
export type Planner = (pod: Pod) => PodPlan;
