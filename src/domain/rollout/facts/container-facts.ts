import {at, isObject, numberAt} from '../../deploy/json.ts';
import {countAt, flagAt, textAt, timeAt} from '../read.ts';

/** Kubernetes' defaults where the manifest is silent. Source: core/v1 Probe. */
export interface ProbeFacts {
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly failureThreshold: number;
}

export interface ContainerFacts {
  readonly name: string;
  readonly init: boolean;
  readonly image: string;
  readonly state: 'none' | 'waiting' | 'running' | 'terminated';
  /** Of the state it is in. */
  readonly reason: string;
  readonly message: string;
  readonly exitCode?: number;
  readonly startedMs?: number;
  /** How the run before ended. */
  readonly last?: {readonly reason: string; readonly message: string; readonly exitCode: number};
  readonly restarts: number;
  readonly ready: boolean;
  readonly started: boolean;
  /** For init containers: nothing more to wait for. */
  readonly done: boolean;
  readonly memoryLimit: string;
  readonly startupProbe?: ProbeFacts;
}

function probeFacts(probe: unknown): ProbeFacts | undefined {
  if (!isObject(probe)) return undefined;
  return {
    initialDelaySeconds: countAt(probe, 'initialDelaySeconds'),
    periodSeconds: Math.max(1, numberAt(probe, 'periodSeconds') ?? 10),
    failureThreshold: Math.max(1, numberAt(probe, 'failureThreshold') ?? 3),
  };
}

const STATES = ['running', 'terminated', 'waiting'] as const;

/** Joins a container's spec and its status, of which either may be missing. */
export function containerFacts({
  spec,
  status,
  init,
}: {
  spec: unknown;
  status: unknown;
  init: boolean;
}): ContainerFacts {
  const state = STATES.find((name) => isObject(at(status, 'state', name))) ?? 'none';
  const current = at(status, 'state', state);
  const last = at(status, 'lastState', 'terminated');
  const sidecar = textAt(spec, 'restartPolicy') === 'Always';
  const exitCode = state === 'terminated' ? countAt(current, 'exitCode') : undefined;
  return {
    name: textAt(spec, 'name') || textAt(status, 'name'),
    init,
    image: textAt(spec, 'image') || textAt(status, 'image'),
    state,
    reason: textAt(current, 'reason'),
    message: textAt(current, 'message'),
    exitCode,
    startedMs: timeAt(current, 'startedAt'),
    last: isObject(last)
      ? {
          reason: textAt(last, 'reason'),
          message: textAt(last, 'message'),
          exitCode: countAt(last, 'exitCode'),
        }
      : undefined,
    restarts: countAt(status, 'restartCount'),
    ready: flagAt(status, 'ready'),
    started: flagAt(status, 'started'),
    done: init && (sidecar ? flagAt(status, 'started') : exitCode === 0),
    memoryLimit: textAt(spec, 'resources', 'limits', 'memory'),
    startupProbe: probeFacts(at(spec, 'startupProbe')),
  };
}
